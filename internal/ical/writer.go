package ical

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"belfry/internal/calendar"

	"golang.org/x/text/unicode/norm"
)

// A writer builds one line after another and folds each into the output.
type writer struct {
	out, line []byte
	language  string
	zones     []zoneUse // that the lines so far refer to
}

// property begins a line. name may carry fixed parameters.
func (w *writer) property(name string) {
	w.line = append(append(w.line[:0], name...), ':')
}

// parameter adds a parameter to the line that property has just begun.
func (w *writer) parameter(name, value string) {
	if value == "" {
		return
	}
	w.line = append(w.line[:len(w.line)-1], ';')
	w.line = append(append(w.line, name...), '=')
	w.line = append(appendParameter(w.line, value), ':')
}

func (w *writer) languageParameter() { w.parameter("LANGUAGE", w.language) }

// end folds the finished line into the output.
func (w *writer) end() { w.out = appendFolded(w.out, w.line) }

// raw writes a short line of ASCII that needs neither escaping nor folding.
func (w *writer) raw(line string) {
	w.out = append(append(w.out, line...), "\r\n"...)
}

// text writes a property of type TEXT, and nothing where the text is empty.
func (w *writer) text(name, value string) {
	if value = strings.TrimSpace(value); value == "" {
		return
	}
	w.property(name)
	if !strings.HasPrefix(name, "X-") {
		w.languageParameter()
	}
	w.line = appendText(w.line, value)
	w.end()
}

// uid writes a property that identifies; it has no language.
func (w *writer) uid(name, value string) {
	if value == "" {
		return
	}
	w.property(name)
	w.line = appendText(w.line, value)
	w.end()
}

// uri writes a property of type URI, and nothing where there is none.
func (w *writer) uri(name, value string) {
	if value == "" {
		return
	}
	w.property(name)
	w.line = appendURI(w.line, value)
	w.end()
}

// maxOctets is how long a line may be without its end (3.1).
const maxOctets = 75

// appendFolded appends a line with its end, folded between characters.
func appendFolded(dst, line []byte) []byte {
	limit := maxOctets
	for len(line) > limit {
		cut := limit
		for cut > 0 && !utf8.RuneStart(line[cut]) {
			cut--
		}
		dst = append(append(dst, line[:cut]...), "\r\n "...)
		line, limit = line[cut:], maxOctets-1
	}
	return append(append(dst, line...), "\r\n"...)
}

// appendText appends s as a value of type TEXT (3.3.11), in Unicode
// normalisation form C. All that can end a line becomes \n; other controls are
// left out.
func appendText(dst []byte, s string) []byte {
	if !norm.NFC.IsNormalString(s) {
		s = norm.NFC.String(s)
	}
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			dst, i = appendASCII(dst, s, i)
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == 0x85 || r == 0x2028 || r == 0x2029:
			dst = append(dst, `\n`...)
		case 0x80 <= r && r < 0xA0:
		default:
			dst = utf8.AppendRune(dst, r)
		}
		i += size
	}
	return dst
}

// appendASCII appends the character s[i] and returns the index after it.
func appendASCII(dst []byte, s string, i int) ([]byte, int) {
	switch c := s[i]; {
	case c == '\\' || c == ';' || c == ',':
		return append(dst, '\\', c), i + 1
	case c == '\r' && i+1 < len(s) && s[i+1] == '\n':
		return append(dst, `\n`...), i + 2
	case c == '\n' || c == '\r' || c == '\v' || c == '\f':
		return append(dst, `\n`...), i + 1
	case c == '\t':
		return append(dst, c), i + 1
	case c < ' ' || c == 0x7F:
		return dst, i + 1
	default:
		return append(dst, c), i + 1
	}
}

// appendParameter appends the value of a parameter: quoted where it must be
// (3.2), with ^ as the escape for what quotes cannot hold (RFC 6868).
func appendParameter(dst []byte, s string) []byte {
	quote := strings.ContainsAny(s, ":;,")
	if quote {
		dst = append(dst, '"')
	}
	for _, r := range norm.NFC.String(s) {
		switch {
		case r == '^':
			dst = append(dst, "^^"...)
		case r == '"':
			dst = append(dst, "^'"...)
		case r == '\n' || r == '\v' || r == '\f' || r == 0x85 || r == 0x2028 || r == 0x2029:
			dst = append(dst, "^n"...)
		case r < ' ' || 0x7F <= r && r < 0xA0:
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	if quote {
		dst = append(dst, '"')
	}
	return dst
}

// appendURI appends an address. What a URI cannot hold is percent-encoded
// (RFC 3986 2.1), so that nothing can end the line.
func appendURI(dst []byte, s string) []byte {
	const hex = "0123456789ABCDEF"
	for i := range len(s) {
		c := s[i]
		if c <= ' ' || c >= 0x7F || strings.IndexByte("\"<>\\^`{|}", c) >= 0 {
			dst = append(dst, '%', hex[c>>4], hex[c&15])
			continue
		}
		dst = append(dst, c)
	}
	return dst
}

func appendDate(dst []byte, d calendar.Date) []byte {
	dst = appendPadded(dst, d.Year, 4)
	dst = appendPadded(dst, int(d.Month), 2)
	return appendPadded(dst, d.Day, 2)
}

func appendLocal(dst []byte, l calendar.Local) []byte {
	dst = append(appendDate(dst, l.Date), 'T')
	dst = appendPadded(dst, l.Hour, 2)
	dst = appendPadded(dst, l.Minute, 2)
	return appendPadded(dst, l.Second, 2)
}

func appendInstant(dst []byte, t time.Time) []byte {
	return append(appendLocal(dst, calendar.LocalOf(t.UTC())), 'Z')
}

// appendPadded appends n with zeros in front, to width digits at least.
func appendPadded(dst []byte, n, width int) []byte {
	var digits [20]byte
	text := strconv.AppendInt(digits[:0], int64(n), 10)
	for range width - len(text) {
		dst = append(dst, '0')
	}
	return append(dst, text...)
}

// appendDuration appends whole hours, minutes and seconds (3.3.6).
func appendDuration(dst []byte, d time.Duration) []byte {
	dst = append(dst, "PT"...)
	for _, unit := range [...]struct {
		length time.Duration
		letter byte
	}{{time.Hour, 'H'}, {time.Minute, 'M'}, {time.Second, 'S'}} {
		if n := d / unit.length; n > 0 {
			dst = append(strconv.AppendInt(dst, int64(n), 10), unit.letter)
			d -= n * unit.length
		}
	}
	return dst
}

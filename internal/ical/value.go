package ical

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"belfry/internal/calendar"

	"golang.org/x/text/unicode/norm"
)

// appendText appends s, which is clean, as a value of type TEXT (3.3.11).
func appendText(dst []byte, s string) []byte {
	done := 0 // what of s is in dst
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\', ';', ',':
			dst = append(append(dst, s[done:i]...), '\\', s[i])
		case '\n':
			dst = append(append(dst, s[done:i]...), `\n`...)
		default:
			continue
		}
		done = i + 1
	}
	return append(dst, s[done:]...)
}

// appendParameter appends the value of a parameter, cleaned as a text of one line
// is: quoted where it must be (3.2), with ^ as the escape for what quotes cannot
// hold (RFC 6868).
func appendParameter(dst []byte, s string) []byte {
	s = oneLine(s) // first: normalised, other characters become a semicolon
	quote := strings.ContainsAny(s, ":;,")
	if quote {
		dst = append(dst, '"')
	}
	for i := range len(s) {
		switch s[i] {
		case '^':
			dst = append(dst, "^^"...)
		case '"':
			dst = append(dst, "^'"...)
		default:
			dst = append(dst, s[i])
		}
	}
	if quote {
		dst = append(dst, '"')
	}
	return dst
}

// oneLine returns s with a space for each end of a line and the space around
// it: several readers refuse a title, a place or a name of more than one line.
func oneLine(s string) string {
	s = clean(s)
	if !strings.Contains(s, "\n") {
		return s
	}
	var lines []string
	for line := range strings.SplitSeq(s, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, " ")
}

// clean returns s as valid UTF-8 in Unicode normalisation form C, without
// space around it, with \n for all that can end a line, and without other
// controls but tabs.
func clean(s string) string {
	if isClean(s) {
		return s
	}
	s = lineEnds.Replace(strings.ToValidUTF8(s, "\uFFFD"))
	s = norm.NFC.String(strings.Map(withoutControls, s))
	return strings.TrimSpace(s)
}

// isClean quickly finds most texts that clean would not change.
func isClean(s string) bool {
	ascii := true
	for _, r := range s {
		if isControl(r) || r == '\u2028' || r == '\u2029' || r == utf8.RuneError {
			return false
		}
		ascii = ascii && r < utf8.RuneSelf
	}
	return strings.TrimSpace(s) == s && (ascii || norm.NFC.IsNormalString(s))
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n",
	"\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

func withoutControls(r rune) rune {
	if isControl(r) {
		return -1
	}
	return r
}

// isControl reports whether r is a control that no value can hold.
func isControl(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || 0x7F <= r && r < 0xA0
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

// appendOffset appends a distance from UTC in seconds (3.3.14).
func appendOffset(dst []byte, seconds int) []byte {
	sign := byte('+')
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	dst = appendPadded(append(dst, sign), seconds/3600, 2)
	dst = appendPadded(dst, seconds/60%60, 2)
	if seconds%60 != 0 {
		dst = appendPadded(dst, seconds%60, 2)
	}
	return dst
}

// appendPadded appends n, which is not negative, with zeros in front, to width
// digits at least.
func appendPadded(dst []byte, n, width int) []byte {
	var digits [20]byte
	text := strconv.AppendInt(digits[:0], int64(n), 10)
	for range width - len(text) {
		dst = append(dst, '0')
	}
	return append(dst, text...)
}

// appendDuration appends the whole hours, minutes and seconds of d (3.3.6).
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

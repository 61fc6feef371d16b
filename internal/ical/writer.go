package ical

import (
	"slices"
	"strings"
	"unicode/utf8"

	"belfry/internal/uri"
)

// A writer appends one line after another; each is folded when it is finished.
type writer struct {
	out      []byte
	begun    int // where in out the present line begins
	language string
}

// begin begins the line of a property. name may carry fixed parameters.
func (w *writer) begin(name string) {
	w.begun = len(w.out)
	w.out = append(append(w.out, name...), ':')
}

// attribute adds a parameter, whose value is plain, to the line just begun.
func (w *writer) attribute(name, value string) {
	w.out = append(append(append(w.out[:len(w.out)-1], ';'), name...), '=')
	w.out = append(append(w.out, value...), ':')
}

// parameter adds a parameter to the line just begun, and nothing where its
// text is empty.
func (w *writer) parameter(name, text string) {
	begun := len(w.out)
	w.out = append(append(append(w.out[:begun-1], ';'), name...), '=')
	value := len(w.out)
	if w.out = appendParameter(w.out, text); len(w.out) == value {
		w.out = w.out[:begun-1]
	}
	w.out = append(w.out, ':')
}

// inLanguage adds the parameter LANGUAGE to the line just begun.
func (w *writer) inLanguage() {
	if w.language != "" {
		w.attribute("LANGUAGE", w.language)
	}
}

// end finishes the line, folding it where it is too long.
func (w *writer) end() {
	line := w.out[w.begun:]
	if len(line) <= maxOctets {
		w.out = append(w.out, "\r\n"...)
		return
	}
	w.out = appendFolded(w.out, line)
	w.out = slices.Delete(w.out, w.begun, w.begun+len(line))
}

// drop takes the line back.
func (w *writer) drop() { w.out = w.out[:w.begun] }

// raw writes a short line of ASCII that needs neither escaping nor folding.
func (w *writer) raw(line string) {
	w.out = append(append(w.out, line...), "\r\n"...)
}

// text writes a property of type TEXT in the writer's language, and nothing
// where the text is empty. It may have several lines; see line.
func (w *writer) text(name, text string) {
	w.beginText(name)
	w.textValue(clean(text))
}

// line is text for what is one line: a title, a place, a name.
func (w *writer) line(name, text string) {
	w.beginText(name)
	w.textValue(oneLine(text))
}

// beginText begins a property of type TEXT in the writer's language.
func (w *writer) beginText(name string) {
	w.begin(name)
	if !strings.HasPrefix(name, "X-") {
		w.inLanguage()
	}
}

// identifier writes a property of type TEXT that is in no language.
func (w *writer) identifier(name, text string) {
	w.begin(name)
	w.textValue(oneLine(text))
}

// textValue writes a text that is clean, and takes the line back where it is empty.
func (w *writer) textValue(text string) {
	value := len(w.out)
	if w.out = appendText(w.out, text); len(w.out) == value {
		w.drop()
		return
	}
	w.end()
}

// texts writes a property that is a list of texts of one line (3.1.1), and nothing where
// all are empty.
func (w *writer) texts(name string, list []string) {
	w.begin(name)
	w.inLanguage()
	value := len(w.out)
	for _, text := range list {
		before := len(w.out)
		if before > value {
			w.out = append(w.out, ',')
		}
		begun := len(w.out)
		if w.out = appendText(w.out, oneLine(text)); len(w.out) == begun {
			w.out = w.out[:before]
		}
	}
	if len(w.out) == value {
		w.drop()
		return
	}
	w.end()
}

// uri writes a property of type URI, and nothing where there is none.
func (w *writer) uri(name, address string) {
	if address == "" {
		return
	}
	w.begin(name)
	w.out = uri.Append(w.out, address)
	w.end()
}

// maxOctets is how long a line may be without its end (3.1).
const maxOctets = 75

// appendFolded appends a line, which is valid UTF-8, with its end; it is folded
// between characters.
func appendFolded(dst, line []byte) []byte {
	limit := maxOctets
	for len(line) > limit {
		cut := limit
		for !utf8.RuneStart(line[cut]) {
			cut--
		}
		dst = append(append(dst, line[:cut]...), "\r\n "...)
		line, limit = line[cut:], maxOctets-1
	}
	return append(append(dst, line...), "\r\n"...)
}

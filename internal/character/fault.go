package character

import (
	"fmt"
	"strings"
)

// A Fault says what is wrong with a character in a text, in an editor's words.
type Fault struct {
	Code, Message, Hint string
	// Stops is whether no text with it may be published.
	Stops bool
}

// OpenEnded is the code of what turns the direction of writing beyond its text.
const OpenEnded = "unclosed-direction"

// FaultOf returns what is wrong with r in a text, and false where nothing is.
// unclosed says that r is one of those that Unclosed finds.
func FaultOf(r rune, unclosed bool) (Fault, bool) {
	class := Of(r)
	switch {
	case class == Fine:
		return Fault{}, false
	case class == Control:
		message := fmt.Sprintf("there is a control character here (U+%04X)", r)
		return Fault{"control-character", message, "delete it", true}, true
	}
	message := fmt.Sprintf("there is an invisible character here (U+%04X)", r)
	if unclosed {
		return Fault{OpenEnded, message + " that turns the direction of all that follows", copied, true}, true
	}
	return Fault{"invisible-character", message, copied, false}, true
}

const copied = "it may have come with a copied text; delete it"

// Closed returns s without the characters that Unclosed finds.
func Closed(s string) string {
	from := 0
	var b strings.Builder
	for _, at := range Unclosed(s) {
		b.WriteString(s[from:at])
		from = at + len("\u202e") // all of them have as many bytes
	}
	if from == 0 {
		return s
	}
	b.WriteString(s[from:])
	return b.String()
}

// Package address knows what can be an address of a site, and so the path of a
// file on every system that a site may be written on, served from or sent to.
//
// Check is asked wherever a part of an address is written: the names of files,
// former addresses, ids, the navigation. What it passes can be written.
package address

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"belfry/internal/character"
)

// The bounds of an address, in bytes. File systems allow 255 for a part, and
// something is put to it: endings, digests. A path may have as many as are left
// beside the folder that a site is written to.
const (
	MaxPart = 200
	MaxPath = 1000
)

// A Kind says what is wrong with a path.
type Kind uint8

const (
	// Fine is a path with which nothing is wrong.
	Fine Kind = iota
	// Encoding: it is not written in UTF-8.
	Encoding
	// Empty: a part is missing, or is one that leads elsewhere (. or ..).
	Empty
	// Control: it has a control character.
	Control
	// Unseen: it has a character that nobody sees.
	Unseen
	// Sign: it has a character that stands for something else on some systems.
	Sign
	// Long: a part has more than MaxPart bytes, or the path more than MaxPath.
	Long
	// Ending: a part ends in a dot or a space, which Windows leaves out.
	Ending
	// Device: a part stands for a device on Windows.
	Device
	// Kept: other programs, or Belfry itself, keep what is theirs there.
	Kept
)

// A Fault is what is wrong with a path. The zero Fault is that of one that can be
// used.
type Fault struct {
	Kind Kind
	Part string // that is wrong, of those between slashes
	Rune rune   // that is wrong in it, for Control, Unseen and Sign
}

// Check returns the first thing that is wrong with a path without a slash at its
// beginning and its end.
func Check(path string) Fault {
	if len(path) > MaxPath {
		return Fault{Kind: Long, Part: path}
	}
	if Reserved(path) {
		return Fault{Kind: Kept, Part: path}
	}
	for part := range strings.SplitSeq(path, "/") {
		if f := checkPart(part); f.Kind != Fine {
			return f
		}
	}
	return Fault{}
}

func checkPart(part string) Fault {
	switch {
	case part == "", part == ".", part == "..":
		return Fault{Kind: Empty, Part: part}
	case !utf8.ValidString(part):
		return Fault{Kind: Encoding, Part: part}
	}
	if f := checkCharacters(part); f.Kind != Fine {
		return f
	}
	last := part[len(part)-1]
	switch {
	case len(part) > MaxPart:
		return Fault{Kind: Long, Part: part}
	case last == '.' || last == ' ':
		return Fault{Kind: Ending, Part: part, Rune: rune(last)}
	case isDevice(part):
		return Fault{Kind: Device, Part: part}
	case gitFolder.MatchString(part):
		return Fault{Kind: Kept, Part: part}
	}
	return Fault{}
}

// signs are those that names cannot have on Windows.
const signs = `\:*?"<>|`

func checkCharacters(part string) Fault {
	for _, r := range part {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9', r == '-': // as most are
		case character.Of(r) == character.Control || r < ' ':
			return Fault{Control, part, r}
		case character.Unseen(r):
			return Fault{Unseen, part, r}
		case strings.ContainsRune(signs, r):
			return Fault{Sign, part, r}
		}
	}
	return Fault{}
}

var (
	// Windows takes the part before the first dot, without spaces at its end.
	deviceName = regexp.MustCompile(`(?i)^(con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³]) *(\.|$)`)
	// git~1 is .git where names are short.
	gitFolder = regexp.MustCompile(`(?i)^(\.git|git~1)$`)
)

func isDevice(part string) bool {
	// Most parts begin with none of the letters.
	switch part[0] | 0x20 {
	case 'a', 'c', 'l', 'n', 'p':
		return deviceName.MatchString(part)
	}
	return false
}

// Message says what is wrong, in an editor's words. what is what has been checked,
// as in "the file's name".
func (f Fault) Message(what string) string {
	const noPlace = ", which has no place in an address"
	switch f.Kind {
	case Encoding:
		return what + " is not written in UTF-8"
	case Empty:
		return what + " is empty or only dots"
	case Control:
		return fmt.Sprintf("%s has a control character (U+%04X)%s", what, f.Rune, noPlace)
	case Unseen:
		return fmt.Sprintf("%s has an invisible character (U+%04X)%s", what, f.Rune, noPlace)
	case Sign:
		return what + " has " + Quote(f.Rune) + noPlace
	case Ending:
		return what + " ends in " + ending(f.Rune) + ", which some systems leave out"
	case Device:
		return "the name " + f.Part + " is taken: it stands for a device on some systems"
	case Long:
		return fmt.Sprintf("%s is too long: it takes %d bytes, and %d fit into an address", what, len(f.Part), f.most())
	case Kept:
		return f.kept()
	}
	return ""
}

// Hint says what to do about it: what the kind asks for, or otherwise.
func (f Fault) Hint(otherwise string) string {
	switch f.Kind {
	case Long:
		if utf8.RuneCountInString(f.Part) == len(f.Part) {
			return "make it shorter"
		}
		return "make it shorter; most letters that are not Latin take two bytes"
	case Unseen:
		return "it may have come with a copied text; type the name anew"
	}
	return otherwise
}

func (f Fault) most() int {
	if strings.Contains(f.Part, "/") {
		return MaxPath
	}
	return MaxPart
}

func (f Fault) kept() string {
	if gitFolder.MatchString(f.Part) {
		return "the name " + f.Part + " is taken: git keeps there what it knows of a folder"
	}
	return "this is a name that Belfry keeps for itself in the folder it writes to"
}

func ending(r rune) string {
	if r == '.' {
		return "a dot"
	}
	return Quote(r)
}

// Quote names a character in a message.
func Quote(r rune) string {
	switch r {
	case '\t':
		return "a tab"
	case ' ':
		return "a space"
	case '"':
		return `a quotation mark (")`
	}
	return `the character "` + string(r) + `"`
}

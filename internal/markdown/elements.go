package markdown

import (
	"regexp"
	"strconv"
	"strings"
)

// A fate is what becomes of an element of raw HTML.
type fate uint8

const (
	// unwrapped: the element goes, its words stay in their line.
	unwrapped fate = iota
	// parted: the element goes, its words stay and begin a line of their own.
	parted
	// structure: the element stays.
	structure
	// phrasing: the element stays, and ends with the paragraph at the latest.
	phrasing
	// dropped: the element goes with all that is in it.
	dropped
)

// fates are those of the elements that are known; others are unwrapped.
var fates = fatesOf(map[fate]string{
	structure: "p br hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre details summary figure figcaption img " +
		"table caption thead tbody tfoot tr th td",
	phrasing: "strong em b i u s sub sup mark small abbr cite q time kbd code a",
	parted: "div center section article aside header footer main nav address hgroup search dialog dir menu noscript " +
		"fieldset legend frameset noframes",
	dropped: "script style iframe object embed applet frame template svg " +
		"form input select option optgroup datalist textarea button keygen",
})

func fatesOf(names map[fate]string) map[string]fate {
	all := map[string]fate{}
	for f, list := range names {
		for name := range strings.FieldsSeq(list) {
			all[name] = f
		}
	}
	return all
}

// void are the elements that have no end tag (HTML Living Standard 13.1.2).
var void = wordSet("area base br col embed frame hr img input keygen link meta param source track wbr")

// inLine are the elements that people also put on a line of their own as a part
// of the text around it. CommonMark takes such a line, and all up to the next
// empty one, for HTML, in which no Markdown is read.
var inLine = wordSet("a abbr acronym b bdi bdo big br cite code del dfn em font i img ins kbd mark nobr " +
	"q s samp small span strike strong sub sup time tt u var wbr")

// containers are the elements that hold much else, and hide or spoil what
// follows where they are not closed.
var containers = wordSet("details table ul ol blockquote figure dl pre")

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for name := range strings.FieldsSeq(list) {
		set[name] = true
	}
	return set
}

// keptAttribute reports whether an attribute of an element means something and
// has a value that it may have. The addresses of links and pictures are not its
// concern.
func keptAttribute(element, name, value string) bool {
	switch name {
	case "title":
		return true
	case "lang":
		return languageTag.MatchString(value)
	case "dir":
		return value == "ltr" || value == "rtl" || value == "auto"
	case "colspan", "rowspan":
		return (element == "td" || element == "th") && between(value, 1, 1000)
	case "scope":
		return element == "th" && (value == "row" || value == "col" || value == "rowgroup" || value == "colgroup")
	case "datetime":
		return element == "time"
	case "open":
		return element == "details"
	case "start":
		return element == "ol" && between(value, -1_000_000, 1_000_000)
	}
	return false
}

var languageTag = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`)

func between(value string, least, most int) bool {
	n, err := strconv.Atoi(value)
	return err == nil && least <= n && n <= most
}

// loss says what is lost with an element, and what to write instead. address is
// where it leads, if that is known.
func loss(name, address string) (message, hint string) {
	switch name {
	case "script", "template":
		return "a program (<" + name + ">) cannot be a part of a text, so it is left out",
			"write what it shows, or a link to it: [text](https://…)"
	case "style":
		return "a style sheet cannot be a part of a text, so it is left out", "how pages look is said in static/css/"
	case "video", "audio", "iframe", "object", "embed", "applet", "frame":
		if address == "" {
			address = "https://…"
		}
		return embedded[name] + " cannot be a part of a text, so it is left out",
			"write a link to it: [what it shows](" + address + ")"
	case "form", "input", "select", "option", "optgroup", "datalist", "textarea", "button", "keygen":
		return "a form cannot be a part of a text, so it is left out",
			"write a link to the page that has it: [Sign up](https://…)"
	case "svg":
		return "a drawing (<svg>) cannot be a part of a text, so it is left out",
			"save it as PNG beside the text, and write ![what it shows](drawing.png)"
	case "center", "font", "big", "tt", "nobr", "basefont", "blink", "marquee":
		return "<" + name + "> says how a text looks, so it is left out; its words stay",
			"for what is important write **two stars** around it"
	}
	return "<" + name + "> has no place in a text, so it is left out; its words stay", "write it in Markdown"
}

// embedded says what is shown by an element that brings something from elsewhere.
var embedded = map[string]string{
	"video": "a video", "audio": "a recording",
	"iframe": "another page (<iframe>)", "frame": "another page (<frame>)",
	"object": "an <object>", "embed": "an <embed>", "applet": "a program (<applet>)",
}

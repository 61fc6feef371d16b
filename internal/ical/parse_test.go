package ical_test

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// A strict reader of content lines (RFC 5545 3.1), so that tests do not trust
// the writer's own idea of them.

type property struct {
	name   string
	params []parameter
	value  string
}

type parameter struct{ name, value string }

func (p property) param(name string) string {
	for _, q := range p.params {
		if q.name == name {
			return q.value
		}
	}
	return ""
}

// A component is what stands between BEGIN and END.
type component struct {
	name       string
	properties []property
	components []*component
}

func (c *component) names() []string {
	var names []string
	for _, p := range c.properties {
		names = append(names, p.name)
	}
	return names
}

func (c *component) all(name string) []*component {
	var found []*component
	for _, sub := range c.components {
		if sub.name == name {
			found = append(found, sub)
		}
	}
	return found
}

func (c *component) get(name string) property {
	for _, p := range c.properties {
		if p.name == name {
			return p
		}
	}
	return property{}
}

func (c *component) text(name string) string {
	text, err := unescape(c.get(name).value)
	if err != nil {
		return err.Error()
	}
	return text
}

// parse reads one iCalendar object.
func parse(data []byte) (*component, error) {
	lines, err := unfold(string(data))
	if err != nil {
		return nil, err
	}
	root := &component{}
	open := []*component{root}
	for _, line := range lines {
		p, err := parseLine(line)
		if err != nil {
			return nil, fmt.Errorf("%q: %w", line, err)
		}
		current := open[len(open)-1]
		switch p.name {
		case "BEGIN":
			c := &component{name: p.value}
			current.components = append(current.components, c)
			open = append(open, c)
		case "END":
			if current.name != p.value {
				return nil, fmt.Errorf("END:%s ends %q", p.value, current.name)
			}
			open = open[:len(open)-1]
		default:
			current.properties = append(current.properties, p)
		}
	}
	if len(open) != 1 || len(root.components) != 1 || len(root.properties) != 0 || root.components[0].name != "VCALENDAR" {
		return nil, fmt.Errorf("not one whole VCALENDAR")
	}
	return root.components[0], nil
}

// unfold returns the lines, and checks how they are cut.
func unfold(data string) ([]string, error) {
	body, ok := strings.CutSuffix(data, "\r\n")
	if !ok {
		return nil, fmt.Errorf("the last line has no end")
	}
	var lines []string
	for _, physical := range strings.Split(body, "\r\n") {
		rest, folded := strings.CutPrefix(physical, " ")
		switch {
		case physical == "" || strings.ContainsAny(physical, "\r\n"):
			return nil, fmt.Errorf("%q is no line", physical)
		case len(physical) > 75:
			return nil, fmt.Errorf("%q has %d octets", physical, len(physical))
		case !utf8.ValidString(physical):
			return nil, fmt.Errorf("%q is cut within a character", physical)
		case folded && (rest == "" || len(lines) == 0):
			return nil, fmt.Errorf("%q goes on with nothing", physical)
		case folded:
			lines[len(lines)-1] += rest
		default:
			lines = append(lines, physical)
		}
	}
	return lines, nil
}

var (
	nameHead  = regexp.MustCompile(`^[A-Z0-9-]+`)
	paramHead = regexp.MustCompile(`^;([A-Z0-9-]+)=(?:"([^"\x00-\x08\x0A-\x1F\x7F]*)"|([^",;:\x00-\x08\x0A-\x1F\x7F]+))`)
	control   = regexp.MustCompile(`[\x00-\x08\x0A-\x1F\x7F]`)
)

func parseLine(line string) (property, error) {
	p := property{name: nameHead.FindString(line)}
	rest := line[len(p.name):]
	for strings.HasPrefix(rest, ";") {
		m := paramHead.FindStringSubmatch(rest)
		if m == nil {
			return p, fmt.Errorf("wrong parameter at %q", rest)
		}
		value, err := uncaret(m[2] + m[3])
		if err != nil {
			return p, err
		}
		p.params = append(p.params, parameter{m[1], value})
		rest = rest[len(m[0]):]
	}
	value, ok := strings.CutPrefix(rest, ":")
	if !ok || p.name == "" || control.MatchString(value) {
		return p, fmt.Errorf("wrong at %q", rest)
	}
	p.value = value
	return p, nil
}

// uncaret reads the escapes of a parameter (RFC 6868).
func uncaret(s string) (string, error) {
	rest := strings.NewReplacer("^^", "", "^'", "", "^n", "").Replace(s)
	if strings.Contains(rest, "^") {
		return "", fmt.Errorf("lone ^ in %q", s)
	}
	return strings.NewReplacer("^^", "^", "^'", `"`, "^n", "\n").Replace(s), nil
}

var textValue = regexp.MustCompile(`^(?:[^\\;,]|\\[\\;,n])*$`)

// unescape reads one value of type TEXT (3.3.11).
func unescape(s string) (string, error) {
	if !textValue.MatchString(s) {
		return "", fmt.Errorf("%q is no text", s)
	}
	return strings.NewReplacer(`\\`, `\`, `\;`, ";", `\,`, ",", `\n`, "\n").Replace(s), nil
}

var (
	listItem  = regexp.MustCompile(`(?:[^\\,]|\\.)+`)
	textsList = regexp.MustCompile(`^(?:` + listItem.String() + `(?:,` + listItem.String() + `)*)?$`)
)

// unescapeList reads a list of texts, none of which is empty.
func unescapeList(s string) ([]string, error) {
	if !textsList.MatchString(s) {
		return nil, fmt.Errorf("%q is no list of texts", s)
	}
	var list []string
	for _, item := range listItem.FindAllString(s, -1) {
		text, err := unescape(item)
		if err != nil {
			return nil, err
		}
		list = append(list, text)
	}
	return list, nil
}

package content

import (
	"net/url"
	"strings"

	"belfry/internal/diag"

	"go.yaml.in/yaml/v4"
)

// A Config is the site's settings, from content/site.yaml.
type Config struct {
	Name, Description Texts
	// URL is where the site is published, without a slash at the end.
	URL       string
	Languages []string // the first is the default
	Timezone  string   // canonical IANA name
	Contact   Ref
	// Navigation lists addresses of this site.
	Navigation     []Ref
	Topics, Series []Term
}

// A Term is an entry of a vocabulary.
type Term struct {
	ID   string
	Pos  diag.Position
	Name Texts
}

// Texts is one text in several languages.
type Texts []Text

// A Text is a text in one language; Lang is "" where it serves for all.
type Text struct{ Lang, Text string }

// In returns the text for the language lang, else for the language fallback,
// else the first.
func (t Texts) In(lang, fallback string) string {
	for _, want := range [...]string{lang, "", fallback} {
		for _, text := range t {
			if text.Lang == want {
				return text.Text
			}
		}
	}
	if len(t) > 0 {
		return t[0].Text
	}
	return ""
}

var configFields = fields[Config]{
	need(of("name", (*decoder).texts, func(c *Config) *Texts { return &c.Name })),
	of("description", (*decoder).texts, func(c *Config) *Texts { return &c.Description }),
	need(of("url", (*decoder).siteURL, func(c *Config) *string { return &c.URL })),
	of("languages", each((*decoder).language), func(c *Config) *[]string { return &c.Languages }),
	of("timezone", (*decoder).zone, func(c *Config) *string { return &c.Timezone }),
	of("contact", (*decoder).contact, func(c *Config) *Ref { return &c.Contact }),
	of("navigation", each((*decoder).address), func(c *Config) *[]Ref { return &c.Navigation }),
	of("topics", (*decoder).vocabulary, func(c *Config) *[]Term { return &c.Topics }),
	of("series", (*decoder).vocabulary, func(c *Config) *[]Term { return &c.Series }),
}

var termFields = fields[Term]{
	need(of("name", (*decoder).texts, func(t *Term) *Texts { return &t.Name })),
}

// ParseConfig reads the site's settings. It always returns a Config that the
// other files can be read with, so that one run shows the mistakes of all.
func ParseConfig(data []byte) (*Config, []diag.Diagnostic) {
	d := &decoder{file: ConfigFile}
	c := &Config{}
	if data, ok := d.checkText(data); ok {
		if read := decode(d, configFields, d.parseYAML(data)); read != nil {
			c = read
		}
	}
	if len(c.Languages) == 0 {
		c.Languages = []string{"en"}
	}
	if c.Timezone == "" {
		c.Timezone = "Europe/Brussels"
	}
	return c, d.found
}

// texts reads one text, or one for each language.
func (d *decoder) texts(n *node) Texts {
	if n.Kind != yaml.MappingNode {
		return Texts{{Text: d.text(n)}}
	}
	var all Texts
	for i := 0; i+1 < len(n.Content); i += 2 {
		all = append(all, Text{d.language(n.Content[i]), d.text(follow(n.Content[i+1]))})
	}
	return all
}

// vocabulary reads ids with their names, in the order of the file.
func (d *decoder) vocabulary(n *node) []Term {
	if n.Kind != yaml.MappingNode {
		d.reportAt(n, "wrong-type", "here is "+kindOf(n)+", but ids with their names are expected", "write digital-twins: {name: Digital twins}")
		return nil
	}
	var terms []Term
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if seen[key.Value] {
			d.reportAt(key, "repeated-key", key.Value+" is given twice", "keep one of them")
			continue
		}
		seen[key.Value] = true
		if t, ok := d.term(key, follow(n.Content[i+1])); ok {
			terms = append(terms, t)
		}
	}
	return terms
}

func (d *decoder) term(key, n *node) (Term, bool) {
	for _, r := range key.Value {
		if r != '-' && !('a' <= r && r <= 'z') && !('0' <= r && r <= '9') {
			d.reportAt(key, "not-an-id", "the id "+key.Value+" has the character "+quoteRune(r), "an id has small letters a to z, digits and hyphens, because it is a part of addresses")
			return Term{}, false
		}
	}
	t := group(termFields)(d, n)
	if t == nil || key.Value == "" {
		return Term{}, false
	}
	t.ID, t.Pos = key.Value, d.position(key)
	return *t, true
}

// siteURL reads the address that the site is published at.
func (d *decoder) siteURL(n *node) string {
	address := d.web(n)
	if u, err := url.Parse(address); address != "" && (err != nil || u.RawQuery != "" || u.Fragment != "" || u.User != nil) {
		d.reportAt(n, "not-an-address", "the site's address has more than a host and a path", "write https://network.example")
		return ""
	}
	return strings.TrimRight(address, "/")
}

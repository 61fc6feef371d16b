package content

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"belfry/internal/address"
	"belfry/internal/diag"
	"belfry/internal/frontmatter"
	"belfry/internal/locale"
)

// A Config is the site's settings, from content/site.yaml.
type Config struct {
	Name, Description Texts
	// URL is where the site is published, without a slash at the end.
	URL       string
	Languages []string // the first is the default
	Timezone  string   // canonical IANA name
	// Horizon is how many months ahead of now events without an end are shown;
	// 0 where it is not given.
	Horizon int
	// NoHistory says that the commits of files say nothing of events.
	NoHistory bool
	Contact   Ref
	// Navigation lists addresses of this site.
	Navigation     []Ref
	Topics, Series []Term
	// Unread is true where the file could not be read as a whole, so that
	// nothing is known of what it may define.
	Unread bool
}

// A Term is an entry of a vocabulary.
type Term struct {
	ID   string
	Name Texts
}

// Texts is one text in several languages.
type Texts []Text

// A Text is a text in one language; Lang is "" where it serves for all.
type Text struct{ Lang, Text string }

// Has reports whether there is a text for a language, or one for all.
func (t Texts) Has(lang string) bool {
	return slices.ContainsFunc(t, func(text Text) bool { return text.Lang == lang || text.Lang == "" })
}

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
	of("name", (*decoder).texts, func(c *Config) *Texts { return &c.Name }).Prose().Required().
		Says("the name of the site; or one for each language", "Smart Communities Network"),
	of("description", (*decoder).texts, func(c *Config) *Texts { return &c.Description }).Prose().
		Says("one line about the site", "National associations of cities share what works."),
	of("url", (*decoder).siteURL, func(c *Config) *string { return &c.URL }).Required().
		Says("where the site is published", "https://network.example"),
	of("languages", (*decoder).siteLanguages, func(c *Config) *[]string { return &c.Languages }).
		Says("the languages of the site, the first that of files whose names say none; without it, en", "[en, fr]"),
	of("timezone", (*decoder).zone, func(c *Config) *string { return &c.Timezone }).
		Says("the time zone of events that say none; without it, Europe/Brussels", "Europe/Brussels"),
	of("horizon", (*decoder).horizon, func(c *Config) *int { return &c.Horizon }).
		Says("how many months ahead an event that repeats without an end has dates; without it, 24", "12"),
	of("history", (*decoder).noHistory, func(c *Config) *bool { return &c.NoHistory }).
		Says("none: commits say nothing of when events were changed, only published and updated do", "none"),
	of("contact", (*decoder).contact, func(c *Config) *Ref { return &c.Contact }).
		Says("how to reach the network: mailto: and an address of the house, or a page", "/about/"),
	of("navigation", frontmatter.Each((*decoder).siteAddress), func(c *Config) *[]Ref { return &c.Navigation }).
		Says("addresses of the site, in the order of the navigation", "[/news/, /events/, /members/]"),
	of("topics", (*decoder).vocabulary, func(c *Config) *[]Term { return &c.Topics }).
		Says("what news and events may be about: short names, each with its name", "{training: {name: Training}}"),
	of("series", (*decoder).vocabulary, func(c *Config) *[]Term { return &c.Series }).
		Says("series of events, in the same way", "{network-meetings: {name: Network meetings}}"),
}

var termFields = fields[Term]{
	of("name", (*decoder).texts, func(t *Term) *Texts { return &t.Name }).Prose().Required().
		Says("the name that readers see; or one for each language", "Training"),
}

// ParseConfig reads the site's settings. It always returns a Config that the
// other files can be read with, so that one run shows the mistakes of all.
func ParseConfig(data []byte) (*Config, []diag.Diagnostic) {
	d := newDecoder(ConfigFile, zoneWords)
	c := &Config{Unread: true}
	if data, ok := d.CheckText(data); ok {
		if read := frontmatter.Decode(d, configFields, d.Parse(data)); read != nil {
			c = read
		}
	}
	if len(c.Languages) == 0 {
		c.Languages = []string{"en"}
	}
	if c.Unread {
		c.Languages = append(c.Languages, locale.Tags()...)
	}
	if c.Timezone == "" {
		c.Timezone = "Europe/Brussels"
	}
	return c, d.Found
}

// texts reads one text, or one for each language.
func (d *decoder) texts(n *node) Texts {
	if n.Kind != frontmatter.Mapping {
		return Texts{{Text: d.Text(n)}}
	}
	var all Texts
	for key, text := range frontmatter.Pairs(n) {
		all = append(all, Text{d.language(key), d.Text(text)})
	}
	return all
}

// vocabulary reads ids with their names, in the order of the file.
func (d *decoder) vocabulary(n *node) []Term {
	if n.Kind != frontmatter.Mapping {
		message := "here is " + frontmatter.KindOf(n) + ", but ids with their names are expected"
		d.ReportAt(n, "wrong-type", message, d.termsHint(n))
		return nil
	}
	var terms []Term
	seen := map[string]bool{}
	for key, term := range frontmatter.Pairs(n) {
		if seen[key.Value] {
			d.ReportAt(key, "repeated-key", key.Value+" is given twice", "keep one of them")
			continue
		}
		seen[key.Value] = true
		terms = append(terms, d.term(key, term))
	}
	return terms
}

// termsHint writes a list of ids, or one, as a vocabulary.
func (d *decoder) termsHint(n *node) string {
	name, _, column := d.OnLine(n)
	ids := n.Content
	if n.Kind == frontmatter.Scalar {
		ids = []*node{n}
	}
	var terms []string
	for _, id := range ids {
		if id.Kind != frontmatter.Scalar || strings.ContainsFunc(id.Value, notInID) || id.Value == "" || id.Line != n.Line {
			return "write each on a line of its own under it, as in digital-twins: {name: Digital twins}"
		}
		name := strings.ToUpper(id.Value[:1]) + strings.ReplaceAll(id.Value[1:], "-", " ")
		terms = append(terms, id.Value+": {name: "+name+"}")
	}
	if column != n.Column {
		return "write each on a line of its own, as in digital-twins: {name: Digital twins}"
	}
	return "write " + strings.TrimLeft(name, " ") + "{" + strings.Join(terms, ", ") + "}"
}

// term reads a term of a vocabulary. One with mistakes is a term, too, so that
// they are not reported again wherever it is used.
func (d *decoder) term(key, n *node) Term {
	d.checkID(key)
	t := &Term{}
	if n.Kind == frontmatter.Scalar {
		message := "here is " + frontmatter.KindOf(n) + ", but a group with a name is expected"
		d.ReportAt(n, "wrong-type", message, "write {name: "+n.Value+"}")
	} else if read := frontmatter.Group(termFields)(d, n); read != nil {
		t = read
	}
	t.ID = key.Value
	return *t
}

// checkID reports an id that can be no part of an address.
func (d *decoder) checkID(key *node) {
	const allowed = "an id has small letters a to z, digits and hyphens, because it is a part of addresses"
	at := strings.IndexFunc(key.Value, notInID)
	f := address.Check(key.Value)
	switch {
	case key.Value == "":
		d.ReportAt(key, "not-an-id", "an id is empty", allowed)
	case refused(f): // which has been reported
	case at >= 0:
		r, _ := utf8.DecodeRuneInString(key.Value[at:])
		d.ReportAt(key, "not-an-id", "the id "+key.Value+" has "+address.Quote(r), allowed)
	case f.Kind != address.Fine:
		d.ReportAt(key, "not-an-id", f.Message("this id"), f.Hint("choose another id"))
	}
}

func notInID(r rune) bool {
	return r != '-' && !('a' <= r && r <= 'z') && !('0' <= r && r <= '9')
}

// siteLanguages reads the languages of the site, each of which is named once.
func (d *decoder) siteLanguages(n *node) []string {
	var languages []string
	for i, l := range frontmatter.Each((*decoder).language)(d, n) {
		switch {
		case l == "": // which has been reported
		case slices.Contains(languages, l):
			d.ReportAt(frontmatter.Follow(n.Content[i]), "repeated-key", l+" is given twice", "keep one of them")
		default:
			languages = append(languages, l)
		}
	}
	return languages
}

// longestHorizon is ten years, in months: each gets a page.
const longestHorizon = 120

// horizon reads a number of months, of which there is one at least.
func (d *decoder) horizon(n *node) int {
	wrong := len(d.Found)
	months := d.Count(n)
	switch {
	case len(d.Found) > wrong:
	case months == 0:
		d.ReportAt(n, "wrong-type", "events are shown for 0 months ahead",
			"write 1 or more months, or take the line out for 24")
	case months > longestHorizon:
		d.ReportAt(n, "too-long",
			"events are shown for "+diag.Number(months)+" months ahead, and "+diag.Number(longestHorizon)+" are possible",
			"each month gets a page; 24 are shown where the line is left out")
		return longestHorizon
	}
	return months
}

// noHistory reads whether dates of change come from front matter alone.
func (d *decoder) noHistory(n *node) bool { return d.Word(n, []string{"none"}, nil) == "none" }

// siteURL reads the address that the site is published at.
func (d *decoder) siteURL(n *node) string {
	address := d.web(n)
	u, err := url.Parse(address)
	if address != "" && (err != nil || u.RawQuery != "" || u.Fragment != "" || u.User != nil) {
		d.ReportAt(n, "not-an-address", "the site's address has more than a host and a path", "write https://network.example")
		return ""
	}
	return strings.TrimRight(address, "/")
}

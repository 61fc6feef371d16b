// Package content turns one file that an editor wrote into typed values.
//
// Parse knows the front matter of every kind of file, field by field, and what a
// date, a zone, a country or an address is; how fields are written is package
// frontmatter's. Every mistake is reported at its line and column.
//
// Parse looks at one file alone: whether a topic, a picture or another event
// exists is the site's to say, so what refers to something else keeps its
// position. Because a Document depends on nothing but the file's bytes and the
// site's languages, it may be kept and used again as long as those are the same.
package content

import (
	"bufio"
	"net/url"
	"path"
	"strings"
	"sync"

	"belfry/internal/diag"
	"belfry/internal/frontmatter"
	"belfry/internal/locale"
	"belfry/internal/markdown"
	"belfry/internal/shelf"
)

// A Parser reads the files of a site. It is safe for concurrent use.
type Parser struct {
	own      string // the address that the site is published at
	markdown *markdown.Parser
	readers  sync.Pool // of *bufio.Reader
	zones    func() *diag.Words
}

// NewParser returns a parser.
func NewParser() *Parser {
	return &Parser{
		markdown: markdown.New(), zones: sync.OnceValue(zoneWords),
		readers: sync.Pool{New: func() any { return bufio.NewReader(nil) }},
	}
}

// For makes p a parser for the site that is published at own, whose whole
// addresses are then references to the site itself. It returns p.
func (p *Parser) For(own string) *Parser {
	p.own = own
	return p
}

// On makes p keep the HTML of texts on a shelf. It returns p.
func (p *Parser) On(s *shelf.Shelf) *Parser {
	p.markdown.On(s)
	return p
}

// A Document is one parsed file. Of the pointers, the one for its kind is set,
// or only Translation where the file is one. It is immutable once Parse has returned it.
type Document struct {
	FileName
	News        *News
	Event       *Event
	Member      *Member
	Partner     *Partner
	Page        *Page
	Translation *Translation

	Body        *markdown.Document
	Diagnostics []diag.Diagnostic
}

// Failed reports whether the file has a mistake that stops a build.
func (d *Document) Failed() bool { return diag.Count(d.Diagnostics, diag.Error) > 0 }

// An Image is the picture of a news item or an event.
type Image struct {
	Src    Ref
	Alt    string
	Credit string
}

// A Translation is what a file in a further language may say of its own.
type Translation struct {
	Title, Summary string
	Alt            string // of the picture
	StatusReason   string // of an event
	Changes        []TranslatedChange
}

// A TranslatedChange is what one date of an event has of its own in a further language.
type TranslatedChange struct {
	On          WhenAt // as it was due
	Title, Note string
}

var translatedChangeFields = fields[TranslatedChange]{
	of("on", (*decoder).whenAt, func(c *TranslatedChange) *WhenAt { return &c.On }).Required().
		Says("the date as it was due", "2026-12-07"),
	line("title", func(c *TranslatedChange) *string { return &c.Title }).
		Says("its own title in this language", "Réunion avec la Commission"),
	line("note", func(c *TranslatedChange) *string { return &c.Note }).
		Says("a remark in this language", "Déplacée à cause de la foire"),
}

var translationFields = fields[Translation]{
	line("title", func(t *Translation) *string { return &t.Title }).Required().
		Says("the title in this language", "Atelier sur les données ouvertes"),
	line("summary", func(t *Translation) *string { return &t.Summary }).
		Says("the summary in this language", "Apportez une liste de votre commune."),
	of("image", (*decoder).translatedAlt, func(t *Translation) *string { return &t.Alt }).
		Says("the description of the picture in this language", "{alt: La salle de lecture}"),
	line("status_reason", func(t *Translation) *string { return &t.StatusReason }).
		Says("why an event is not as it was announced, in this language", "La salle est en travaux."),
	groups("changes", translatedChangeFields, func(t *Translation) *[]TranslatedChange { return &t.Changes }).
		Says("what dates that differ say in this language", "[{on: 2026-12-07, note: Déplacée à cause de la foire}]"),
}

// Parse reads one file. data may be overwritten afterwards.
func (p *Parser) Parse(name FileName, data []byte) *Document {
	doc := &Document{FileName: name}
	d := newDecoder(name.Path, p.zones)
	data, ok := d.CheckText(data)
	if !ok {
		doc.Diagnostics = d.Found
		return doc
	}
	reader := p.readers.Get().(*bufio.Reader)
	defer p.readers.Put(reader)
	root, body, bodyLine := d.Split(data, reader)
	d.decodeKind(doc, root)
	d.reportMisread(root, doc.Kind)
	parsed, found := p.markdown.Parse(body, markdown.Options{
		File: name.Path, Line: bodyLine,
		NoExcerpt: doc.summary() != "", Own: p.own,
	})
	d.doubtLanguage(name, body)
	doc.Body = parsed
	doc.Diagnostics = append(d.Found, found...)
	return doc
}

// doubtLanguage notices a text that is hardly in the language that its name says.
func (d *decoder) doubtLanguage(name FileName, body []byte) {
	if name.Lang == "" {
		return
	}
	doubt := locale.DoubtOf(prose(string(body)), name.Lang)
	message := ""
	switch {
	case doubt.Letters != "":
		message = "this is written in " + doubt.Letters + " letters"
	case doubt.Tag != "":
		message = "this reads as if it were in the language " + doubt.Tag
	default:
		return
	}
	d.Report(diag.Position{}, "other-language", message+", and its name says "+name.Lang,
		"rename the file, or leave it if that is as it should be").Severity = diag.Notice
}

// prose returns a body without its blocks of code.
func prose(body string) string {
	parts := strings.Split(body, "\n```")
	for i := range parts {
		if i%2 == 1 {
			parts[i] = ""
		}
	}
	return strings.Join(parts, "\n")
}

// summary returns the summary that the front matter gives.
func (d *Document) summary() string {
	switch {
	case d.News != nil:
		return d.News.Summary
	case d.Event != nil:
		return d.Event.Summary
	case d.Member != nil:
		return d.Member.Summary
	case d.Partner != nil:
		return d.Partner.Summary
	case d.Page != nil:
		return d.Page.Summary
	case d.Translation != nil:
		return d.Translation.Summary
	}
	return ""
}

// Anchors returns the places that links to the document may lead to, sorted.
func (d *Document) Anchors() []string {
	if d.Body == nil {
		return nil
	}
	return d.Body.Anchors()
}

// Mentions returns the paths of the files that the document links to or has as
// attachments, whether they exist or not.
func (d *Document) Mentions() []string {
	var names []string
	if d.Event != nil {
		for _, a := range d.Event.Attachments {
			names = append(names, d.inFolder(a.Src.Name))
		}
	}
	if d.Body != nil {
		for _, l := range d.Body.Links() {
			dest, _, _ := strings.Cut(l.Dest, "#")
			if plain, err := url.PathUnescape(dest); err == nil {
				dest = plain
			}
			names = append(names, d.inFolder(dest))
		}
	}
	return names
}

// inFolder returns the path that dest is as seen from the document.
func (d *Document) inFolder(dest string) string {
	if strings.HasPrefix(dest, "/") {
		return path.Join(Dir, dest)
	}
	return path.Join(path.Dir(d.Path), dest)
}

func (d *decoder) decodeKind(doc *Document, root *node) {
	if doc.IsTranslation {
		doc.Translation = frontmatter.Decode(d, translationFields, root)
		return
	}
	switch doc.Kind {
	case KindNews:
		doc.News = frontmatter.Decode(d, newsFields, root)
		if doc.News != nil {
			d.checkNews(doc.News, root)
		}
	case KindEvent:
		doc.Event = frontmatter.Decode(d, eventFields, root)
		if doc.Event != nil {
			d.checkEvent(doc.Event, root)
		}
	case KindMember:
		doc.Member = frontmatter.Decode(d, memberFields, root)
	case KindPartner:
		doc.Partner = frontmatter.Decode(d, partnerFields, root)
	case KindPage:
		doc.Page = frontmatter.Decode(d, pageFields, root)
	}
}

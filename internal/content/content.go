// Package content turns one file that an editor wrote into typed values.
//
// Parse knows the front matter of every kind of file, field by field, and
// reports every mistake at its line and column. It looks at one file alone:
// whether a topic, a picture or another event exists is the site's to say, so
// what refers to something else keeps its position. Because a Document depends
// on nothing but the file's bytes and the Options, it may be kept and used
// again as long as those are the same.
package content

import (
	"belfry/internal/calendar"
	"belfry/internal/diag"
	"belfry/internal/markdown"
)

// Options say what Parse has to know of the site.
type Options struct {
	// Languages are the tags of the site's languages; the first is the default.
	Languages []string
	// Markdown turns bodies into HTML.
	Markdown *markdown.Parser
}

// A Document is one parsed file. Of the pointers, the one for its kind is set,
// or only Translation where the file is a text in a further language. It is
// immutable once Parse has returned it.
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

// A Ref names something that another file or site.yaml defines.
type Ref struct {
	Name string
	Pos  diag.Position
}

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
}

var translationFields = fields[Translation]{
	need(of("title", (*decoder).text, func(t *Translation) *string { return &t.Title })),
	of("summary", (*decoder).text, func(t *Translation) *string { return &t.Summary }),
	of("image", (*decoder).translatedAlt, func(t *Translation) *string { return &t.Alt }),
}

// Parse reads the file whose path in the site's folder is path. The path must
// be one that Name accepts. data may be overwritten afterwards.
func Parse(name FileName, data []byte, o Options) Document {
	doc := Document{FileName: name}
	d := &decoder{file: name.Path}
	data, ok := d.checkText(data)
	if !ok {
		doc.Diagnostics = d.found
		return doc
	}
	root, body, bodyLine := d.split(data)
	d.decodeKind(&doc, root, o)
	parsed, found := o.Markdown.Parse(body, markdown.Options{File: name.Path, Line: bodyLine})
	doc.Body = parsed
	doc.Diagnostics = append(d.found, found...)
	return doc
}

func (d *decoder) decodeKind(doc *Document, root *node, o Options) {
	if doc.Lang != "" && len(o.Languages) > 0 && doc.Lang != o.Languages[0] {
		d.file = doc.Path
		doc.Translation = decode(d, translationFields, root)
		return
	}
	switch doc.Kind {
	case KindNews:
		doc.News = decode(d, newsFields, root)
	case KindEvent:
		doc.Event = decode(d, eventFields, root)
		if doc.Event != nil {
			d.checkEvent(doc.Event, root)
		}
	case KindMember:
		doc.Member = decode(d, memberFields, root)
	case KindPartner:
		doc.Partner = decode(d, partnerFields, root)
	case KindPage:
		doc.Page = decode(d, pageFields, root)
	}
}

// shown returns the date at which w stands, for messages.
func shown(w calendar.When) string {
	if w.AllDay {
		return w.Date.String()
	}
	s := w.Date.String() + " " + w.Local.String()[11:16]
	if w.UTC {
		s += "Z"
	}
	return s
}

// Package site holds the model of a whole site: everything that editors wrote,
// with every reference resolved and every list in order.
//
// New builds a Site from parsed files. A Site and all that it points to is
// immutable: pages, feeds and previews read it from any goroutine. Times are
// kept as civil values together with their zone and as instants; what is
// published is decided by Options.Now, never by the clock.
package site

import (
	"strings"
	"time"

	"belfry/internal/address"
	"belfry/internal/calendar"
	"belfry/internal/content"
	"belfry/internal/diag"
	"belfry/internal/locale"
	"belfry/internal/picture"
	"belfry/internal/source"
)

// Options say what a site is built from besides its files.
type Options struct {
	// Now decides what is published already and what has expired.
	Now time.Time
	// Drafts publishes drafts and what is not due yet, too.
	Drafts bool
	// BaseURL replaces the url of site.yaml; "" keeps it.
	BaseURL string
	// Record says when files were changed; nil where nothing is known.
	Record *Record
	// Workers is how many texts are linked at once; 0 means 1.
	Workers int
}

// Input is what editors wrote, file by file.
type Input struct {
	Config    *content.Config
	Documents []*content.Document
	// Files are the pictures and documents beside the content, by path.
	Files map[string]File
	// Modified returns the time of a text's file, which counts as that of its last
	// change where no commit has it; may be nil.
	Modified func(path string) time.Time
	// Static are the names of the files below static/, in order.
	Static []string
	// Measure looks at one of them; nil where there are none.
	Measure func(name string) File
}

// A File is a picture or a document. Unfit says why it cannot be published, or
// shown, where it cannot.
type File struct {
	picture.Info
	Stamp source.Stamp // before it was read, with the size of what is published
	Unfit *picture.UnfitError
}

// A Site is everything that is published, and what is withheld.
type Site struct {
	Name, Description string
	Base              address.Base
	// UIDHost is the host in all UIDs: that of site.yaml, wherever this build is
	// published.
	UIDHost    string
	Locale     *locale.Locale
	Zone       *calendar.Zone
	Now        time.Time
	Contact    address.Reference // may be a mailto: link; may be none
	Navigation []content.Ref     // to addresses that are published

	News       []*News  // newest first
	Events     []*Event // by their first start
	Schedule   Schedule // their appointments
	Members    []*Organisation
	Partners   []*Organisation
	PlainPages []*PlainPage
	Topics     []*Term // as site.yaml lists them
	Series     []*Term
	Countries  []*Term // the member states, and others that a file names; by code
	Media      []*Media
	Withheld   []Withheld
	// Absences are the places that withheld files will have, by their paths.
	Absences []Absence
	// Early is what is published only because drafts are; in order.
	Early []Withheld
	// Until is when the same content makes another site: an item is due or
	// expires, an event is over, or a day begins.
	Until      time.Time
	Redirects  []Redirect
	References []Reference
	// Undated are the events of which nothing says when they were changed, and
	// Uncommitted those that are in no commit of the site's repository.
	Undated, Uncommitted []string
	// FromFiles is true where the time of a file counts as that of its last change.
	FromFiles bool
}

// A Term is a topic, a series or a country, with all that bears it.
type Term struct {
	ID      string // a country's is its code in capitals
	Name    string
	Address address.Path
	// Calendar is the address of the calendar of the events that bear it.
	Calendar address.Path
	// MemberState is true for a country of the EU.
	MemberState bool
	News        []*News
	Events      []*Event
	Members     []*Organisation
}

// Empty reports whether nothing that is published bears the term.
func (t *Term) Empty() bool { return len(t.News)+len(t.Events)+len(t.Members) == 0 }

// Media is a picture or a document that something refers to.
type Media struct {
	Source  string
	Address address.Path
	picture.Info
	Stamp source.Stamp
}

// BareMediaType returns the type and subtype alone of the media type: calendars have
// no place for more (RFC 5545 3.2.8).
func (m *Media) BareMediaType() string {
	bare, _, _ := strings.Cut(m.MediaType, ";")
	return bare
}

// An Image is a picture with what is said of it.
type Image struct {
	*Media
	Alt, Credit string
}

// Withheld is a file that is not published, and until when.
type Withheld struct {
	Source string
	// Address is that of its page; "" where it will have none of its own.
	Address address.Path
	Reason  Reason
	// Date is when that changes, or when it changed for what has expired; the
	// zero Date where no date decides.
	Date calendar.Date
	// Lang is the language of a translation that is not published yet.
	Lang string
}

// A Reason says why a file is not published.
type Reason uint8

const (
	Draft Reason = iota
	NotYet
	Expired
	OtherLanguage
)

// Because says in words why the file is not published, and until when.
func (w Withheld) Because() string {
	switch w.Reason {
	case Draft:
		return "a draft, until draft is taken out"
	case NotYet:
		return "will be published on " + w.Date.String()
	case Expired:
		return "was shown until " + w.Date.String()
	}
	return "texts in " + w.Lang + " are not published yet"
}

// A Redirect leads from a former address to an entry.
type Redirect struct {
	From   address.Path
	To     *Entry
	Source string
	// Pos and Length (in characters) are those of From in Source.
	Pos    diag.Position
	Length int
}

// A Reference is an address of this site that an editor wrote. Whether it
// exists is known once all outputs are.
type Reference struct {
	Source   string
	Pos      diag.Position
	Length   int
	Address  address.Path
	Fragment string // "" for none
}

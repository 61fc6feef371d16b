// Package site holds the model of a whole site: everything that editors wrote,
// with every reference resolved and every list in order; when events take place, one
// by one and month by month; and the addresses of all parts of a site.
//
// A Maker makes one Site after another from parsed files. A Site and all that it points
// to is immutable, and may be part of the next one: pages, feeds and previews read it
// from any goroutine. Times are
// kept as civil values together with their zone and as instants; what is
// published is decided by Options.Now, never by the clock.
package site

import (
	"time"

	"belfry/internal/address"
	"belfry/internal/calendar"
	"belfry/internal/content"
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
	// Workers is how many texts are looked at at once; 0 means 1.
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
	// Editions are the site in each of its languages, the first language first.
	Editions []*Edition
	// Coverage returns how much of the site is there in each language but the first.
	Coverage func() []Coverage
	Base     address.Base
	// UIDHost is the host in all UIDs: that of site.yaml, wherever this build is
	// published.
	UIDHost    string
	Zone       *calendar.Zone
	Now        time.Time
	Navigation []content.Ref // to addresses that are published

	News       []*News  // newest first
	Events     []*Event // by their first start
	Schedule   Schedule // their appointments
	Members    []*Organisation
	Partners   []*Organisation
	PlainPages []*PlainPage
	index      index
	bodies     []*madeBody // by the numbers of texts; nil for none
	bearers    bearers
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

package site

import (
	"cmp"
	"math"
	"path"
	"slices"
	"strings"
	"time"

	"belfry/internal/content"
	"belfry/internal/diag"
	"belfry/internal/history"
)

// A Stamp says when an event was first and last changed. It moves only when
// something does that the event is made of, and only forward: a reader that
// keeps the higher number (RFC 5546 2.1.5) must never keep an old meeting.
type Stamp struct {
	Created, Changed time.Time
	// Sequence grows with every change (RFC 5545 3.8.7.4). It counts seconds from
	// a fixed instant, so that no first commit has to be known: a file that is
	// renamed, or a repository that is new, cannot lower it.
	Sequence int
}

// epoch is from when on changes count.
var epoch = time.Date(2020, time.January, 1, 0, 0, 0, 0, time.UTC)

// UndatedStamp returns the date of change of an event that nothing says one of.
func UndatedStamp() time.Time { return epoch }

// A Record says when what events are made of was changed: a file by whatever
// path it had, with its texts in all languages, also those that are gone. It is
// immutable. The nil Record knows nothing.
type Record struct {
	history *history.History
	byKey   map[string]history.Changes
	// texts are those that there are, or were, of which some file has said a language in
	// its name; in order.
	texts []textInLanguage
}

// A textInLanguage is a text by its key and its language, "" for the first.
type textInLanguage struct{ key, lang string }

// NewRecord returns what the commits say of events, members and partners.
func NewRecord(h *history.History) *Record {
	if h == nil {
		return nil
	}
	r := &Record{history: h, byKey: map[string]history.Changes{}}
	said := map[string]bool{} // keys
	for file, changes := range h.All() {
		key, lang, ok := content.KeyOf(file)
		if ok && !strings.HasPrefix(key, newsPrefix) {
			r.byKey[key] = r.byKey[key].Join(changes)
		}
		if ok && lang != "" {
			said[key] = true
		}
	}
	if len(said) == 0 {
		return r
	}
	for file := range h.All() {
		if key, lang, ok := content.KeyOf(file); ok && said[key] {
			r.texts = append(r.texts, textInLanguage{key, lang})
		}
	}
	slices.SortFunc(r.texts, func(a, b textInLanguage) int {
		return cmp.Or(strings.Compare(a.key, b.key), strings.Compare(a.lang, b.lang))
	})
	r.texts = slices.Compact(r.texts)
	return r
}

// newsPrefix begins the keys of most files, of which events are not made.
var newsPrefix = content.KindNews.Folder() + "/"

// stamp returns the stamp of an event: from the commits of all that it is made
// of, or the times of files that no commit has, and from its front matter, which
// can only raise it. A date in the future does not count before it has come, so
// that taking it back cannot lower anything.
func (r *resolver) stamp(d *content.Document, e *Event) Stamp {
	own, known := r.changesOf(d.Key(), d.Path)
	if !known && r.hasHistory() && r.o.Record.history.State() != history.NoRepository {
		r.uncommitted = append(r.uncommitted, d.Path)
	}
	s := Stamp{Created: e.Published.At, Changed: own.Last}
	if s.Created.IsZero() && known {
		s.Created = own.First
	}
	for _, at := range r.partsOf(d, e) {
		s.Changed = later(s.Changed, at)
	}
	for _, at := range [...]time.Time{e.Published.At, e.Updated.At} {
		if r.due(at); !at.After(r.o.Now) {
			s.Changed = later(s.Changed, at)
		}
	}
	if s.Changed.Before(epoch) {
		if s.Changed.IsZero() {
			r.undated = append(r.undated, d.Path)
		}
		s.Changed = epoch
	}
	s.Sequence = min(int(s.Changed.Sub(epoch)/time.Second)+e.Revision, math.MaxInt32)
	return s
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// changesOf returns when the file at a path was changed, whatever its path was
// before: its key is the same. It is false where no commit tells; the last change is
// then that of the file, where that may tell.
func (r *resolver) changesOf(key, file string) (changes history.Changes, known bool) {
	if changes, known = r.commitsOf(key, file); known || !r.hasHistory() || r.in.Modified == nil {
		return changes, known
	}
	r.fromFiles = true
	last := r.in.Modified(file)
	r.look(around, func(r *resolver) bool { return r.in.Modified(file).Equal(last) })
	return history.Changes{Last: last.UTC().Truncate(time.Second)}, false
}

// partsOf returns when that was changed which an event is made of besides its
// own texts.
func (r *resolver) partsOf(d *content.Document, e *Event) []time.Time {
	var times []time.Time
	add := func(key, file string) {
		changes, _ := r.changesOf(key, file)
		times = append(times, changes.Last)
	}
	for _, o := range e.Organisers {
		add(o.Kind.Folder()+"/"+o.Name, o.Source)
	}
	if e.Image != nil {
		add("", e.Image.Source)
	}
	for _, a := range e.Attachments {
		add("", a.Source)
	}
	if d.Event.Timezone == "" || len(e.Topics) > 0 || len(e.Organisers) == 0 {
		add("", content.ConfigFile)
	}
	return times
}

// hasHistory reports whether something may say when files were changed.
func (g *ground) hasHistory() bool { return g.o.Record != nil && !g.in.Config.NoHistory }

// commitsOf returns what the commits say of a file.
func (g *ground) commitsOf(key, file string) (changes history.Changes, known bool) {
	if !g.hasHistory() {
		return changes, false
	}
	if changes, known = g.o.Record.byKey[key]; known {
		return changes, true
	}
	return g.o.Record.history.Of(file)
}

// reportHistory warns where commits are missing that stamps should come from.
func (r *resolver) reportHistory() {
	if !r.hasHistory() {
		return
	}
	d := diag.Diagnostic{Severity: diag.Warning, File: repository}
	switch r.o.Record.history.State() {
	case history.Shallow:
		d.Code = "history-cut-off"
		d.Message = "this clone lacks older commits, so calendars say that events were changed later than they were"
		d.Hint = "fetch them all: git fetch --unshallow, or fetch-depth: 0 where a workflow checks the site out"
	case history.Unreadable:
		says := r.o.Record.history.Says()
		d.Code = "history-unreadable"
		d.Message = "git does not read the commits, so the dates of change come from the files: " + says
		d.Hint = "mend that, or write history: none into " + content.ConfigFile + " where only updated shall count"
		if strings.Contains(says, "dubious ownership") {
			d.Hint = "allow it: git config --global --add safe.directory " + cmp.Or(quoted(says), "FOLDER")
		}
	default:
		return
	}
	r.report(d)
}

// repository is the place of what is wrong with the commits.
const repository = ".git"

// quoted returns what stands in '…' in a message.
func quoted(s string) string {
	_, rest, _ := strings.Cut(s, "'")
	folder, _, closed := strings.Cut(rest, "'")
	if !closed {
		return ""
	}
	return path.Clean(folder)
}

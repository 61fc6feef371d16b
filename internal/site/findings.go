package site

import (
	"time"
	"unicode/utf8"

	"belfry/internal/content"
	"belfry/internal/diag"
)

// Findings are what turns up while values are made: what is wrong, and what the
// site has because something refers to it. Each worker has its own; their order
// does not count.
type findings struct {
	diagnostics []diag.Diagnostic
	references  []Reference
	media       map[string]*Media // to be published, by source
	until       time.Time         // the first instant at which the site becomes another; zero for none
	undated     []string          // events of which nothing says when they were changed
	uncommitted []string          // events that are in no commit
	fromFiles   bool              // the time of a file has counted as that of its last change
	looks       []look            // at other files, or at what is made of them
}

func (f *findings) isNothing() bool {
	return f.diagnostics == nil && f.references == nil && f.media == nil && f.undated == nil && f.uncommitted == nil &&
		f.until.IsZero() && !f.fromFiles
}

// A look is at something beyond a document and site.yaml, on which it depends what is
// made.
type look struct {
	at marks // at what
	// same reports whether the same is seen in another site.
	same func(r *resolver) bool
}

// look notes a look.
func (f *findings) look(at marks, same func(r *resolver) bool) {
	f.looks = append(f.looks, look{at, same})
}

// lookAround notes that what is made may depend on everything.
func (f *findings) lookAround() { f.look(around, func(*resolver) bool { return false }) }

// add adds what another worker has found.
func (f *findings) add(other *findings) {
	f.diagnostics = append(f.diagnostics, other.diagnostics...)
	f.references = append(f.references, other.references...)
	for _, m := range other.media {
		f.publish(m)
	}
	f.note(other.until)
	f.undated = append(f.undated, other.undated...)
	f.uncommitted = append(f.uncommitted, other.uncommitted...)
	f.fromFiles = f.fromFiles || other.fromFiles
}

// note notes an instant at which the site becomes another.
func (f *findings) note(at time.Time) {
	if !at.IsZero() && (f.until.IsZero() || at.Before(f.until)) {
		f.until = at
	}
}

// publish remembers a picture or document, once, and returns it.
func (f *findings) publish(m *Media) *Media {
	if first, known := f.media[m.Source]; known {
		return first
	}
	if f.media == nil {
		f.media = map[string]*Media{}
	}
	f.media[m.Source] = m
	return m
}

func (f *findings) report(d diag.Diagnostic) { f.diagnostics = append(f.diagnostics, d) }

// fail reports a mistake at a place of a file.
func (f *findings) fail(file string, pos diag.Position, code, message, hint string) {
	f.report(diag.Diagnostic{Code: code, File: file, Pos: pos, Message: message, Hint: hint})
}

// failAt reports what is wrong with a reference.
func (f *findings) failAt(file string, r content.Ref, code, message, hint string) {
	f.reportAt(diag.Error, file, r, code, message, hint)
}

// warnAt warns of a reference.
func (f *findings) warnAt(file string, r content.Ref, code, message, hint string) {
	f.reportAt(diag.Warning, file, r, code, message, hint)
}

// noticeAt says of a reference what may be as it was meant.
func (f *findings) noticeAt(file string, r content.Ref, code, message, hint string) {
	f.reportAt(diag.Notice, file, r, code, message, hint)
}

func (f *findings) reportAt(s diag.Severity, file string, r content.Ref, code, message, hint string) {
	f.report(diag.Diagnostic{
		Severity: s, Code: code, File: file, Pos: r.Pos, Length: r.Length,
		Message: message, Hint: hint,
	})
}

// asRead returns a reference that is as long as its text, without the quotes that
// the file may have around it.
func asRead(r content.Ref) content.Ref {
	r.Length = utf8.RuneCountInString(r.Name)
	return r
}

package preview

import (
	"errors"

	"belfry/internal/diag"
	"belfry/internal/generator"
	"belfry/internal/theme"
)

// A state is what is served at one time. It is immutable.
type state struct {
	result   *generator.Result // of the content as it is
	good     *generator.Result // the last without mistakes; nil before the first
	failure  string            // of the machine; "" for none
	found    listings
	replaced chan struct{} // closed when there is a newer state
}

// Listings are what is wrong with the content, by severity.
type listings struct {
	Problems listing `json:"problems"`
	Warnings listing `json:"warnings"`
	Notices  listing `json:"notices"`
}

// A listing is a list of problems that stays short.
type listing struct {
	List []problem `json:"list,omitempty"`
	More int       `json:"more,omitempty"` // how many are left out
}

// A problem is a diagnostic as open pages show it. All of it is plain text.
type problem struct {
	Place   string `json:"place"`
	Message string `json:"message"`
	Excerpt string `json:"excerpt,omitempty"` // the source line, and a caret under it
	Hint    string `json:"hint,omitempty"`
	Edit    string `json:"edit,omitempty"` // opens the file
}

// maxProblems is how many problems a page shows.
const maxProblems = 50

func listingsOf(r *generator.Result, edit func(string, int, int) string) listings {
	var all listings
	lines := r.Lines()
	for _, d := range r.Diagnostics {
		l := [...]*listing{diag.Error: &all.Problems, diag.Warning: &all.Warnings, diag.Notice: &all.Notices}[d.Severity]
		if len(l.List) == maxProblems {
			l.More++
			continue
		}
		l.List = append(l.List, problemOf(d, lines, edit))
	}
	return all
}

func problemOf(d diag.Diagnostic, lines func(string, int) (string, bool), edit func(string, int, int) string) problem {
	return problem{Place: d.Place(), Message: d.Message, Excerpt: d.Excerpt(lines), Hint: d.Hint,
		Edit: edit(d.File, max(d.Pos.Line, 1), max(d.Pos.Column, 1))}
}

// faultOf returns what keeps a page from being rendered: a mistake in a template
// as a problem, all else as a sentence. What is wrong with the content has to be
// mended first.
func (s *Server) faultOf(st *state, err error) (listing, string) {
	if st.result.Failed() {
		return st.found.Problems, st.failure
	}
	var fault *theme.Fault
	if !errors.As(err, &fault) {
		return listing{}, err.Error()
	}
	return listing{List: []problem{problemOf(fault.Diagnostic, st.good.Lines(), s.o.Edit)}}, ""
}

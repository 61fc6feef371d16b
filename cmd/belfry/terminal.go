package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"belfry/internal/diag"
	"belfry/internal/generator"
	"belfry/internal/history"
	"belfry/internal/output"
	"belfry/internal/preview"
	"belfry/internal/publication"
	"belfry/internal/site"
	"belfry/internal/theme"
	"belfry/internal/verify"

	"golang.org/x/term"
)

// All that belfry prints is printed here.
//
// What was asked for goes to standard output, mistakes and progress go to
// standard error. Nothing but mistakes and warnings is printed with --quiet. Colours and
// progress appear on a terminal only, and no colours where NO_COLOR is set.
type terminal struct {
	out, err io.Writer
	quiet    bool
	most     int  // mistakes that are printed; 0 means all
	live     bool // standard error is a terminal
	colours  diag.Palette

	mu      sync.Mutex
	drawn   bool // a progress line stands on the terminal
	last    time.Time
	notices []string // that have been said
}

func newTerminal(out, err *os.File) *terminal {
	t := &terminal{out: out, err: err, most: mostShown, live: term.IsTerminal(int(err.Fd()))}
	if t.live && os.Getenv("NO_COLOR") == "" {
		t.colours = diag.Palette{
			Error: "\x1b[1;31m", Warning: "\x1b[1;33m", Notice: "\x1b[1;34m",
			Place: "\x1b[1m", Hint: "\x1b[36m", Reset: "\x1b[0m",
		}
	}
	return t
}

func (t *terminal) print(line string) { fmt.Fprintln(t.out, line) }

func (t *terminal) fail(message, hint string) {
	t.endProgress()
	fmt.Fprintf(t.err, "%sbelfry:%s %s\n", t.colours.Error, t.colours.Reset, message)
	if hint != "" {
		fmt.Fprintf(t.err, "  %shint:%s %s\n", t.colours.Hint, t.colours.Reset, hint)
	}
}

// Progress appears once work has taken longer than this, and then changes at
// most so often.
const (
	patience = 500 * time.Millisecond
	redraw   = 100 * time.Millisecond
)

// progress returns a function that shows how far some work is, or nil where
// nobody looks.
func (t *terminal) progress(what string, started time.Time) func(done, total int) {
	if !t.live || t.quiet {
		return nil
	}
	return func(done, total int) {
		now := time.Now()
		t.mu.Lock()
		defer t.mu.Unlock()
		if now.Sub(started) < patience || now.Sub(t.last) < redraw {
			return
		}
		t.last, t.drawn = now, true
		fmt.Fprintf(t.err, "\r\x1b[K%s %d of %d", what, done, total)
	}
}

func (t *terminal) endProgress() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.drawn {
		fmt.Fprint(t.err, "\r\x1b[K")
		t.drawn = false
	}
}

// how returns what decides about the words of a build besides what it has found.
func (t *terminal) how(f buildFlags) string {
	return fmt.Sprint(t.quiet, t.most, f.strict, t.colours)
}

// told calls say, and returns what it has printed, also where that could not be written.
func (t *terminal) told(say func()) words {
	var out, err strings.Builder
	shown := [...]io.Writer{t.out, t.err}
	t.out, t.err = io.MultiWriter(&out, t.out), io.MultiWriter(&err, t.err)
	defer func() { t.out, t.err = shown[0], shown[1] }()
	say()
	return words{out.String(), err.String()}
}

// words are what was printed.
type words struct{ Out, Err string }

// repeat prints words.
func (t *terminal) repeat(w words) {
	io.WriteString(t.err, w.Err)
	io.WriteString(t.out, w.Out)
}

func (t *terminal) diagnostics(r *generator.Result) {
	found := r.Diagnostics
	if t.quiet {
		found = slices.DeleteFunc(slices.Clone(found), func(d diag.Diagnostic) bool { return d.Severity == diag.Notice })
	}
	if t.most == 0 {
		diag.Print(t.err, found, r.Lines(), t.colours)
	} else {
		t.bounded(found, r)
	}
	t.kinds(found)
}

// mostShown is how many mistakes are printed where nobody asks for another
// number, and with how many they are counted by their kinds, too.
const mostShown = 50

// bounded prints as many mistakes as are wanted, and as many warnings; what says
// the same in many files is one.
func (t *terminal) bounded(found []diag.Diagnostic, r *generator.Result) {
	var entries []diag.Entry
	var printed, left [2]int // mistakes, and all else
	for _, e := range diag.Merge(found) {
		which := min(int(e.Severity), 1)
		if printed[which] == t.most {
			left[which] += e.Count
			continue
		}
		printed[which]++
		entries = append(entries, e)
	}
	diag.PrintEntries(t.err, entries, r.Lines(), t.colours)
	var more []string
	if left[0] > 0 {
		more = append(more, count(left[0], "more mistake", "more mistakes"))
	}
	if left[1] > 0 {
		more = append(more, count(left[1], "more warning", "more warnings"))
	}
	if len(more) > 0 {
		fmt.Fprintf(t.err, "… and %s; belfry build --max-errors 0 shows all\n", strings.Join(more, " and "))
	}
}

// kinds says how many mistakes there are of each kind, where they are many.
func (t *terminal) kinds(found []diag.Diagnostic) {
	n := diag.Count(found, diag.Error)
	if n <= mostShown && (t.most == 0 || n <= t.most) {
		return
	}
	fmt.Fprintf(t.err, "\n%d mistakes by their kind:\n", n)
	for _, k := range diag.Kinds(found) {
		fmt.Fprintf(t.err, "%7d  %s, first at %s\n", k.Count, k.Name, k.First.Place())
	}
}

func (t *terminal) failed(r *generator.Result) {
	fmt.Fprintf(t.err, "\n%s; nothing was written\n", mistakes(r))
}

// fault says what is wrong in a template that could not make a page.
func (t *terminal) fault(r *generator.Result, f *theme.Fault) {
	diag.Print(t.err, []diag.Diagnostic{f.Diagnostic}, r.Lines(), t.colours)
	fmt.Fprintf(t.err, "\n1 mistake; not all of the site was written\n")
}

// shown is how many things are listed one by one.
const shown = 20

// list prints n things by one, and says how many are left out.
func list(w io.Writer, indent string, n int, one func(i int)) {
	for i := range min(n, shown) {
		one(i)
	}
	if n > shown {
		fmt.Fprintf(w, "%s… and %d more\n", indent, n-shown)
	}
}

// findings says where calendars differ from the site.
func (t *terminal) findings(found []verify.Finding) {
	list(t.err, "", len(found), func(i int) {
		f := found[i]
		fmt.Fprintf(t.err, "%s%s:%s %s\n", t.colours.Place, f.Path, t.colours.Reset, f.Message)
		if f.Source != "" {
			fmt.Fprintf(t.err, "  made from %s\n", f.Source)
		}
	})
}

// verified says that a second reader has found nothing.
func (t *terminal) verified() {
	if !t.quiet {
		fmt.Fprintln(t.out, "the calendars say the same to a second reader")
	}
}

// notice says something that is neither a mistake nor asked for, and says it
// again below whatever takes the place of it on a terminal.
func (t *terminal) notice(message string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.notices = append(t.notices, message)
	fmt.Fprintln(t.err, "belfry: "+message)
}

// waiting says where the preview will be, and that it is elsewhere than asked for.
func (t *terminal) waiting(address, wanted string, l net.Listener) {
	_, port, err := net.SplitHostPort(wanted)
	if err == nil && port != "0" && port != strconv.Itoa(l.Addr().(*net.TCPAddr).Port) {
		fmt.Fprintf(t.out, "%s is taken, so the preview is at another port\n", wanted)
	}
	fmt.Fprintf(t.out, "reading the site for %s\n", address)
}

// previewed says what the preview shows now. On a terminal it takes the place
// of what stood there, so that what is wrong does not scroll past.
func (t *terminal) previewed(r preview.Report, address string, took time.Duration, first bool) {
	t.mu.Lock()
	notices := strings.Join(t.notices, "\nbelfry: ")
	t.mu.Unlock()
	if t.live && !first {
		fmt.Fprint(t.err, "\x1b[H\x1b[2J")
		if notices != "" {
			fmt.Fprintln(t.err, "belfry: "+notices)
		}
	}
	said := r.Again && !t.live // what was reported before can still be read
	if r.Result != nil && !said {
		t.diagnostics(r.Result)
	}
	faults := r.Faults
	if said {
		faults = faults[len(faults)-r.New:]
	}
	t.unrendered(r.Good, faults)
	switch {
	case said:
		t.incomplete(r, address)
	case r.Err != nil:
		t.fail(r.Err.Error(), "the preview goes on trying")
	case r.Result.Failed() && first:
		fmt.Fprintf(t.out, "%s; the preview at %s shows the site once this is mended; end it with Ctrl-C\n",
			allMistakes(r), address)
	case r.Result.Failed():
		fmt.Fprintf(t.out, "%s; the preview at %s stays as it was\n", allMistakes(r), address)
	case first:
		fmt.Fprintf(t.out, "the preview is at %s (%s); end it with Ctrl-C\n", address, round(took))
		t.incomplete(r, address)
		t.withheld(r.Result.Site.Withheld)
	case len(r.Faults) > 0:
		t.incomplete(r, address)
		t.withheld(r.Result.Site.Withheld)
	default:
		fmt.Fprintf(t.out, "the preview at %s is up to date\n", address)
		t.withheld(r.Result.Site.Withheld)
	}
}

// unrendered says why pages could not be rendered.
func (t *terminal) unrendered(r *generator.Result, faults []error) {
	for _, err := range faults {
		if fault := new(theme.Fault); errors.As(err, &fault) {
			diag.Print(t.err, []diag.Diagnostic{fault.Diagnostic}, r.Lines(), t.colours)
			continue
		}
		t.fail(err.Error(), "")
	}
}

// incomplete says that pages of the preview could not be rendered, if so.
func (t *terminal) incomplete(r preview.Report, address string) {
	if len(r.Faults) > 0 {
		fmt.Fprintf(t.out, "%s; the preview at %s cannot show all pages\n", allMistakes(r), address)
	}
}

// allMistakes counts the mistakes of the content, and what keeps pages from
// being rendered.
func allMistakes(r preview.Report) string {
	return count(diag.Count(r.Result.Diagnostics, diag.Error)+len(r.Faults), "mistake", "mistakes")
}

func mistakes(r *generator.Result) string {
	return count(diag.Count(r.Diagnostics, diag.Error), "mistake", "mistakes")
}

// summary says what a build has done.
func (t *terminal) summary(k kinds, w output.Report, dir string, took time.Duration) {
	if t.quiet {
		return
	}
	fmt.Fprintf(t.out, "%s and %s in %s: %d written, %d unchanged, %d removed (%s)\n",
		count(k.Pages, "page", "pages"), count(k.Calendars, "calendar", "calendars"), filepath.ToSlash(dir),
		w.Written, w.Unchanged, w.Removed, round(took))
}

// kinds are how many outputs there are of those that people know.
type kinds struct{ Pages, Calendars int }

func kindsOf(p *publication.Publication) (k kinds) {
	for i := range p.Len() {
		switch _, media := p.Kind(i); {
		case strings.HasPrefix(media, "text/html"):
			k.Pages++
		case strings.HasPrefix(media, "text/calendar"):
			k.Calendars++
		}
	}
	return k
}

func (t *terminal) withheld(files []site.Withheld) {
	if t.quiet || len(files) == 0 {
		return
	}
	fmt.Fprintf(t.out, "%s not published:\n", count(len(files), "file is", "files are"))
	list(t.out, "  ", len(files), func(i int) { fmt.Fprintf(t.out, "  %s: %s\n", files[i].Source, files[i].Because()) })
}

// coverage says how much of a site is there in its further languages.
func (t *terminal) coverage(all []site.Coverage) {
	if t.quiet || len(all) == 0 {
		return
	}
	parts := make([]string, len(all))
	for i, c := range all {
		parts[i] = fmt.Sprintf("%s %d of %d", c.Lang, c.Translated, c.Translated+c.Missing)
		if c.Outdated > 0 {
			parts[i] += fmt.Sprintf(" (%d older than the original)", c.Outdated)
		}
	}
	fmt.Fprintln(t.out, "translated: "+strings.Join(parts, ", "))
}

// dates says where the dates of change that calendars give do not come from
// commits, although they might.
func (t *terminal) dates(s *site.Site, h *history.History) {
	if t.quiet || len(s.Events) == 0 {
		return
	}
	if len(s.Undated) > 0 {
		n := len(s.Undated)
		fmt.Fprintf(t.out, "%s no date of change, so calendars say %s:\n",
			count(n, "event has", "events have"), site.UndatedStamp().Format(time.DateOnly))
		list(t.out, "  ", n, func(i int) { fmt.Fprintf(t.out, "  %s\n", s.Undated[i]) })
		fmt.Fprintln(t.out, "  give them published or updated")
	} else if s.FromFiles && h.State() == history.NoRepository {
		fmt.Fprintln(t.out, "this folder is in no git repository, so calendars take the dates of change from the files")
	}
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func round(d time.Duration) time.Duration {
	if d < time.Second {
		return d.Round(time.Millisecond)
	}
	return d.Round(10 * time.Millisecond)
}

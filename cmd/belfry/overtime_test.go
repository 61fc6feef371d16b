package main

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// An edition is what a build says of events, as a subscriber's program sees it.
type edition struct {
	entries map[string]entry  // by UID and RECURRENCE-ID
	feeds   map[string]string // by address: the bytes without what names no event
}

// An entry is one VEVENT: its numbers of change, and all else.
type entry struct {
	sequence, modified, stamp string
	rest                      string
}

// An editor edits a site in a repository of its own, a day after the other.
type editor struct {
	t    *testing.T
	dir  string
	now  time.Time
	last edition
}

func newEditor(t *testing.T) *editor {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	e := &editor{t: t, dir: t.TempDir(), now: time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)}
	e.git("init", "-q", "-b", "main")
	return e
}

func (e *editor) git(args ...string) {
	e.t.Helper()
	e.gitAt(e.now, args...)
}

// gitAt runs git as if it were another time.
func (e *editor) gitAt(at time.Time, args ...string) {
	e.t.Helper()
	c := exec.Command("git", args...)
	c.Dir = e.dir
	c.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "GIT_EDITOR=true",
		"GIT_AUTHOR_NAME=A", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=A", "GIT_COMMITTER_EMAIL=a@example.org",
		"GIT_AUTHOR_DATE="+at.Format(time.RFC3339), "GIT_COMMITTER_DATE="+at.Format(time.RFC3339))
	if out, err := c.CombinedOutput(); err != nil {
		e.t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

func (e *editor) write(file, text string) {
	e.t.Helper()
	writeFile(e.t, filepath.Join(e.dir, filepath.FromSlash(file)), []byte(text))
}

// replace changes a part of a file that must be there once.
func (e *editor) replace(file, old, text string) {
	e.t.Helper()
	data, err := os.ReadFile(filepath.Join(e.dir, filepath.FromSlash(file)))
	if err != nil || strings.Count(string(data), old) != 1 {
		e.t.Fatalf("%s has not %q once: %v\n%s", file, old, err, data)
	}
	e.write(file, strings.Replace(string(data), old, text, 1))
}

func (e *editor) commit() {
	e.t.Helper()
	e.git("add", "-A")
	e.git("commit", "-q", "--allow-empty", "-m", "edit")
}

// build builds the site in a folder as of now.
func (e *editor) build(dir string) edition {
	e.t.Helper()
	out := e.t.TempDir()
	later := e.now.Add(time.Hour).Format("2006-01-02T15:04:05Z")
	c := belfryCommand("build", "--site", dir, "--out", filepath.Join(out, "site"), "--now", later)
	if printed, err := c.CombinedOutput(); err != nil {
		e.t.Fatalf("%v\n%s", err, printed)
	}
	b := edition{map[string]entry{}, map[string]string{}}
	root := os.DirFS(filepath.Join(out, "site"))
	for name, data := range tree(e.t, filepath.Join(out, "site"), ".") {
		if path.Ext(name) == ".ics" {
			b.read(name, string(data))
		}
	}
	if _, err := fs.Stat(root, "calendar.ics"); err != nil || len(b.entries) == 0 {
		e.t.Fatal("there is no calendar")
	}
	return b
}

func (b edition) read(name, data string) {
	b.feeds[name] = data
	data = strings.ReplaceAll(data, "\r\n ", "")
	for part := range strings.SplitSeq(data, "BEGIN:VEVENT\r\n") {
		text, _, found := strings.Cut(part, "END:VEVENT")
		if !found || strings.HasPrefix(part, "BEGIN:VCALENDAR") {
			continue
		}
		var v entry
		var id string
		for line := range strings.SplitSeq(text, "\r\n") {
			property, value, _ := strings.Cut(line, ":")
			switch property, _, _ = strings.Cut(property, ";"); property {
			case "SEQUENCE":
				v.sequence = fmt.Sprintf("%012s", value)
			case "LAST-MODIFIED":
				v.modified = value
			case "DTSTAMP":
				v.stamp = value
			case "CREATED":
			case "UID", "RECURRENCE-ID":
				id += " " + value
			default:
				v.rest += line + "\n"
			}
		}
		folder, _, _ := strings.Cut(path.Dir(name), "/")
		b.entries[folder+id] = v
	}
}

// A step is one way of editing. gone are the entries that it may take away.
type step struct {
	name string
	edit func(*editor)
	gone []string
	same bool // nothing may differ afterwards
}

// check holds an edition against the one before it.
func (s step) check(t *testing.T, before, after edition) {
	for _, id := range slices.Sorted(maps.Keys(before.entries)) {
		old := before.entries[id]
		now, there := after.entries[id]
		if !there {
			if !slices.ContainsFunc(s.gone, func(part string) bool { return strings.Contains(id, part) }) {
				t.Errorf("%s: the entry%s is gone", s.name, id)
			}
			continue
		}
		if now.sequence < old.sequence || now.modified < old.modified || now.stamp < old.stamp {
			t.Errorf("%s:%s goes back from %s, %s, %s to %s, %s, %s", s.name, id,
				old.sequence, old.modified, old.stamp, now.sequence, now.modified, now.stamp)
		}
		if now.rest != old.rest && (now.sequence == old.sequence || now.modified == old.modified || now.stamp == old.stamp) {
			t.Errorf("%s:%s differs, and its numbers do not:\n%s\n%s", s.name, id, old.rest, now.rest)
		}
	}
	for _, feed := range slices.Sorted(maps.Keys(before.feeds)) {
		data, there := after.feeds[feed]
		switch {
		case !there && !slices.ContainsFunc(s.gone, func(part string) bool { return strings.Contains(feed, part) }):
			t.Errorf("%s: the calendar %s is gone", s.name, feed)
		case s.same && data != before.feeds[feed]:
			t.Errorf("%s: nothing was changed, and %s differs", s.name, feed)
		}
	}
}

const (
	meetUp = "content/events/2026-05-11-meet-up.md"
	board  = "content/events/board.md"
	market = "content/events/market.md"
)

// TestOverTime edits a site in a repository day after day, in all the ways in
// which editors do, and follows its calendars as a subscriber does: no number of
// change ever goes back, each rises where something has changed, no UID and no
// address is lost.
func TestOverTime(t *testing.T) {
	t.Parallel()
	e := newEditor(t)
	for file, text := range map[string]string{
		"content/site.yaml": "name: Network\nurl: https://network.example\nlanguages: [en, fr]\n" +
			"timezone: Europe/Brussels\ntopics:\n  twins: {name: Digital twins}\nseries:\n  meetings: {name: Meetings}\n",
		"content/partners/oasc.md": "---\ntitle: Open cities\nwebsite: https://oasc.example\n---\n",
		meetUp: "---\ntitle: Meet-up\nstart: 2026-05-11 10:00\n" +
			"format: hybrid\ncountry: BE\ntopics: [twins]\n---\n",
		board: "---\ntitle: Board\nstart: 2026-04-06 10:00\nduration: 1h\n" +
			"repeat: every month on the first Monday until 2026-12-31\n" +
			"series: meetings\norganisers: [oasc]\ntimezone: Europe/Brussels\n---\n",
		market: "---\ntitle: Market\nstart: 2026-06-12\nend: 2026-06-14\ntimezone: Europe/Riga\n" +
			"organisers: [oasc]\nattachments: [{src: plan.txt, title: Plan}]\n---\n",
		"content/events/plan.txt": "one\n",
		"content/news/first.md":   "---\ntitle: First\npublished: 2026-03-01\n---\n",
	} {
		e.write(file, text)
	}
	os.Remove(filepath.Join(e.dir, "content/events/plan.txt"))
	e.write("content/events/plan.png", string(onePixel(t)))
	e.replace(market, "plan.txt", "plan.png")
	e.commit()
	e.last = e.build(e.dir)
	for _, s := range steps() {
		e.now = e.now.Add(26 * time.Hour)
		s.edit(e)
		after := e.build(e.dir)
		s.check(t, e.last, after)
		e.last = after
		if t.Failed() {
			return
		}
	}
}

func onePixel(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/published/picture.png")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// steps are more than thirty ways of editing.
func steps() []step {
	moved := "content/events/2026/2026-06-01-meet-up.md"
	folder := "content/events/2026/2026-06-01-meet-up/index.md"
	edit := func(file, old, text string) func(*editor) {
		return func(e *editor) { e.replace(file, old, text); e.commit() }
	}
	return []step{
		{name: "news that no event is made of", same: true, edit: func(e *editor) {
			e.write("content/news/second.md", "---\ntitle: Second\npublished: 2026-03-02\n---\n")
			e.commit()
		}},
		{name: "a commit that changes nothing", same: true, edit: func(e *editor) { e.commit() }},
		{name: "an edit that is not committed", same: true,
			edit: func(e *editor) { e.replace(board, "title: Board", "title: Board  ") }},
		{name: "rescheduled", edit: func(e *editor) {
			e.git("checkout", "-q", ".")
			e.replace(meetUp, "05-11", "06-01")
			e.commit()
		}},
		{name: "renamed after its new date", edit: func(e *editor) {
			e.git("mv", meetUp, "content/events/2026-06-01-meet-up.md")
			e.commit()
		}},
		{name: "moved into a folder", edit: func(e *editor) {
			e.write("content/events/2026/.keep", "")
			e.git("mv", "content/events/2026-06-01-meet-up.md", moved)
			e.commit()
		}},
		{name: "made a folder with index.md", edit: func(e *editor) {
			e.write("content/events/2026/2026-06-01-meet-up/.keep", "")
			e.git("mv", moved, folder)
			e.commit()
		}},
		{name: "rescheduled again", edit: edit(folder, "06-01 10:00", "06-02 10:00")},
		{name: "rescheduled a third time, back to where it was", edit: edit(folder, "06-02 10:00", "06-01 10:00")},
		{name: "cancelled", edit: edit(folder, "title: Meet-up\n", "title: Meet-up\nstatus: cancelled\n")},
		{name: "takes place after all", edit: edit(folder, "status: cancelled\n", "")},
		{name: "one date left out", edit: edit(board, "series:", "except: [2026-05-04]\nseries:")},
		{name: "a date added", edit: edit(board, "series:", "also: [2026-05-12]\nseries:")},
		{name: "another time for all dates, that added too", gone: []string{"board@network.example 2026"},
			edit: edit(board, "04-06 10:00", "04-06 11:00")},
		{name: "one date moved",
			edit: edit(board, "series:", "changes:\n  - {on: 2026-06-01, start: 2026-06-08 11:00}\nseries:")},
		{name: "updated today", edit: func(e *editor) {
			e.replace(folder, "title: Meet-up\n", "title: Meet-up\nupdated: "+e.now.Format(time.DateOnly)+"\n")
			e.commit()
		}},
		{name: "changed once more on that day", edit: func(e *editor) {
			e.now = e.now.Add(-20 * time.Hour)
			e.replace(folder, "title: Meet-up\n", "title: Meet-up in Ghent\n")
			e.commit()
		}},
		{name: "a stale date in updated", edit: edit(folder, "06-01 10:00", "06-03 10:00")},
		{name: "a revision", edit: edit(folder, "country: BE\n", "country: BE\nrevision: 1\n")},
		{name: "no revision any more", edit: edit(folder, "revision: 1\n", "")},
		{name: "a date in updated that has not come yet", edit: edit(board, "series:", "updated: 2027-01-01\nseries:")},
		{name: "and is taken back", edit: edit(board, "updated: 2027-01-01\n", "")},
		{name: "a translation", edit: func(e *editor) {
			e.write("content/events/board.fr.md", "---\ntitle: Conseil\n---\n")
			e.commit()
		}},
		{name: "no translation any more", edit: func(e *editor) {
			e.git("rm", "-q", "content/events/board.fr.md")
			e.commit()
		}},
		{name: "published later", edit: edit(market, "title: Market\n", "title: Market\npublished: 2026-03-01\n")},
		{name: "a partner renamed", edit: edit("content/partners/oasc.md", "Open cities", "Open and agile cities")},
		{name: "a document replaced", edit: func(e *editor) {
			e.write("content/events/plan.png", string(onePixel(e.t))+"\n")
			e.commit()
		}},
		{name: "the zone of the site", edit: edit("content/site.yaml", "Europe/Brussels", "Europe/Helsinki")},
		{name: "the name of a topic", edit: edit("content/site.yaml", "Digital twins", "Twins")},
		{name: "a branch that is merged late", edit: func(e *editor) {
			e.git("switch", "-q", "-c", "late")
			e.replace(market, "end: 2026-06-14", "end: 2026-06-15")
			e.commit()
			e.git("switch", "-q", "main")
			e.now = e.now.Add(time.Hour)
			e.replace("content/partners/oasc.md", "agile cities", "agile cities (OASC)")
			e.commit()
			e.last = e.build(e.dir)
			e.now = e.now.Add(50 * time.Hour)
			e.git("merge", "-q", "--no-ff", "-m", "merge", "late")
		}},
		{name: "a branch that is pulled the other way round", edit: func(e *editor) {
			e.git("switch", "-q", "-c", "local")
			e.replace(board, "duration: 1h", "duration: 2h")
			e.commit()
			e.git("switch", "-q", "main")
			e.now = e.now.Add(time.Hour)
			e.replace(market, "title: Market", "title: Big market")
			e.commit()
			e.now = e.now.Add(time.Hour)
			e.replace(market, "title: Big market", "title: Market")
			e.commit()
			e.last = e.build(e.dir)
			e.now = e.now.Add(time.Hour)
			e.git("switch", "-q", "local")
			e.git("merge", "-q", "--no-ff", "-m", "merge", "main")
			e.git("branch", "-f", "main", "local")
			e.git("switch", "-q", "main")
		}},
		{name: "a branch that is rebased", edit: func(e *editor) {
			e.git("switch", "-q", "-c", "rebased")
			e.replace(market, "end: 2026-06-15", "end: 2026-06-14")
			e.commit()
			e.git("switch", "-q", "main")
			e.now = e.now.Add(time.Hour)
			e.replace(folder, "format: hybrid", "format: hybrid\njoin: https://meet.example/a")
			e.commit()
			e.last = e.build(e.dir)
			e.now = e.now.Add(time.Hour)
			e.git("rebase", "-q", "--onto", "main", "rebased~1", "rebased")
			e.git("switch", "-q", "main")
			e.git("merge", "-q", "--ff-only", "rebased")
		}},
		{name: "a computer whose clock is wrong", edit: func(e *editor) {
			e.replace(folder, "06-03 10:00", "06-04 10:00")
			e.git("add", "-A")
			e.gitAt(e.now.Add(-5000*time.Hour), "commit", "-q", "-m", "edit")
		}},
		{name: "two changes in one second", edit: func(e *editor) {
			e.replace(folder, "06-04 10:00", "06-05 10:00")
			e.commit()
			e.last = e.build(e.dir)
			e.replace(folder, "06-05 10:00", "06-06 10:00")
			e.commit()
		}},
		{name: "the last commit amended", edit: func(e *editor) {
			e.replace(folder, "06-06 10:00", "06-07 10:00")
			e.git("commit", "-q", "-a", "--amend", "-m", "edit")
		}},
		{name: "several commits made one", edit: func(e *editor) {
			e.git("reset", "-q", "--soft", "HEAD~2")
			e.commit()
		}},
		{name: "a shallow clone", edit: func(e *editor) {
			dir := e.t.TempDir()
			e.git("clone", "-q", "--depth", "1", "file://"+e.dir, dir)
			step{name: "a shallow clone"}.check(e.t, e.last, e.build(dir))
		}, same: true},
		{name: "an export without the repository", edit: func(e *editor) {
			dir := e.t.TempDir()
			e.git("archive", "-o", filepath.Join(dir, "site.tar"), "HEAD")
			if out, err := exec.Command("tar", "-xf", filepath.Join(dir, "site.tar"), "-C", dir).CombinedOutput(); err != nil {
				e.t.Fatalf("%v\n%s", err, out)
			}
			step{name: "an export"}.check(e.t, e.last, e.build(dir))
		}, same: true},
		{name: "another file name, with the uid kept", gone: []string{"events/market.ics"}, edit: func(e *editor) {
			e.replace(market, "title: Market\n", "title: Market\nuid: market@network.example\n")
			e.git("mv", market, "content/events/fair.md")
			e.commit()
		}},
		{name: "another file name, without", gone: []string{" meet-up@", "events/meet-up.ics"}, edit: func(e *editor) {
			e.git("mv", "content/events/2026/2026-06-01-meet-up", "content/events/2026/2026-06-01-gathering")
			e.commit()
		}},
		{name: "the last event of its format goes online", edit: func(e *editor) {
			e.replace("content/events/2026/2026-06-01-gathering/index.md", "format: hybrid", "format: online")
			e.replace("content/events/2026/2026-06-01-gathering/index.md", "country: BE\n", "country: FR\n")
			e.commit()
		}},
		{name: "a new repository", edit: func(e *editor) {
			if err := os.RemoveAll(filepath.Join(e.dir, ".git")); err != nil {
				e.t.Fatal(err)
			}
			e.git("init", "-q", "-b", "main")
			e.commit()
		}},
		{name: "an edit in the new repository", edit: edit(board, "title: Board", "title: The board")},
	}
}

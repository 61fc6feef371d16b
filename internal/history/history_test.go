package history

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// A repository is a git repository in a folder of its own, whose commits are
// an hour apart.
type repository struct {
	t       *testing.T
	dir     string
	commits int
}

func newRepository(t *testing.T) *repository {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	r := &repository{t: t, dir: t.TempDir()}
	r.git("init", "-q", "-b", "main")
	return r
}

// git runs git without the configuration of this machine.
func (r *repository) git(args ...string) {
	r.t.Helper()
	c := exec.Command("git", args...)
	c.Dir = r.dir
	at := hour(r.commits).Format(time.RFC3339)
	c.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null",
		"GIT_AUTHOR_NAME=A", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=A", "GIT_COMMITTER_EMAIL=a@example.org",
		"GIT_AUTHOR_DATE=2001-01-01T00:00:00Z", "GIT_COMMITTER_DATE="+at)
	if out, err := c.CombinedOutput(); err != nil {
		r.t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

// hour returns the time of the nth commit, counted from 1.
func hour(n int) time.Time { return time.Date(2025, 3, 1, n, 0, 0, 0, time.UTC) }

func (r *repository) write(file, text string) {
	r.t.Helper()
	file = filepath.Join(r.dir, filepath.FromSlash(file))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

func (r *repository) commit() {
	r.t.Helper()
	r.commits++
	r.git("add", "-A")
	r.git("commit", "-q", "-m", "change")
}

func read(t *testing.T, dir string) *History {
	t.Helper()
	h, err := Read(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// expect compares a file's changes with the numbers of two commits.
func expect(t *testing.T, h *History, file string, first, last int) {
	t.Helper()
	got, ok := h.Of(file)
	if want := (Changes{hour(first), hour(last)}); !ok || got != want {
		t.Errorf("%s: %v, %v, want %v", file, got, ok, want)
	}
}

func TestChangesAreThoseOfCommits(t *testing.T) {
	r := newRepository(t)
	names := []string{"content/a.md", "content/with spaces.md", "content/Bürger Ψ 👩‍🚀.md", "content/line\nbreak.md", `content/"quoted".md`}
	for _, name := range names {
		r.write(name, "1")
	}
	r.commit()
	r.write(names[2], "2")
	r.commit()
	r.write(names[0], "not committed")
	r.write("content/new.md", "not committed")
	h := read(t, r.dir)
	for i, name := range names {
		last := 1
		if i == 2 {
			last = 2
		}
		expect(t, h, name, 1, last)
	}
	if c, ok := h.Of("content/new.md"); ok {
		t.Errorf("a file that no commit has was changed %v", c)
	}
}

func TestSiteInASubfolder(t *testing.T) {
	r := newRepository(t)
	r.write("web site/ü/content/a.md", "1")
	r.write("content/a.md", "1")
	r.commit()
	r.write("content/a.md", "2")
	r.commit()
	h := read(t, filepath.Join(r.dir, "web site", "ü"))
	expect(t, h, "content/a.md", 1, 1)
}

func TestRenameIsAChangeOfTheNewFile(t *testing.T) {
	r := newRepository(t)
	r.write("a.md", "the same text")
	r.commit()
	r.git("mv", "a.md", "b.md")
	r.commit()
	expect(t, read(t, r.dir), "b.md", 2, 2)
}

func TestMergeIsNoChange(t *testing.T) {
	r := newRepository(t)
	r.write("a.md", "1")
	r.write("b.md", "1")
	r.commit()
	r.git("switch", "-q", "-c", "branch")
	r.write("a.md", "2")
	r.commit()
	r.git("switch", "-q", "main")
	r.write("b.md", "2")
	r.commit()
	r.commits++
	r.git("merge", "-q", "--no-ff", "-m", "merge", "branch")
	h := read(t, r.dir)
	expect(t, h, "a.md", 1, 2)
	expect(t, h, "b.md", 1, 3)
}

// A conflict is often resolved to a text that neither side has.
func TestMergeThatChangesAFileItself(t *testing.T) {
	r := newRepository(t)
	r.write("a.md", "1")
	r.commit()
	r.git("switch", "-q", "-c", "branch")
	r.write("a.md", "2")
	r.commit()
	r.git("switch", "-q", "main")
	r.write("a.md", "3")
	r.commit()
	r.git("merge", "-q", "--no-ff", "--no-commit", "-s", "ours", "branch")
	r.write("a.md", "4")
	r.commit()
	expect(t, read(t, r.dir), "a.md", 1, 4)
}

func TestShallowCloneKnowsNothing(t *testing.T) {
	r := newRepository(t)
	for _, text := range []string{"1", "2"} {
		r.write("a.md", text)
		r.commit()
	}
	shallow, full := t.TempDir(), t.TempDir()
	r.git("clone", "-q", "--depth", "1", "file://"+r.dir, shallow)
	r.git("clone", "-q", "file://"+r.dir, full)
	h := read(t, shallow)
	if _, ok := h.Of("a.md"); ok || !h.Shallow() {
		t.Errorf("a clone without older commits is used: shallow %v, a.md known %v", h.Shallow(), ok)
	}
	h = read(t, full)
	expect(t, h, "a.md", 1, 2)
	if h.Shallow() {
		t.Error("a whole clone is said to lack commits")
	}
}

func TestNoHistory(t *testing.T) {
	r := newRepository(t)
	for name, dir := range map[string]string{"no commit": r.dir, "no repository": t.TempDir(), "no folder": filepath.Join(r.dir, "none")} {
		if h, err := Read(context.Background(), dir); !errors.Is(err, ErrNone) {
			t.Errorf("%s: %v, %v", name, h, err)
		}
	}
	var none *History
	if _, ok := none.Of("a.md"); ok || none.Shallow() {
		t.Error("no history knows something")
	}
}

package history

import (
	"context"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
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
	names := []string{
		"content/a.md", "content/with spaces.md", "content/Bürger Ψ 👩‍🚀.md", "content/line\nbreak.md",
		`content/"quoted".md`,
	}
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

// What a merge brings into a branch is published with the merge, whenever it was
// written.
func TestMergeIsWhenItsChangesArrive(t *testing.T) {
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
	expect(t, h, "a.md", 1, 4)
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

func TestShallowCloneCountsFromItsOldestCommit(t *testing.T) {
	r := newRepository(t)
	r.write("old.md", "1")
	r.commit()
	for _, text := range []string{"1", "2", "3"} {
		r.write("a.md", text)
		r.commit()
	}
	shallow, full := t.TempDir(), t.TempDir()
	r.git("clone", "-q", "--depth", "2", "file://"+r.dir, shallow)
	r.git("clone", "-q", "file://"+r.dir, full)
	h := read(t, shallow)
	if h.State() != Shallow {
		t.Errorf("a clone without older commits has the state %v", h.State())
	}
	expect(t, h, "old.md", 3, 3)
	expect(t, h, "a.md", 3, 4)
	for _, more := range []string{"--deepen=1", "--unshallow"} {
		before := Mark(context.Background(), shallow)
		r.git("-C", shallow, "fetch", "-q", more)
		if Mark(context.Background(), shallow) == before {
			t.Errorf("commits that fetch %s brings are not noticed", more)
		}
	}
	h = read(t, full)
	if h.State() != Whole {
		t.Errorf("a whole clone has the state %v", h.State())
	}
	expect(t, h, "a.md", 2, 4)
}

func TestNoHistory(t *testing.T) {
	r := newRepository(t)
	for dir, want := range map[string]State{
		r.dir: Whole, t.TempDir(): NoRepository, filepath.Join(t.TempDir(), "none"): NoRepository,
	} {
		h := read(t, dir)
		if _, ok := h.Of("a.md"); ok || h.State() != want {
			t.Errorf("%s has the state %v, not %v", dir, h.State(), want)
		}
	}
	var none *History
	if _, ok := none.Of("a.md"); ok {
		t.Error("no history knows something")
	}
}

// A repository that is there but cannot be read is not taken for none.
func TestUnreadable(t *testing.T) {
	r := newRepository(t)
	r.write("a.md", "1")
	r.commit()
	if err := os.WriteFile(filepath.Join(r.dir, ".git", "HEAD"), []byte("nonsense"), 0o644); err != nil {
		t.Fatal(err)
	}
	if h := read(t, r.dir); h.State() != Unreadable || h.Says() == "" {
		t.Errorf("a damaged repository has the state %v and says %q", h.State(), h.Says())
	}
	t.Setenv("PATH", "")
	if h := read(t, r.dir); h.State() != Unreadable || h.Says() != "there is no program git on this machine" {
		t.Errorf("without git, the state is %v and it says %q", h.State(), h.Says())
	}
}

// Whatever clocks show, what builds on a commit is later than it.
func TestTimesNeverGoBack(t *testing.T) {
	r := newRepository(t)
	r.commits = 10
	r.write("a.md", "1")
	r.commit() // at 11 o'clock
	r.commits = 3
	r.write("b.md", "1")
	r.commit() // at 4 o'clock
	r.commits = 3
	r.write("a.md", "2")
	r.commit() // once more
	h := read(t, r.dir)
	a, _ := h.Of("a.md")
	b, _ := h.Of("b.md")
	if want := hour(11); a.First != want || b.Last != want.Add(time.Second) || a.Last != want.Add(2*time.Second) {
		t.Errorf("a.md changed %v, b.md %v", a, b)
	}
}

// A change that was taken back on a branch was published there.
func TestBranchThatChangedNothingInTheEnd(t *testing.T) {
	r := newRepository(t)
	r.write("a.md", "1")
	r.write("b.md", "1")
	r.commit()
	r.git("switch", "-q", "-c", "local")
	r.write("b.md", "2")
	r.commit()
	r.git("switch", "-q", "main")
	r.write("a.md", "2")
	r.commit()
	r.write("a.md", "1")
	r.commit()
	r.git("switch", "-q", "local")
	r.commits++
	r.git("merge", "-q", "--no-ff", "-m", "merge", "main")
	expect(t, read(t, r.dir), "a.md", 1, 4)
}

// TestForeignSettings: neither the variables that git sets in a hook nor any
// configuration changes what is read.
func TestForeignSettings(t *testing.T) {
	r, other := newRepository(t), newRepository(t)
	for _, repository := range []*repository{r, other} {
		repository.write("web/a.md", "1")
		repository.commit()
		repository.write("web/ä.md", "1")
		repository.commit()
		repository.commits += 5
	}
	want := read(t, filepath.Join(r.dir, "web"))
	for _, setting := range []string{
		"log.showRoot false", "log.showSignature true", "log.follow true", "log.decorate full",
		"log.date relative", "log.mailmap true", "log.diffMerges separate", "log.abbrevCommit true",
		"core.quotePath true", "core.pager false", "core.abbrev 4", "color.ui always", "color.diff always",
		"diff.relative true", "diff.renames copies", "diff.noprefix true", "diff.orderFile /dev/null",
		"diff.external false", "diff.ignoreSubmodules all",
		"format.pretty %s", "format.notes true", "i18n.logOutputEncoding UTF-16",
	} {
		name, value, _ := strings.Cut(setting, " ")
		r.git("config", name, value)
	}
	t.Setenv("GIT_DIR", filepath.Join(other.dir, ".git"))
	t.Setenv("GIT_WORK_TREE", other.dir)
	t.Setenv("GIT_INDEX_FILE", filepath.Join(other.dir, ".git", "index"))
	t.Setenv("GIT_PREFIX", "web/")
	t.Setenv("GIT_CONFIG_PARAMETERS", "'log.showroot'='false'")
	t.Setenv("GIT_TRACE", "1")
	got := read(t, filepath.Join(r.dir, "web"))
	if diff := cmp.Diff(maps.Collect(want.All()), maps.Collect(got.All())); diff != "" || len(want.files) != 2 {
		t.Errorf("other changes are read (-want +got):\n%s", diff)
	}
}

// TestMark: whatever may change the history changes the mark.
func TestMark(t *testing.T) {
	r := newRepository(t)
	r.git("config", "core.logAllRefUpdates", "false") // commits leave no trace in a reflog
	if err := os.RemoveAll(filepath.Join(r.dir, ".git")); err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{}
	look := func(what string) {
		t.Helper()
		mark := Mark(context.Background(), r.dir)
		if before, same := seen[mark]; same {
			t.Errorf("%s is not noticed: it looks like %s", what, before)
		}
		seen[mark] = what
	}
	look("no repository")
	r.git("init", "-q", "-b", "main")
	r.git("config", "core.logAllRefUpdates", "false")
	look("a repository without commits")
	r.write("a.md", "1")
	r.commit()
	look("a commit")
	r.write("a.md", "2")
	r.commit()
	look("another commit")
	same := Mark(context.Background(), r.dir)
	r.git("gc", "-q")
	if Mark(context.Background(), r.dir) != same {
		t.Error("tidying up counts as a change")
	}
	if err := os.RemoveAll(filepath.Join(r.dir, ".git")); err != nil {
		t.Fatal(err)
	}
	if mark := Mark(context.Background(), r.dir); seen[mark] != "no repository" {
		t.Errorf("a repository that has gone looks like %s", seen[mark])
	}
}

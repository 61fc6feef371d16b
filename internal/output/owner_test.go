package output

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"belfry/internal/publication"
)

func TestRefusesAFolderThatIsNotItsOwn(t *testing.T) {
	header := "belfry output list 1\n\n"
	for name, files := range map[string]tree{
		"foreign file":   {"notes.txt": "theirs"},
		"foreign folder": {"a/notes.txt": "theirs"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			put(t, dir, files)
			refused(t, publish(t, tree{"index.html": ""}), Options{Dir: dir}, dir, "not empty", "name another folder")
			wantTree(t, dir, files)
		})
	}
	for name, text := range map[string]string{
		"no list":      "hello\n",
		"empty":        "",
		"next version": "belfry output list 2\n\nindex.html\n",
		"no body":      "belfry output list 1\n",
		"cut short":    header + "a.html\nb.ht",
		"out of order": header + "b\na\n",
		"twice":        header + "a\na\n",
		"outside":      header + "../a\n",
		"absolute":     header + "/etc/passwd\n",
		"itself":       header + ".belfry\n",
		"empty line":   header + "a\n\nb\n",
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			put(t, dir, tree{ListName: text, "a": "theirs"})
			refused(t, publish(t, tree{"index.html": ""}), Options{Dir: dir}, filepath.Join(dir, ListName), "damaged")
			wantTree(t, dir, tree{"a": "theirs"})
		})
	}
}

func TestRefusesAListThatIsALink(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	mustWrite(t, elsewhere, tree{"a.html": ""})
	symlink(t, filepath.Join(elsewhere, ListName), filepath.Join(dir, ListName))
	refused(t, publish(t, nil), Options{Dir: dir}, ListName, "not a file")
}

func TestListIsReadAsItWasWritten(t *testing.T) {
	paths := list{"#a", "a b", "a/index.html", "é"}
	back, err := parseList(paths.bytes())
	if err != nil || !bytes.Equal(back.bytes(), paths.bytes()) {
		t.Errorf("read back %q (%v), want %q", back, err, paths)
	}
}

func TestRefusesPathsNoFileCanHave(t *testing.T) {
	for _, path := range []string{
		"", ".", "..", "../a", "/a", "a/", "a//b", "a/../b", "a\nb", "a\x00b",
		"\xff", ListName, ".Belfry", tempPrefix + "1", lockName, ".belfry/a",
	} {
		p, _ := publication.New([]publication.Output{{Path: path, Render: func(io.Writer) error { return nil }}}, nil, nil)
		refused(t, p, Options{Dir: t.TempDir()}, fmt.Sprintf("an output has the path %q", path))
	}
}

func TestRefusesForeignFiles(t *testing.T) {
	for name, c := range map[string]struct {
		foreign, next tree
		names         string
	}{
		"in its place":     {tree{"a.html": "theirs"}, tree{"a.html": "ours"}, "a.html"},
		"same size":        {tree{"a.html": "their"}, tree{"a.html": "ours!"}, "a.html"},
		"above it":         {tree{"a": "theirs"}, tree{"a/b/index.html": "ours"}, "a"},
		"below it":         {tree{"a/b/theirs.txt": "theirs"}, tree{"a": "ours"}, "a/b/theirs.txt"},
		"beside our files": {tree{"old/theirs.txt": "theirs"}, tree{"old": "ours"}, "old/theirs.txt"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			old := tree{"index.html": "home", "old/index.html": "old"}
			mustWrite(t, dir, old)
			put(t, dir, c.foreign)
			before := readTree(t, dir)
			refused(t, publish(t, c.next), Options{Dir: dir}, filepath.Join(dir, c.names), "move it away")
			wantTree(t, dir, before)
			wantListed(t, dir, old)
		})
	}
}

func TestAdoptsAFileThatIsRightAlready(t *testing.T) {
	dir := t.TempDir()
	mustWrite(t, dir, tree{"index.html": "home"})
	put(t, dir, tree{"a/index.html": "same"})
	next := tree{"index.html": "home", "a/index.html": "same"}
	if report := mustWrite(t, dir, next); report.Unchanged != 2 {
		t.Errorf("report %+v, want 2 unchanged", report)
	}
	wantListed(t, dir, next)
}

func TestFollowsNoLinkInsideTheFolder(t *testing.T) {
	for name, c := range map[string]struct{ link, output string }{
		"file":         {"a.html", "a.html"},
		"folder":       {"a", "a/index.html"},
		"upper folder": {"a", "a/b/c/index.html"},
	} {
		for _, target := range []string{"outside", "inside", "dangling"} {
			for _, listed := range []bool{false, true} {
				t.Run(name+" "+target, func(t *testing.T) {
					dir, outside := t.TempDir(), t.TempDir()
					put(t, outside, tree{"index.html": "theirs", "b/c/index.html": "theirs", "a.html": "theirs"})
					first := tree{"index.html": "home", "inside/index.html": "x", "inside/b/c/index.html": "y"}
					if listed {
						first[c.output] = "old"
					}
					mustWrite(t, dir, first)
					os.RemoveAll(filepath.Join(dir, c.link))
					to := map[string]string{"outside": outside, "inside": "inside", "dangling": "nowhere"}[target]
					if name == "file" {
						to = filepath.Join(to, "index.html")
					}
					symlink(t, to, filepath.Join(dir, c.link))
					before, theirs := readTree(t, dir), readTree(t, outside)
					next := tree{"index.html": "home", "inside/index.html": "x", "inside/b/c/index.html": "y", c.output: "new"}
					refused(t, publish(t, next), Options{Dir: dir}, filepath.Join(dir, c.link), "symbolic link")
					wantTree(t, dir, before)
					wantTree(t, outside, theirs)
				})
			}
		}
	}
}

func TestSweepsWhatAKilledBuildLeft(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, tree{listTemp: "belf"})
	files := tree{"index.html": "home"}
	mustWrite(t, dir, files)
	wantTree(t, dir, files)
	put(t, dir, tree{tempPrefix + "0": "torn", tempPrefix + "17": "torn"})
	mustWrite(t, dir, files)
	wantTree(t, dir, files)
	files["a/b/index.html"] = "page"
	mustWrite(t, dir, files)
	put(t, dir, tree{busyName: "", "a/b/" + tempPrefix + "1": "torn"})
	mustWrite(t, dir, files)
	wantTree(t, dir, files)
}

// TestLeftoversWithoutASign: a temporary file where none is looked for is written
// over, and what cannot be is named itself.
func TestLeftoversWithoutASign(t *testing.T) {
	for _, at := range []string{"", "a/"} {
		dir := t.TempDir()
		mustWrite(t, dir, tree{"z.html": "", "a/z.html": ""})
		alone := func(files tree) { // so that one worker, whose name is known, meets it
			if _, err := Write(t.Context(), publish(t, files), Options{Dir: dir}); err != nil {
				t.Fatal(err)
			}
		}
		stray := at + tempPrefix + "0"
		put(t, dir, tree{stray: "torn"})
		files := tree{"z.html": "", "a/z.html": "", at + "index.html": "home"}
		alone(files)
		wantTree(t, dir, files)
		if err := os.Mkdir(filepath.Join(dir, stray), 0o755); err != nil {
			t.Fatal(err)
		}
		files[at+"index.html"] = "other"
		alone(files)
		wantTree(t, dir, files)
		put(t, dir, tree{stray + "/notes.txt": "theirs"})
		before := readTree(t, dir)
		next := tree{at + "index.html": "third"}
		refused(t, publish(t, next), Options{Dir: dir},
			filepath.Join(dir, stray)+" stands where belfry writes temporary files",
			"(directory not empty): move it away")
		wantTree(t, dir, before)
		if err := os.RemoveAll(filepath.Join(dir, stray)); err != nil {
			t.Fatal(err)
		}
		alone(next)
		wantTree(t, dir, next)
	}
}

// TestLeftoversGiveWay also where their folder becomes a file.
func TestLeftoversGiveWay(t *testing.T) {
	dir := t.TempDir()
	mustWrite(t, dir, tree{"a/index.html": "page"})
	put(t, dir, tree{"a/" + tempPrefix + "1": "torn", tempPrefix + "0/notes.txt": "theirs"})
	refused(t, publish(t, tree{"a": "file"}), Options{Dir: dir},
		filepath.Join(dir, tempPrefix+"0")+" stands where belfry writes temporary files")
	if err := os.RemoveAll(filepath.Join(dir, tempPrefix+"0")); err != nil {
		t.Fatal(err)
	}
	mustWrite(t, dir, tree{"a": "file"})
	wantTree(t, dir, tree{"a": "file"})
}

func TestFilesBecomeFoldersAndBack(t *testing.T) {
	dir := t.TempDir()
	shapes := []tree{
		{"a": "file", "b/x/y.html": "1", "b/z.html": "2", "c": "same"},
		{"a/index.html": "1", "a/b/c.html": "2", "b": "file", "c": "same"},
		{"a/index.html/deep": "3", "a/b": "file", "b/x": "4", "c": "same"},
		{"a": "file", "b/x/y.html": "1", "c": "same"},
	}
	removed := []int{0, 3, 3, 3}
	for i, files := range shapes {
		report := mustWrite(t, dir, files)
		wantTree(t, dir, files)
		wantListed(t, dir, files)
		want := Report{Written: len(files), Removed: removed[i], Bytes: report.Bytes}
		if i > 0 {
			want.Written, want.Unchanged = len(files)-1, 1
		}
		if report != want {
			t.Errorf("shape %d: report %+v, want %+v", i, report, want)
		}
	}
}

// On a file system without case, About.html and about.html are one file. Hard
// links make them one here.
func TestKnowsAFileUnderAnotherCase(t *testing.T) {
	dir := t.TempDir()
	mustWrite(t, dir, tree{"About.html": "old", "Other.html": ""})
	if err := os.Link(filepath.Join(dir, "About.html"), filepath.Join(dir, "about.html")); err != nil {
		t.Skip("no hard links here:", err)
	}
	put(t, dir, tree{"other.html": "theirs"})
	f, err := openFolder(dir, dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.close()
	old, err := f.claim(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	f.folds = true
	b := &build{folder: f, old: old, next: list{"about.html"}, oldFolded: old.folded}
	for path, ours := range map[string]bool{"about.html": true, "other.html": false} {
		info, _ := f.stat(path)
		if err := b.admit(path, info); (err == nil) != ours {
			t.Errorf("%s is ours: %v, want %v", path, err == nil, ours)
		}
	}
	if err := b.removeStale(t.Context()); err != nil {
		t.Fatal(err)
	}
	wantTree(t, dir, tree{"About.html": "old", "about.html": "old", "other.html": "theirs"})
}

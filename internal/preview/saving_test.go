package preview

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// soon is how long a change may take that the system tells of. All files are
// looked at less often, so what comes sooner was told.
const soon = 3 * time.Second

const saved, savedAddress = "content/news/2025-06-10-first.md", "/news/first/"

// untilShown waits until a page has a text, and holds that it came soon.
func (v *served) untilShown(t *testing.T, address, text string) {
	t.Helper()
	started := time.Now()
	until(t, func() string {
		if a := v.get(t, address); !strings.Contains(a.body, text) {
			return "the page does not have " + text
		}
		return ""
	})
	if took := time.Since(started); took > soon {
		t.Errorf("%s was seen after %s", text, took)
	}
}

func post(title string) []byte {
	return []byte("---\ntitle: " + title + "\npublished: 2025-06-10\n---\n\nText of " + title + ".\n")
}

// A way of saving is what an editor program does with a file.
type way func(t *testing.T, file string, data []byte)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// ways are those of common programs.
var ways = map[string]way{
	"in place": func(t *testing.T, file string, data []byte) { write(t, file, data) },
	"emptied first": func(t *testing.T, file string, data []byte) { // VS Code
		must(t, os.Truncate(file, 0))
		time.Sleep(20 * time.Millisecond)
		write(t, file, data)
	},
	"in pieces": func(t *testing.T, file string, data []byte) {
		f, err := os.Create(file)
		must(t, err)
		for piece := range bytes.SplitAfterSeq(data, []byte("\n")) {
			_, err = f.Write(piece)
			must(t, err)
			time.Sleep(3 * time.Millisecond)
		}
		must(t, f.Close())
	},
	"backup, then anew": func(t *testing.T, file string, data []byte) { // vim
		probe := filepath.Join(filepath.Dir(file), "4913")
		write(t, probe, nil)
		must(t, os.Remove(probe))
		must(t, os.Rename(file, file+"~"))
		write(t, file, data)
		must(t, os.Remove(file+"~"))
	},
	"swap file beside": func(t *testing.T, file string, data []byte) { // vim
		swap := filepath.Join(filepath.Dir(file), "."+filepath.Base(file)+".swp")
		write(t, swap, []byte("swap"))
		write(t, file, data)
		must(t, os.Remove(swap))
	},
	"renamed over": func(t *testing.T, file string, data []byte) { // Kate, Sublime Text
		part := filepath.Join(filepath.Dir(file), ".part-1")
		write(t, part, data)
		must(t, os.Rename(part, file))
	},
	"renamed over, JetBrains": func(t *testing.T, file string, data []byte) {
		write(t, file+"___jb_tmp___", data)
		must(t, os.Rename(file, file+"___jb_old___"))
		must(t, os.Rename(file+"___jb_tmp___", file))
		must(t, os.Remove(file+"___jb_old___"))
	},
	"renamed over, GNOME": func(t *testing.T, file string, data []byte) {
		part := filepath.Join(filepath.Dir(file), ".goutputstream-ABCDEF")
		write(t, part, data)
		must(t, os.Rename(part, file))
	},
	"lock link beside": func(t *testing.T, file string, data []byte) { // Emacs
		link := filepath.Join(filepath.Dir(file), ".#"+filepath.Base(file))
		must(t, os.Symlink("user@host.1234:1", link))
		write(t, filepath.Join(filepath.Dir(file), "#"+filepath.Base(file)+"#"), data)
		must(t, os.Rename(file, file+"~"))
		write(t, file, data)
		must(t, os.Remove(link))
		must(t, os.Remove(filepath.Join(filepath.Dir(file), "#"+filepath.Base(file)+"#")))
	},
	"deleted, then anew": func(t *testing.T, file string, data []byte) {
		must(t, os.Remove(file))
		time.Sleep(15 * time.Millisecond)
		write(t, file, data)
	},
	"moved from elsewhere": func(t *testing.T, file string, data []byte) {
		other := filepath.Join(t.TempDir(), "file")
		write(t, other, data)
		must(t, os.Rename(other, file))
	},
	"same size and time": func(t *testing.T, file string, data []byte) { // rsync --times, cp -p
		info, err := os.Stat(file)
		must(t, err)
		write(t, file, data)
		must(t, os.Chtimes(file, info.ModTime(), info.ModTime()))
	},
}

// TestWaysOfSaving: whichever way a program saves, the page is up to date soon,
// and no mistake has been shown on the way.
func TestWaysOfSaving(t *testing.T) {
	for name, save := range ways {
		for _, poll := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, poll %v", name, poll), func(t *testing.T) {
				t.Parallel()
				v := serve(t, newSite(t), poll)
				v.untilShown(t, savedAddress, "The first text")
				slow := false // the machine has been, so that half a file stood for long
				for i := range 3 {
					title := fmt.Sprintf("Saved %d times", i)
					started := time.Now()
					save(t, filepath.Join(v.dir, saved), post(title))
					slow = slow || time.Since(started) > settling*3/4
					v.untilShown(t, savedAddress, "Text of "+title)
				}
				v.stop()
				for len(v.reports) > 0 && !slow {
					if r := <-v.reports; r.Result.Failed() || r.Err != nil {
						t.Errorf("a mistake was shown: %v %v", r.Result.Diagnostics, r.Err)
					}
				}
			})
		}
	}
}

// TestNoUpdateIsLost saves one file again and again.
func TestNoUpdateIsLost(t *testing.T) {
	v := serve(t, newSite(t), false)
	v.untilShown(t, savedAddress, "The first text")
	for i := range 500 {
		title := fmt.Sprintf("Edit %d", i)
		ways[[]string{"in place", "renamed over", "backup, then anew"}[i%3]](t, filepath.Join(v.dir, saved), post(title))
		v.untilShown(t, savedAddress, "Text of "+title+".")
	}
}

// TestFolders: folders come, go, are renamed and come again, also those that
// make up the site.
func TestFolders(t *testing.T) {
	for _, poll := range []bool{false, true} {
		t.Run(fmt.Sprintf("poll %v", poll), func(t *testing.T) {
			v := serve(t, newSite(t), poll)
			v.untilShown(t, savedAddress, "The first text")
			gone := func(address string) {
				t.Helper()
				until(t, func() string {
					if a := v.get(t, address); a.status != 404 {
						return fmt.Sprintf("%s has status %d", address, a.status)
					}
					return ""
				})
			}
			file := func(name string) string { return filepath.Join(v.dir, filepath.FromSlash(name)) }

			write(t, file("content/news/a/b/c/inner.md"), post("Inner"))
			v.untilShown(t, "/news/inner/", "Text of Inner.")
			must(t, os.Rename(file("content/news/a"), file("content/news/z")))
			write(t, file("content/news/z/b/c/inner.md"), post("Renamed"))
			v.untilShown(t, "/news/inner/", "Text of Renamed.")
			must(t, os.RemoveAll(file("content/news/z")))
			gone("/news/inner/")

			outside := filepath.Join(t.TempDir(), "moved")
			write(t, filepath.Join(outside, "deep", "moved.md"), post("Moved"))
			must(t, os.Rename(outside, file("content/news/moved")))
			v.untilShown(t, "/news/moved/", "Text of Moved.")
			write(t, file("content/news/moved/deep/moved.md"), post("Moved and edited"))
			v.untilShown(t, "/news/moved/", "Text of Moved and edited.")

			must(t, os.Rename(file("content"), file("elsewhere")))
			time.Sleep(50 * time.Millisecond)
			must(t, os.Rename(file("elsewhere"), file("content")))
			write(t, file(saved), post("After all"))
			v.untilShown(t, savedAddress, "Text of After all.")

			must(t, os.RemoveAll(file("static")))
			gone("/css/own.css")
			write(t, file("static/css/own.css"), []byte("p { color: red }\n"))
			v.untilShown(t, "/css/own.css", "color: red")
			write(t, file("templates/news.html"), []byte(`{{template "head" .Page}}<h1>Own</h1>{{template "foot" .Page}}`))
			v.untilShown(t, savedAddress, "<h1>Own</h1>")
			must(t, os.RemoveAll(file("templates")))
			v.untilShown(t, savedAddress, "Text of After all.")
		})
	}
}

// TestCheckout: thousands of files that change at once are far fewer refreshes. How many
// depends on how long git takes: each is made of what has changed since the last.
func TestCheckout(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	dir := newSite(t)
	git := func(args ...string) {
		t.Helper()
		author := []string{"-C", dir, "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"}
		c := exec.Command("git", append(author, args...)...)
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	const files = 3000
	all := func(title string) {
		for i := range files {
			write(t, filepath.Join(dir, "content", "news", fmt.Sprint(i%20), fmt.Sprintf("item-%d.md", i)), post(title))
		}
		git("add", ".")
		git("commit", "-q", "-m", title)
	}
	git("init", "-q", "-b", "one")
	all("One")
	git("checkout", "-q", "-b", "two")
	all("Two")
	v := serve(t, dir, false)
	v.untilShown(t, "/news/item-2999/", "Text of Two.")
	before := len(v.reports)
	git("checkout", "-q", "one")
	v.untilShown(t, "/news/item-2999/", "Text of One.")
	v.untilBuilt(t, nil)
	if n := len(v.reports) - before; n > files/150 {
		t.Errorf("a checkout of %d files was %d refreshes", files, n)
	} else {
		t.Logf("%d files, %d refreshes", files, n)
	}
}

// TestLinkedFolder: a folder of the site may be a link to one elsewhere.
func TestLinkedFolder(t *testing.T) {
	dir, elsewhere := newSite(t), t.TempDir()
	must(t, os.Rename(filepath.Join(dir, "content"), filepath.Join(elsewhere, "content")))
	if err := os.Symlink(filepath.Join(elsewhere, "content"), filepath.Join(dir, "content")); err != nil {
		t.Skip(err)
	}
	v := serve(t, dir, false)
	v.untilShown(t, savedAddress, "The first text")
	write(t, filepath.Join(dir, saved), post("Linked"))
	v.untilShown(t, savedAddress, "Text of Linked.")
}

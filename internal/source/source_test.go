package source

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
)

func write(t *testing.T, root, name string, size int) {
	t.Helper()
	file := filepath.Join(root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, make([]byte, size), 0o644); err != nil {
		t.Fatal(err)
	}
}

func scan(t *testing.T, root string) *Tree {
	t.Helper()
	tree, err := Scan(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func TestScan(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{
		"content/news/b.md", "content/news-old.md", "content/news/2024/a.md", "content/site.yaml", "static/css/site.css",
		"other/c.md", "content/.git/config", "content/news/b.md~", "contents/d.md",
		"static/.nojekyll", "static/.well-known/security.txt", "static/.git/config", "static/css/.DS_Store",
	} {
		write(t, root, name, 1)
	}
	tree := scan(t, root)
	for dir, want := range map[string][]string{
		"content":      {"content/news-old.md", "content/news/2024/a.md", "content/news/b.md", "content/site.yaml"},
		"content/news": {"content/news/2024/a.md", "content/news/b.md"},
		"static":       {"static/.nojekyll", "static/.well-known/security.txt", "static/css/site.css"},
		"templates":    {},
		"other":        {},
	} {
		if got := tree.Files(dir); !slices.Equal(got, want) {
			t.Errorf("%s has %v, want %v", dir, got, want)
		}
	}
	if !tree.Has("content/site.yaml") || tree.Has("content/news") || tree.Has("other/c.md") {
		t.Error("Has does not tell the site's files from others")
	}
}

func TestScanOfNoFolder(t *testing.T) {
	if tree := scan(t, filepath.Join(t.TempDir(), "nowhere")); len(tree.Files("content")) > 0 {
		t.Error("there are files in a folder that does not exist")
	}
}

func TestScanRefusesFileForFolder(t *testing.T) {
	root := t.TempDir()
	write(t, root, "content", 1)
	if _, err := Scan(t.Context(), root); err == nil {
		t.Error("a file called content is taken for the folder")
	}
}

func TestLinksAreNotFollowed(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need a privilege there")
	}
	root := t.TempDir()
	write(t, root, "content/news/a.md", 1)
	write(t, root, "secret/b.md", 1)
	for link, target := range map[string]string{
		"content/z": "../secret", "content/b.md": "../secret/b.md", "content/self": ".",
	} {
		if err := os.Symlink(target, filepath.Join(root, link)); err != nil {
			t.Fatal(err)
		}
	}
	tree := scan(t, root)
	if want := []string{"content/b.md", "content/self", "content/z"}; !slices.Equal(tree.Links(), want) {
		t.Errorf("the links are %v, want %v", tree.Links(), want)
	}
	if want := []string{"content/news/a.md"}; !slices.Equal(tree.Files("content"), want) {
		t.Errorf("the files are %v, want %v", tree.Files("content"), want)
	}
}

func TestReadTextIsBounded(t *testing.T) {
	root := t.TempDir()
	write(t, root, "content/largest.md", MaxFileSize)
	write(t, root, "content/larger.md", MaxFileSize+1)
	write(t, root, "content/empty.md", 0)
	tree := scan(t, root)
	for name, want := range map[string]int{"content/largest.md": MaxFileSize, "content/empty.md": 0} {
		if data, err := tree.ReadText(name); err != nil || len(data) != want {
			t.Errorf("%s: read %d bytes, %v", name, len(data), err)
		}
	}
	var large *TooLargeError
	if _, err := tree.ReadText("content/larger.md"); !errors.As(err, &large) || large.Size != MaxFileSize+1 {
		t.Errorf("a file over the bound gives %v", err)
	}
}

func TestIgnored(t *testing.T) {
	for _, name := range []string{
		".git", ".DS_Store", ".#a.md", ".a.md.swp", "a.md~", "#a.md#", "4913", "a.md___jb_tmp___", "a.swp", "a.md.tmp",
		"a.crdownload", "a.md.orig", "Thumbs.db", "desktop.ini", "~$agenda.docx",
	} {
		if !Ignored(name) {
			t.Errorf("%s is not ignored", name)
		}
	}
	for _, name := range []string{
		".git", ".gitignore", ".DS_Store", "._photo.jpg", ".#a.css", ".a.css.swp",
		".a.css.swn", ".a.css.kate-swp", ".~lock.a.odt#", ".idea", ".vscode",
		".svn", ".nfs0000a1", ".fuse_hidden0001", ".goutputstream-X1", ".editorconfig",
		"a.css~", "4913", "a.css___jb_tmp___", "Thumbs.db", "a.pdf.part",
	} {
		if !Ignored("static/folder/" + name) {
			t.Errorf("%s is not ignored in static", name)
		}
	}
	for _, name := range []string{
		".well-known", ".nojekyll", ".htaccess", ".htpasswd", ".domains", ".icon.svg", "...", ".swp.txt",
	} {
		if Ignored("static/"+name) || !Ignored("content/"+name) || !Ignored("templates/"+name) {
			t.Errorf("%s is ignored in static, or not ignored elsewhere", name)
		}
	}
	for name, want := range map[string]bool{
		"static": true, "static/.well-known/security.txt": true, "content": true,
		"static/.git/config": false, "static/.well-known/.git/config": false, "static/a/.DS_Store": false,
		"content/.well-known/a.md": false, "other/a": false, ".well-known/a": false,
	} {
		if InSite(name) != want {
			t.Errorf("%s in the site: %v", name, !want)
		}
	}
	for _, name := range []string{"a.md", "49130", "#a.md", "a#", "~a.md", "temp", "swp.md", "original.md"} {
		if Ignored(name) {
			t.Errorf("%s is ignored", name)
		}
	}
}

package source

import (
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// strayFolders are what other programs, or people, call folders of texts that
// lie inside content/ here.
var strayFolders = []string{
	"_events", "_posts", "articles", "blog", "events", "members", "news", "pages", "partners", "post", "posts",
}

// Strays returns the folders and files at the top of the site's folder that
// look like content, in order: nothing there is read. A folder that cannot be
// looked into is none of them.
func Strays(root string) (folders, texts []string) {
	entries, err := os.ReadDir(root)
	if err != nil {
		return nil, nil
	}
	for _, e := range entries {
		switch name := e.Name(); {
		case e.IsDir() && slices.Contains(strayFolders, name) && hasTexts(filepath.Join(root, name)):
			folders = append(folders, name)
		case e.Type().IsRegular() && strings.HasSuffix(name, ".md") && !Ignored(name) && hasFields(filepath.Join(root, name)):
			texts = append(texts, name)
		}
	}
	return folders, texts
}

// LeftOut returns the files and folders of static/ that are not copied because
// programs leave such behind, in order of their paths. Hidden ones, which nobody
// means to publish, are not among them.
func LeftOut(root string) []string {
	var names []string
	var look func(dir string)
	look = func(dir string) {
		entries, _ := os.ReadDir(filepath.Join(root, filepath.FromSlash(dir))) // a snapshot says that it cannot be read
		for _, e := range entries {
			switch name := path.Join(dir, e.Name()); {
			case Ignored(name) && !strings.HasPrefix(e.Name(), "."):
				names = append(names, name)
			case e.IsDir() && !Ignored(name):
				look(name)
			}
		}
	}
	look(StaticDir)
	slices.Sort(names)
	return names
}

func hasTexts(dir string) bool {
	entries, _ := os.ReadDir(dir)
	return slices.ContainsFunc(entries, func(e os.DirEntry) bool { return strings.HasSuffix(e.Name(), ".md") })
}

// HasFields reports whether a file of the snapshot begins with front matter.
func (t *Tree) HasFields(name string) bool { return hasFields(t.path(name)) }

// hasFields reports whether a file begins with front matter, as a README does not.
func hasFields(file string) bool {
	f, err := os.Open(file)
	if err != nil {
		return false
	}
	defer f.Close()
	first := make([]byte, len("---\n"))
	n, _ := io.ReadFull(f, first)
	return strings.HasPrefix(string(first[:n]), "---")
}

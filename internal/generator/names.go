package generator

import (
	"path"

	"belfry/internal/content"
	"belfry/internal/source"
)

// fileNames are the paths of the files of the content folder, but for site.yaml: those
// of texts, and of all others.
type fileNames struct {
	tree          *source.Tree
	texts, others []string
	// translations are the texts that others are the originals of, in a site in some
	// languages.
	translations map[string]bool
	languages    []string
}

func namesIn(t *source.Tree, languages []string) fileNames {
	n := fileNames{tree: t, languages: languages}
	for _, file := range t.Files(source.ContentDir) {
		switch {
		case path.Ext(file) == ".md":
			n.texts = append(n.texts, file)
		case file != content.ConfigFile:
			n.others = append(n.others, file)
		}
	}
	n.translations = content.Translations(n.texts, languages)
	return n
}

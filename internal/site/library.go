package site

import (
	"maps"
	"path"
	"slices"
	"sync"

	"belfry/internal/address"
	"belfry/internal/content"
	"belfry/internal/diag"
	"belfry/internal/memo"

	"golang.org/x/text/unicode/norm"
)

// A library is the files that texts may refer to, put in order to find which one
// was meant. Each order is made for the first who asks.
type library struct {
	all, static func() *paths
	// composedFiles and composedTexts are those that have accents, by their composed form.
	composedFiles, composedTexts func() map[string]string
	// isText has the paths of all texts, of all languages, published or not.
	isText    func() map[string]bool
	addresses func() map[address.Path]string // files by the addresses that they have, or would have
	newsYears func() map[string]bool
	headings  *memo.Memo[*content.Document, *diag.Words]
}

func newLibrary(in Input) library {
	names := sync.OnceValue(func() []string { return slices.Sorted(maps.Keys(in.Files)) })
	isText := sync.OnceValue(func() map[string]bool { return pathsOf(in.Documents) })
	return library{
		all:           sync.OnceValue(func() *paths { return newPaths(names()) }),
		static:        sync.OnceValue(func() *paths { return newPaths(in.Static) }),
		composedFiles: sync.OnceValue(func() map[string]string { return composed(names()) }),
		composedTexts: sync.OnceValue(func() map[string]string { return composed(slices.Sorted(maps.Keys(isText()))) }),
		isText:        isText,
		addresses:     sync.OnceValue(func() map[address.Path]string { return mediaAddresses(in.Files) }),
		newsYears:     sync.OnceValue(func() map[string]bool { return newsYears(in.Documents) }),
		headings:      &memo.Memo[*content.Document, *diag.Words]{},
	}
}

// paths are files among which the one is looked for that was meant.
type paths struct {
	beside map[string]func() *diag.Words // the names of files, by their folder
	first  map[string]string             // the first path, by its name in small letters
}

func newPaths(sorted []string) *paths {
	p := &paths{beside: map[string]func() *diag.Words{}, first: make(map[string]string, len(sorted))}
	folders := map[string][]string{}
	for _, file := range sorted {
		folder, name := path.Dir(file), path.Base(file)
		folders[folder] = append(folders[folder], name)
		if key := anyCase(name); p.first[key] == "" && name != "index.md" {
			p.first[key] = file
		}
	}
	for folder, names := range folders {
		p.beside[folder] = sync.OnceValue(func() *diag.Words { return diag.NewWords(names) })
	}
	return p
}

// nearest finds the file that was meant: one with nearly the same name in the
// same folder, or with the same name elsewhere.
func (p *paths) nearest(name string) (string, bool) {
	folder, base := path.Dir(name), path.Base(name)
	if beside := p.beside[folder]; beside != nil {
		if near, ok := beside().Nearest(base); ok {
			return path.Join(folder, near), true
		}
	}
	file, ok := p.first[anyCase(base)]
	return file, ok
}

func pathsOf(documents []*content.Document) map[string]bool {
	set := make(map[string]bool, len(documents))
	for _, d := range documents {
		set[d.Path] = true
	}
	return set
}

// composed returns those of sorted paths that have accents, the first of each
// composed form, by it.
func composed(sorted []string) map[string]string {
	all := map[string]string{}
	for _, file := range sorted {
		if isASCII(file) {
			continue
		}
		if key := norm.NFC.String(file); all[key] == "" {
			all[key] = file
		}
	}
	return all
}

// mediaAddresses returns the files that can be published, the first of each
// address, by it.
func mediaAddresses(files map[string]File) map[address.Path]string {
	all := map[address.Path]string{}
	for name, f := range files {
		if f.Unfit != nil {
			continue
		}
		at := mediaAddress(name, f)
		if first := all[at]; first == "" || name < first {
			all[at] = name
		}
	}
	return all
}

// headingsOf returns the places of a text that links may lead to.
func (l *library) headingsOf(d *content.Document) *diag.Words {
	return l.headings.Of(d, func() *diag.Words { return diag.NewWords(d.Anchors()) })
}

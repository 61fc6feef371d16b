package site

import (
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"belfry/internal/address"
	"belfry/internal/content"
	"belfry/internal/diag"

	"golang.org/x/text/unicode/norm"
)

// Known is what references can lead to, put in order to find what one was meant
// for that leads to nothing. Each part is made for the first who asks, when all
// of it is there: most sites need none, and thousands of mistakes cost no more
// than one does.
type known struct {
	topics, series, events           func() *lexicon
	members, partners, organisations func() *lexicon
	files, static, texts             func() *paths
	// documents are the paths of all texts, published or not.
	documents func() map[string]bool
	// composed are the paths of files and of texts that have accents, by their
	// composed form.
	composedFiles, composedTexts func() map[string]string
	media                        func() map[address.Path]string // files by the addresses that they have, or would have
	newsYears                    func() map[string]bool
	anchors                      *sync.Map // *diag.Words by the *content.Document that has these headings
}

func (b *builder) newKnown() known {
	organisation := func(o *Organisation) string { return o.Title }
	term := func(t *Term) string { return t.Name }
	return known{
		topics:   sync.OnceValue(func() *lexicon { return newLexicon(b.topics, term) }),
		series:   sync.OnceValue(func() *lexicon { return newLexicon(b.series, term) }),
		events:   sync.OnceValue(func() *lexicon { return newLexicon(b.events, nil) }),
		members:  sync.OnceValue(func() *lexicon { return newLexicon(b.members, organisation) }),
		partners: sync.OnceValue(func() *lexicon { return newLexicon(b.partners, organisation) }),
		organisations: sync.OnceValue(func() *lexicon {
			all := maps.Clone(b.members)
			maps.Copy(all, b.partners)
			return newLexicon(all, nil)
		}),
		files:         sync.OnceValue(func() *paths { return newPaths(slices.Sorted(maps.Keys(b.in.Files))) }),
		static:        sync.OnceValue(func() *paths { return newPaths(b.in.Static) }),
		texts:         sync.OnceValue(func() *paths { return newPaths(slices.Sorted(maps.Keys(b.entries))) }),
		documents:     sync.OnceValue(func() map[string]bool { return pathsOf(b.in.Documents) }),
		composedFiles: sync.OnceValue(func() map[string]string { return composed(slices.Sorted(maps.Keys(b.in.Files))) }),
		composedTexts: sync.OnceValue(func() map[string]string { return composed(slices.Sorted(maps.Keys(b.known.documents()))) }),
		media:         sync.OnceValue(func() map[address.Path]string { return mediaAddresses(b.in.Files) }),
		newsYears:     sync.OnceValue(func() map[string]bool { return newsYears(b.in.Documents) }),
		anchors:       &sync.Map{},
	}
}

// A lexicon holds things that have a name, and may have a title.
type lexicon struct {
	names   []string // in order
	words   *diag.Words
	byTitle map[string]string // the first name, by the title in small letters
}

func newLexicon[T any](all map[string]*T, title func(*T) string) *lexicon {
	n := &lexicon{names: slices.Sorted(maps.Keys(all)), byTitle: map[string]string{}}
	n.words = diag.NewWords(n.names)
	if title == nil {
		return n
	}
	for _, name := range n.names {
		if key := anyCase(title(all[name])); n.byTitle[key] == "" {
			n.byTitle[key] = name
		}
	}
	return n
}

// called returns the name of what has a title, in whatever case, or "".
func (n *lexicon) called(title string) string { return n.byTitle[anyCase(title)] }

// anyCase returns what is equal for texts that differ in case alone.
func anyCase(s string) string { return strings.ToLower(strings.ToUpper(s)) }

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

// anchorsOf returns the headings of a text.
func (k *known) anchorsOf(d *content.Document) *diag.Words {
	if words, made := k.anchors.Load(d); made {
		return words.(*diag.Words)
	}
	words, _ := k.anchors.LoadOrStore(d, diag.NewWords(d.Body.Anchors()))
	return words.(*diag.Words)
}

package generator

import (
	"slices"
	"strings"

	"belfry/internal/source"
)

// inputs are the files that something was made of, in the order of their paths.
type inputs []input

// An input is a file as it was when it was read.
type input struct {
	path string
	source.Fingerprint
}

// Equal reports whether two lists are of the same files, with the same bytes and
// written at the same time.
func (in inputs) Equal(other inputs) bool {
	return slices.EqualFunc(in, other, func(a, b input) bool {
		return a.path == b.path && a.Fingerprint.Equal(b.Fingerprint)
	})
}

func (in input) sameBytes(other input) bool {
	return in.path == other.path && in.Digest == other.Digest
}

// at returns the fingerprint of a file, the zero one where it is not in the list.
func (in inputs) at(path string) source.Fingerprint {
	if i, found := in.find(path); found {
		return in[i].Fingerprint
	}
	return source.Fingerprint{}
}

func (in inputs) find(path string) (int, bool) {
	return slices.BinarySearchFunc(in, path, func(a input, path string) int { return strings.Compare(a.path, path) })
}

// knownBy returns the fingerprint of a file of which nothing counts but what is
// said of it.
func knownBy(words ...string) source.Fingerprint {
	return source.Fingerprint{Digest: source.DigestOf([]byte(strings.Join(words, "\n")))}
}

// inputs returns all files that a result is made of.
func (g *Generator) inputs() [5]inputs {
	return [...]inputs{{g.config.input}, g.texts.files, g.media.files, g.pictures.files, g.appearance.own}
}

// A view is what was read, but for the files of stores, which change in their place.
type view struct {
	tree   *source.Tree
	config source.Fingerprint
	own    inputs
}

// seen returns what has been read.
func (g *Generator) seen() view { return view{g.tree, g.config.Fingerprint, g.appearance.own} }

// Equal reports whether nothing that was read has changed.
func (v view) Equal(other view) bool {
	return v.tree.Equal(other.tree) && v.config.Equal(other.config) && v.own.Equal(other.own)
}

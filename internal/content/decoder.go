package content

import (
	"belfry/internal/diag"
	"belfry/internal/frontmatter"
)

// A decoder reads the fields of content files. Its methods are readers of what
// such fields hold, beyond those of package frontmatter.
type decoder struct {
	frontmatter.Decoder
	zones func() *diag.Words // the names of time zones
	// misread are the dates and times that are still to be reported.
	misread []misread
}

func newDecoder(file string, zones func() *diag.Words) *decoder {
	return &decoder{Decoder: frontmatter.Decoder{File: file, Foreign: foreign}, zones: zones}
}

type (
	node = frontmatter.Node

	field[T any]  = frontmatter.Field[*decoder, T]
	fields[T any] = frontmatter.Fields[*decoder, T]
)

// of makes a field that holds what fields of its name do.
func of[T, V any](name string, read func(*decoder, *node) V, at func(*T) *V) field[T] {
	return frontmatter.Of(name, read, at).Within(boundOf(name))
}

// line makes a field whose value is one line of text.
func line[T any](name string, at func(*T) *string) field[T] {
	return of(name, (*decoder).Text, at).Prose()
}

// groups makes a field whose value is a list of groups of the fields fs.
func groups[T, V any](name string, fs fields[V], at func(*T) *[]V) field[T] {
	return frontmatter.GroupsOf(name, fs, at).Within(boundOf(name))
}

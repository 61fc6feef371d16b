package publication

import (
	"strings"

	"belfry/internal/address"
)

// A Family is the outputs of many entries of one kind, whose paths are the name of
// the entry between two texts: "news/" NAME "/index.html". None of them is there
// before somebody asks for it, so that a site of any size has as few as a small one.
//
// All names are plain (address.IsPlain), and each stands in the family once.
type Family struct {
	// Folder is that of all, and not the top. Suffix begins with a slash or a dot, and
	// has no other slash.
	Folder    address.Path
	Suffix    string
	Stage     Stage
	MediaType string
	// Len is how many outputs there are.
	Len int
	// Name returns the name of the i-th entry, and Make its output but for what the
	// family says.
	Name func(i int) string
	Make func(i int) Output
	// Find returns the output of the entry with a name; false where there is none.
	Find func(name string) (Output, bool)
}

// path returns the path of the output of the entry with a name.
func (f *Family) path(name string) string { return f.prefix() + name + f.Suffix }

// prefix returns what all paths begin with.
func (f *Family) prefix() string { return strings.TrimPrefix(string(f.Folder), "/") }

// at returns the i-th output.
func (f *Family) at(i int) *Output {
	o := f.Make(i)
	return f.complete(&o, f.Name(i))
}

// lookup returns the output at path, or nil.
func (f *Family) lookup(path string) *Output {
	name, in := f.nameIn(path)
	if !in {
		return nil
	}
	o, found := f.Find(name)
	if !found {
		return nil
	}
	return f.complete(&o, name)
}

// complete adds to an output what the family says of all.
func (f *Family) complete(o *Output, name string) *Output {
	o.Path, o.Stage, o.MediaType = f.path(name), f.Stage, f.MediaType
	return o
}

// nameIn returns the name that path would have in the family.
func (f *Family) nameIn(path string) (name string, is bool) {
	rest, begins := strings.CutPrefix(path, f.prefix())
	name, ends := strings.CutSuffix(rest, f.Suffix)
	return name, begins && ends && address.IsPlain(name)
}

// meets reports whether an output of the family is at path, as Fold has it, or in a
// folder of that name, or is a file where path has a folder.
func (f *Family) meets(path string) bool {
	prefix := f.prefix()
	switch {
	case f.Len == 0, !strings.HasPrefix(path, prefix) && !strings.HasPrefix(prefix, path):
		return false
	case strings.HasPrefix(prefix, path+"/"), f.lookup(path) != nil, f.lookup(path+f.Suffix) != nil:
		return true
	}
	for i := strings.LastIndexByte(path, '/'); i > len(prefix); i = strings.LastIndexByte(path[:i], '/') {
		if f.lookup(path[:i]) != nil {
			return true
		}
	}
	return false
}

// Entries are those of one kind, of which families are made.
type Entries[V any] struct {
	List []*V
	Name func(*V) string
	// Named returns the one of the list with a name, or nil.
	Named func(name string) *V
	// Plain says that all names are.
	Plain bool
}

// Family returns the family f of what output makes of each entry, and the outputs of
// those whose names are not plain.
func (e Entries[V]) Family(f Family, output func(*V) Output) (Family, []Output) {
	list, others := e.List, []Output(nil)
	if !e.Plain {
		list = make([]*V, 0, len(e.List))
		for _, v := range e.List {
			if address.IsPlain(e.Name(v)) {
				list = append(list, v)
				continue
			}
			o := output(v)
			others = append(others, *f.complete(&o, e.Name(v)))
		}
	}
	f.Len = len(list)
	f.Name = func(i int) string { return e.Name(list[i]) }
	f.Make = func(i int) Output { return output(list[i]) }
	f.Find = func(name string) (Output, bool) {
		v := e.Named(name)
		if v == nil {
			return Output{}, false
		}
		return output(v), true
	}
	return f, others
}

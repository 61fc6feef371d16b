package publication

import (
	"strings"
	"sync"
)

// A Part is all outputs in one folder at the top, which are not there before somebody
// asks for one of them. None of them collides with another.
type Part struct {
	// Folder has no slash, and is plain (address.IsPlain).
	Folder string
	Make   func() ([]Output, []Family)
	made   func() *Publication
}

// begun returns the parts with what makes each of them once.
func begun(parts []Part) []Part {
	all := make([]Part, len(parts))
	for i, part := range parts {
		part.made = sync.OnceValue(func() *Publication {
			outputs, families := part.Make()
			p, _ := index(outputs)
			p.families = families
			return p
		})
		all[i] = part
	}
	return all
}

// partWith returns the part in whose folder path lies, or nil.
func (p *Publication) partWith(path string) *Part {
	folder, _, _ := strings.Cut(path, "/")
	for i := range p.parts {
		if p.parts[i].Folder == folder {
			return &p.parts[i]
		}
	}
	return nil
}

// meetParts reports whether an output that is in no part may collide with one of a part.
func (p *Publication) meetParts() bool {
	if len(p.parts) == 0 {
		return false
	}
	for i := range p.held {
		if p.partWith(Fold(p.held[i].Path)) != nil {
			return true
		}
	}
	for i := range p.families {
		if p.partWith(p.families[i].prefix()) != nil {
			return true
		}
	}
	return false
}

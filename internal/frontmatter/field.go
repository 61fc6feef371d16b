package frontmatter

// A Field says how one key of a kind of file, or of a group, is read into a T by
// the readers of D. It is made by Of and GroupsOf.
type Field[D AnyDecoder, T any] struct {
	name     string
	required bool
	hinted   bool
	prose    bool
	listed   bool     // its value is a list of groups
	holds    []string // the fields of the group, or groups, that it has
	bound    *Bound
	meaning  string
	example  string
	read     func(D, *T, *Node)
}

// Fields are all the keys that a kind of file, or a group, has: at most 64.
type Fields[D AnyDecoder, T any] []Field[D, T]

// Of makes a field whose value is read by read and kept at the place at gives.
func Of[D AnyDecoder, T, V any](name string, read func(D, *Node) V, at func(*T) *V) Field[D, T] {
	return Field[D, T]{name: name, read: func(d D, t *T, n *Node) { *at(t) = read(d, n) }}
}

// GroupsOf makes a field whose value is a list of groups, each with the fields fs.
func GroupsOf[D AnyDecoder, T, V any](name string, fs Fields[D, V], at func(*T) *[]V) Field[D, T] {
	f := Of(name, groups(fs), at).Holding(fs.Names())
	f.listed = true
	return f
}

// Required makes f one that is reported where it is missing.
func (f Field[D, T]) Required() Field[D, T] {
	f.required = true
	return f
}

// Hinted makes f one that hints write, as they do required ones, though others
// report it where it is missing.
func (f Field[D, T]) Hinted() Field[D, T] {
	f.hinted = true
	return f
}

// Prose makes f one whose value is a line of text: no word that somebody wrote
// may vanish from it.
func (f Field[D, T]) Prose() Field[D, T] {
	f.prose = true
	return f
}

// Holding notes the fields of the group that f has. One that is not indented is
// then known.
func (f Field[D, T]) Holding(names []string) Field[D, T] {
	f.holds = names
	return f
}

// Within makes f one whose values are bound.
func (f Field[D, T]) Within(b Bound) Field[D, T] {
	f.bound = &b
	return f
}

// Says notes what f means, in the words of those who write it, and an example of its
// value as it is written: the guide to all fields is made of that.
func (f Field[D, T]) Says(meaning, example string) Field[D, T] {
	f.meaning, f.example = meaning, example
	return f
}

// A Description is what there is to say of a field to those who write it.
type Description struct {
	Name             string
	Required         bool
	Meaning, Example string
}

// Describe returns the descriptions of all fields, in the order of the table.
func (fs Fields[D, T]) Describe() []Description {
	all := make([]Description, len(fs))
	for i, f := range fs {
		all[i] = Description{f.name, f.required || f.hinted, f.meaning, f.example}
	}
	return all
}

// mostExplained is up to how many unknown keys of one group are explained: for
// that the whole of it is looked at.
const mostExplained = 50

// Decode reads the group root. It returns nil where there is none.
func Decode[D AnyDecoder, T any](d D, fs Fields[D, T], root *Node) *T {
	if root == nil {
		return nil
	}
	b, value := d.base(), new(T)
	var seen, reported uint64 // of fs, by index
	unknown := 0
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, n := root.Content[i], Follow(root.Content[i+1])
		at := fs.find(key.Value)
		switch {
		case at < 0 && unknown == mostExplained:
			b.ReportAt(key, "unknown-key", noField(key), "")
		case at < 0:
			unknown++
			near, keys := fs.reportUnknown(b, root, i)
			if i += 2 * (keys - 1); near >= 0 {
				reported |= 1 << near
			}
		case seen&(1<<at) != 0:
			b.ReportAt(key, "repeated-key", key.Value+" is given twice", "keep one of them")
		case Given(n), fs[at].prose && IsNull(n) && n.Value != "":
			seen |= 1 << at
			if f := &fs[at]; b.fits(f.name, f.prose, f.bound, n) {
				f.read(d, value, n)
			}
		case b.Commented(n, fs[at].prose, fs[at].required):
			reported |= 1 << at
		case fs[at].required:
			b.ReportAt(key, "missing-field", "the field "+key.Value+" is empty", "write it after the colon")
			reported |= 1 << at
		}
	}
	for i := range fs {
		if fs[i].required && (seen|reported)&(1<<i) == 0 {
			b.ReportMissing(root, fs[i].name)
		}
	}
	return value
}

// reportUnknown says what the i-th part of root, a key that there is not, was
// meant for: the field near, which is negative where that is not known. It may be
// one of several keys that are one mistake.
func (fs Fields[D, T]) reportUnknown(d *Decoder, root *Node, i int) (near, keys int) {
	isField := func(name string) bool { return fs.find(name) >= 0 }
	if rest := d.commaInBraces(root, i, isField); rest > 0 {
		return -1, rest
	}
	key := UnknownKey{Group: root, Key: root.Content[i], Value: root.Content[i+1], Known: fs.Names()}
	if name := key.ordinary(); name != "" {
		d.ReportAt(key.Key, "unknown-key", "the name of this field has a no-break space in it", d.typedAnew(key.Key))
		return fs.find(name), 1
	}
	if holder := fs.holder(root, i); holder != nil {
		d.reportNotIndented(key.Key, holder.name, holder.listed)
		return -1, 1
	}
	return fs.find(d.reportUnknownKey(key)), 1
}

func (fs Fields[D, T]) find(name string) int {
	for i := range fs {
		if fs[i].name == name {
			return i
		}
	}
	return -1
}

// Names returns the names of the fields.
func (fs Fields[D, T]) Names() []string {
	names := make([]string, len(fs))
	for i := range fs {
		names[i] = fs[i].name
	}
	return names
}

// needed returns the fields that a group cannot do without.
func (fs Fields[D, T]) needed() []string {
	var names []string
	for i := range fs {
		if fs[i].required || fs[i].hinted {
			names = append(names, fs[i].name)
		}
	}
	return names
}

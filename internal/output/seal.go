package output

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"time"

	"belfry/internal/files"
	"belfry/internal/source"
)

// A Seal says how a build found the outputs that stood already, so that the next build
// of the same bytes need not look into the files that nobody has touched. It is kept
// apart from the output folder, and is only as good as Of is: two publications with one
// Of have the same bytes at all times from From until before Until.
type Seal struct {
	Of          source.Digest
	From, Until time.Time
	Said        string   // what there was to say of the publication; not looked at here
	whole       bool     // whether it is of all files that the build has left
	files       []sealed // in the order of their paths
}

// A sealed file is one as the system described it. Times are in nanoseconds since 1970.
type sealed struct {
	path                    string
	size, modified, changed int64
}

func sealOf(path string, info fs.FileInfo) sealed {
	return sealed{path, info.Size(), info.ModTime().UnixNano(), files.Changed(info)}
}

func (f sealed) compare(path string) int { return strings.Compare(f.path, path) }
func (f sealed) order(other sealed) int  { return f.compare(other.path) }

// isSettled reports whether the file was last changed before what a build that began at
// an instant has read of it. One that was changed just before may be changed again within
// the same tick of the clock, and look the same. Where the system does not say when
// anything of a file was changed, nothing is known: all else can be set.
func (f sealed) isSettled(began time.Time) bool {
	return f.changed != 0 && max(f.modified, f.changed) < began.Add(-granularity).UnixNano()
}

// granularity is how finely all file systems tell times.
const granularity = 2 * time.Second

// Holds reports whether the seal is of a publication, at an instant.
func (s *Seal) Holds(of source.Digest, now time.Time) bool {
	return s != nil && s.Of == of && s.HoldsAt(now)
}

// HoldsAt reports whether what a seal is of is, at an instant, what it was.
func (s *Seal) HoldsAt(now time.Time) bool {
	return !now.Before(s.From) && now.Before(s.Until)
}

// Same reports whether two seals say the same, as long as both hold.
func (s *Seal) Same(other *Seal) bool {
	return other != nil && s.Of == other.Of && s.Until.Equal(other.Until) && s.Said == other.Said &&
		s.whole == other.whole && slices.Equal(s.files, other.files)
}

// has reports whether the file at path is as it was found.
func (s *Seal) has(path string, info fs.FileInfo) bool {
	if s == nil {
		return false
	}
	i, found := slices.BinarySearchFunc(s.files, path, sealed.compare)
	return found && s.files[i] == sealOf(path, info)
}

// newSeal returns the seal of the settled ones of the files that a build has found which
// began at an instant and has left a number of files.
func newSeal(found []sealed, began time.Time, left int) *Seal {
	s := &Seal{}
	for _, f := range found {
		if f.isSettled(began) {
			s.files = append(s.files, f)
		}
	}
	s.whole = len(s.files) == left
	slices.SortFunc(s.files, sealed.order)
	return s
}

// The lines of a seal: what it is, what it is of, what was said, and each file; then the
// digest of these.
const (
	sealFirst = "belfry seal 2\n"
	sealOfAll = "%x %d %d %t\n"
	sealLine  = "%d %d %d %s\n"
)

// Bytes returns the seal as bytes, which end in their digest.
func (s *Seal) Bytes() []byte {
	data := fmt.Appendf([]byte(sealFirst), sealOfAll, s.Of[:], s.From.UnixNano(), s.Until.UnixNano(), s.whole)
	data = append(strconv.AppendQuote(data, s.Said), '\n')
	for _, f := range s.files {
		data = fmt.Appendf(data, sealLine, f.size, f.modified, f.changed, f.path)
	}
	return append(data, source.DigestOf(data).String()...)
}

// ParseSeal returns the seal that bytes are; nil where they are none.
func ParseSeal(data []byte) *Seal {
	end := len(data) - len(source.Digest{}.String())
	if end < 0 || source.DigestOf(data[:end]).String() != string(data[end:]) {
		return nil
	}
	text, is := strings.CutPrefix(string(data[:end]), sealFirst)
	first, rest, _ := strings.Cut(text, "\n")
	said, rest, _ := strings.Cut(rest, "\n")
	s := &Seal{}
	var of []byte
	var from, until int64
	_, err := fmt.Sscanf(first+"\n", sealOfAll, &of, &from, &until, &s.whole)
	if !is || err != nil || len(of) != len(s.Of) {
		return nil
	}
	if s.Said, err = strconv.Unquote(said); err != nil {
		return nil
	}
	s.Of, s.From, s.Until = source.Digest(of), time.Unix(0, from), time.Unix(0, until)
	for line := range strings.Lines(rest) {
		f, ok := parseSealed(strings.TrimSuffix(line, "\n"))
		if !ok {
			return nil
		}
		s.files = append(s.files, f)
	}
	if !slices.IsSortedFunc(s.files, sealed.order) {
		return nil
	}
	return s
}

// parseSealed reads the line of a file.
func parseSealed(line string) (f sealed, ok bool) {
	for _, n := range [...]*int64{&f.size, &f.modified, &f.changed} {
		var number string
		number, line, _ = strings.Cut(line, " ")
		var err error
		if *n, err = strconv.ParseInt(number, 10, 64); err != nil {
			return f, false
		}
	}
	f.path = line
	return f, line != ""
}

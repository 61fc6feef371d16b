package generator

import (
	"crypto/sha256"
	"encoding/binary"
	"io"
	"maps"
	"slices"

	"belfry/internal/history"
	"belfry/internal/source"
)

// identity returns the digest of all that a result is made of, but for the program and
// the time: two with the same digest publish the same bytes until the first of them is
// another (site.Site.Until).
func (g *Generator) identity(r *Result, known *history.History) (of source.Digest) {
	h := sha256.New()
	text := func(s string) {
		number(h, int64(len(s)))
		io.WriteString(h, s)
	}
	text(g.o.BaseURL)
	if g.o.Drafts {
		text("drafts")
	}
	for _, list := range g.reading().files {
		number(h, int64(len(list)))
		for _, in := range list {
			text(in.path)
			h.Write(in.Digest[:])
			if r.Site.FromFiles {
				number(h, in.Stamp.Time.UnixNano())
			}
		}
	}
	number(h, int64(known.State()))
	commits := maps.Collect(known.All())
	for _, file := range slices.Sorted(maps.Keys(commits)) {
		text(file)
		number(h, commits[file].First.Unix())
		number(h, commits[file].Last.Unix())
	}
	h.Sum(of[:0])
	return of
}

func number(w io.Writer, n int64) {
	var data [8]byte
	binary.BigEndian.PutUint64(data[:], uint64(n))
	w.Write(data[:])
}

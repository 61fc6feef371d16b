package generator

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"io"
	"maps"
	"slices"
	"strconv"

	"belfry/internal/history"
	"belfry/internal/source"
)

// An Identity is of all that a result is made of, but for the program and the time.
type Identity struct {
	bytes source.Digest // of what files hold
	times source.Digest // and of when they were written
}

// Either returns the two digests of which Result.Of is one, of a result made of the same:
// that depends on whether the times of files count in it.
func (id Identity) Either() [2]source.Digest { return [...]source.Digest{id.bytes, id.times} }

// of returns the digest that stands for a result.
func (id Identity) of(r *Result) source.Digest {
	if r.Site.FromFiles {
		return id.times
	}
	return id.bytes
}

// Survey returns the identity of what Generate would make now. It reads all files, and
// makes nothing of them.
func Survey(ctx context.Context, o Options) (Identity, error) {
	r := &run{Generator: &Generator{o: o, digests: true}}
	if err := r.scan(ctx, Changes{All: true}); err != nil {
		return Identity{}, err
	}
	if err := r.readContent(ctx, r.surveyTexts); err != nil {
		return Identity{}, err
	}
	var err error
	r.appearance.own, err = r.ownFiles(ctx)
	return r.identity(o.History), err
}

// identity returns that of what has been read.
func (g *Generator) identity(known *history.History) (id Identity) {
	h := sha256.New()
	text := func(s string) {
		number(h, int64(len(s)))
		io.WriteString(h, s)
	}
	text(g.o.BaseURL)
	text(strconv.FormatBool(g.o.Drafts))
	number(h, int64(len(g.strays)))
	for _, d := range g.strays {
		text(d.File)
		text(d.Message)
		text(d.Hint)
	}
	number(h, int64(len(g.tree.Links())))
	for _, link := range g.tree.Links() {
		text(link)
	}
	for _, list := range g.inputs() {
		number(h, int64(len(list)))
		for _, in := range list {
			text(in.path)
			h.Write(in.Digest[:])
		}
	}
	number(h, int64(known.State()))
	text(known.Says())
	commits := maps.Collect(known.All())
	for _, file := range slices.Sorted(maps.Keys(commits)) {
		text(file)
		number(h, commits[file].First.Unix())
		number(h, commits[file].Last.Unix())
	}
	h.Sum(id.bytes[:0])
	for _, list := range g.inputs() {
		for _, in := range list {
			number(h, in.Stamp.Time.UnixNano())
		}
	}
	h.Sum(id.times[:0])
	return id
}

func number(w io.Writer, n int64) {
	var data [8]byte
	binary.BigEndian.PutUint64(data[:], uint64(n))
	w.Write(data[:])
}

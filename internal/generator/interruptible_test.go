package generator

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"belfry"
	"belfry/internal/corpus"
	"belfry/internal/publication"
)

// A patience is a context that ends when it has been looked at so often.
type patience struct {
	context.Context
	end  context.CancelFunc
	left atomic.Int64
}

func newPatience(looks int) *patience {
	p := &patience{}
	p.Context, p.end = context.WithCancel(context.Background())
	p.left.Store(int64(looks))
	return p
}

// A Patience is one of the tests that know the package from outside.
type Patience = patience

var NewPatience = newPatience

// End ends it.
func (p *patience) End() { p.end() }

func (p *patience) Err() error {
	if p.left.Add(-1) < 0 {
		p.end()
	}
	return p.Context.Err()
}

// TestInterrupted: a refresh ends wherever its context does, says why, and leaves
// nothing half-done to the next.
func TestInterrupted(t *testing.T) {
	dir := t.TempDir()
	if err := corpus.Write(dir, 60); err != nil {
		t.Fatal(err)
	}
	o := Options{Dir: dir, Defaults: belfry.Defaults, Workers: 2}
	all := Changes{All: true, Now: now}
	want, looks := looksOf(t, o)
	for i := range looks {
		p, g := newPatience(i), New(o)
		r, err := g.Refresh(p, all)
		p.end()
		if r != nil || !errors.Is(err, context.Canceled) {
			t.Fatalf("after %d of %d looks: %v, %v", i, looks, r, err)
		}
		if i%8 != 0 {
			continue
		}
		again, err := g.Refresh(t.Context(), Changes{Now: now, Paths: []string{"content"}})
		if err != nil || again.Publication.Len() != want {
			t.Fatalf("after %d looks the next refresh makes another site: %v", i, err)
		}
	}
}

// TestInterruptedAfterAChange: so does one that is told of a change.
func TestInterruptedAfterAChange(t *testing.T) {
	dir := t.TempDir()
	if err := corpus.Write(dir, 60); err != nil {
		t.Fatal(err)
	}
	g := New(Options{Dir: dir, Defaults: belfry.Defaults, Workers: 2})
	first, err := g.Refresh(t.Context(), Changes{All: true, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	added := 0
	for looks := 0; ; looks += 3 {
		added++
		writeSite(t, dir, map[string]string{
			fmt.Sprintf("content/news/added-%d.md", added): "---\ntitle: A\npublished: 2025-01-01\n---\n",
		})
		p := newPatience(looks)
		_, err := g.Refresh(p, Changes{Now: now, Paths: []string{"content", "templates"}})
		p.end()
		if err == nil {
			break
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("after %d looks: %v", looks, err)
		}
	}
	last, err := g.Refresh(t.Context(), Changes{Now: now, Paths: []string{"content"}})
	if err != nil || added < 5 || last.Publication.Len() < first.Publication.Len()+added {
		t.Fatalf("after %d files more there are %d outputs, and %d before: %v",
			added, last.Publication.Len(), first.Publication.Len(), err)
	}
}

// TestLongLoopsLookAtTheirContext: in a larger site it is looked at more often, so
// that nobody waits for more than some hundred files.
func TestLongLoopsLookAtTheirContext(t *testing.T) {
	looks := func(files int) int {
		dir := t.TempDir()
		if err := corpus.Write(dir, files); err != nil {
			t.Fatal(err)
		}
		_, looks := looksOf(t, Options{Dir: dir, Defaults: belfry.Defaults, Workers: 2})
		return looks
	}
	// Any of many topics may have all that there is.
	topics := func(n int) int {
		dir := t.TempDir()
		var config strings.Builder
		config.WriteString("name: Test\nurl: https://network.example\ntopics:\n")
		for i := range n {
			fmt.Fprintf(&config, "  t%d: {name: T}\n", i)
		}
		writeSite(t, dir, map[string]string{
			"content/site.yaml": config.String(),
			"content/news/a.md": "---\ntitle: A\npublished: 2025-01-01\n---\n",
		})
		_, looks := looksOf(t, Options{Dir: dir, Defaults: belfry.Defaults, Workers: 2})
		return looks
	}
	if more := topics(110) - topics(10); more < 100 {
		t.Errorf("with 100 topics more the context is looked at %d times more", more)
	}
	// What a file says is found, it is put into its lists, and its links are followed.
	if more, least := looks(1320)-looks(40), 3*1280/128; more < least {
		t.Errorf("with 1280 files more the context is looked at %d times more, not %d", more, least)
	}
}

// looksOf returns how many outputs a site has, and how often its context is
// looked at where it does not end.
func looksOf(t *testing.T, o Options) (outputs, looks int) {
	t.Helper()
	const many = 1 << 30
	p := newPatience(many)
	defer p.end()
	r, err := New(o).Refresh(p, Changes{All: true, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	return r.Publication.Len(), many - int(p.left.Load())
}

// TestLargeFileIsInterrupted while it is read.
func TestLargeFileIsInterrupted(t *testing.T) {
	f, err := fstest.MapFS{"a": {Data: []byte(strings.Repeat("a", 1<<20))}}.Open("a")
	if err != nil {
		t.Fatal(err)
	}
	large := struct{ io.Reader }{interruptible{f.(publication.File), newPatience(3)}}
	n, err := io.Copy(struct{ io.Writer }{io.Discard}, large)
	if !errors.Is(err, context.Canceled) || n == 0 || n == 1<<20 {
		t.Errorf("%d bytes are read: %v", n, err)
	}
}

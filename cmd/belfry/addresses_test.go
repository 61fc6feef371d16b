package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"belfry"
	rule "belfry/internal/address"
	"belfry/internal/character"
	"belfry/internal/diag"
	"belfry/internal/generator"
	"belfry/internal/output"
	"belfry/internal/publication"

	"pgregory.net/rapid"
)

// TestContentStopsNoWrite holds the law that what can go wrong because of the
// content is said at a place in it: a site of any names and texts is refused so,
// or is written as a whole.
func TestContentStopsNoWrite(t *testing.T) {
	built := 0
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp("", "belfry")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		drawSite(t, dir)
		r, err := generator.Generate(context.Background(), generator.Options{
			Dir: dir, Defaults: belfry.Defaults, Workers: 2,
			Now: time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC),
		})
		if err != nil {
			t.Fatal(err)
		}
		if r.Failed() {
			checkPlaces(t, dir, r.Diagnostics)
			return
		}
		built++
		for i := range r.Publication.Len() {
			published := r.Publication.At(i).Path
			if f := rule.Check(published); f.Kind != rule.Fine && !strings.HasPrefix(published, "media/") {
				t.Fatalf("%q is published: %s", published, f.Message("it"))
			}
		}
		out := filepath.Join(dir, "public")
		if _, err := output.Write(context.Background(), r.Publication, output.Options{Dir: out, Workers: 2}); err != nil {
			t.Fatal(err)
		}
		checkWritten(t, out, r.Publication)
	})
	if built == 0 {
		t.Error("no site was built")
	}
}

// checkPlaces holds mistakes to name a file that is there, or the site's settings.
func checkPlaces(t *rapid.T, dir string, found []diag.Diagnostic) {
	for _, d := range found {
		_, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(d.File)))
		if d.Severity == diag.Error && (d.File == "" || err != nil) {
			t.Fatalf("no place: %+v", d)
		}
	}
}

// checkWritten holds texts to have no character that the rule refuses, however it
// is written there.
func checkWritten(t *rapid.T, dir string, p *publication.Publication) {
	for i := range p.Len() {
		o := p.At(i)
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(o.Path)))
		if err != nil {
			t.Fatal(err)
		}
		if o.Copy == nil {
			checkCharacters(t, o.Path, bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")))
		}
	}
}

// spelled are control characters as some formats write them.
var spelled = map[string]*regexp.Regexp{
	".json": regexp.MustCompile(`\\u00[01]`),
	".html": regexp.MustCompile(`&#x?[01];`),
	".xml":  regexp.MustCompile(`&#x?[01];`),
}

func checkCharacters(t *rapid.T, file string, data []byte) {
	for _, r := range string(data) {
		if character.Of(r) == character.Control {
			t.Fatalf("%s has %U", file, r)
		}
	}
	if p := spelled[path.Ext(file)]; p != nil && p.Match(data) {
		t.Fatalf("%s has %s", file, p.Find(data))
	}
	if len(character.Unclosed(string(data))) > 0 {
		t.Fatalf("%s turns the direction of writing", file)
	}
}

// Pieces of names and texts: fine ones, some of which are one on some file
// systems, and hostile ones.
var (
	fine    = strings.Fields("a b A ab é e\u0301 É ß ss ς σ K k 1 -b _")
	hostile = []string{
		":", "<", ">", "|", "*", "?", `"`, `\`, "\ufe0f", "\u3164", "\u00ad", "\u200b", "\u202e", "\u2066",
		"\u202c", "\u2069", "\uffff", "\x01", "\x7f", "\u0085", "\u2028", "\xff", "\n", "\t", ".", "..", " ",
		"#", "%", "%2f", "%00", "&", "'", "con", "nul", "com1", "aux.ics", ".git", ".belfry", ".belfry-tmp-1",
		"index", "index.html", "news", "404.html", "feed.xml", "fr", "2024", strings.Repeat("n", 190),
		strings.Repeat("α", 90), "-2024-06-03", "&#1;", "&#x202e;", "/", "//", "CON.", "~",
	}
)

// drawName returns a name of a file or a part of an address.
func drawName(t *rapid.T, fine []string, wild bool) string {
	pieces := rapid.SliceOfN(rapid.SampledFrom(fine), 1, 2).Draw(t, "pieces")
	if wild {
		at := rapid.IntRange(0, len(pieces)).Draw(t, "at")
		piece := rapid.SampledFrom(hostile).Draw(t, "hostile")
		pieces = append(pieces[:at:at], append([]string{piece}, pieces[at:]...)...)
		if rapid.Bool().Draw(t, "alone") {
			pieces = []string{piece}
		}
	}
	return strings.Join(pieces, "")
}

// quoted writes a text in double quotes, with escapes where YAML needs them.
func quoted(s string) string {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, "\uFFFE") {
		if r == '"' || r == '\\' || r < ' ' || r >= 0x7F {
			fmt.Fprintf(&b, "\\U%08x", r)
			continue
		}
		b.WriteRune(r)
	}
	return `"` + b.String() + `"`
}

// drawSite writes a site with at most two hostile things.
func drawSite(t *rapid.T, dir string) {
	wild := map[int]bool{}
	for range rapid.IntRange(0, 2).Draw(t, "wild things") {
		wild[rapid.IntRange(0, 11).Draw(t, "wild")] = true
	}
	text := func(n int) string { return drawName(t, fine, wild[n]) }
	id := func(n int) string { return drawName(t, []string{"a", "b", "-c", "1"}, wild[n]) }
	media := fileName(text(0)) + ".pdf"
	put(t, dir, "content/site.yaml", fmt.Sprintf("name: %s\nurl: https://network.example\n"+
		"topics:\n  %s: {name: %s}\nseries:\n  %s: {name: S}\n",
		quoted(text(1)), quoted(id(2)), quoted(text(1)), quoted(id(3))))
	escaped := strings.NewReplacer("%", "%25", "#", "%23", "?", "%3f", `\`, "%5c", "<", "%3c", ">", "%3e", "\n", "%0a")
	link := escaped.Replace(media)
	put(t, dir, "content/news/"+fileName(text(4))+".md", fmt.Sprintf(
		"---\ntitle: %s\npublished: 2024-06-03\naliases: [%s]\n---\n%s\n\n[plan](<%s>)\n",
		quoted(text(5)), quoted("/"+text(6)+"/"), strings.ToValidUTF8(text(7), ""), strings.ToValidUTF8(link, "")))
	put(t, dir, "content/news/"+media, "x")
	put(t, dir, "content/events/"+fileName(text(8))+".md", fmt.Sprintf(
		"---\ntitle: %s\nstart: 2026-06-03 10:00\nlocation: {name: %s}\n---\n", quoted(text(5)), quoted(text(5))))
	put(t, dir, "content/pages/"+fileName(text(9))+".md",
		"---\ntitle: A\naliases: ["+quoted("/old/"+text(6)+"/")+"]\n---\n")
	put(t, dir, "static/"+path.Join(fileName(text(10)), fileName(text(11)))+".html", "x")
	put(t, dir, "static/"+fileName(text(11)), "x")
}

// fileName makes a name that the system at hand can hold.
func fileName(name string) string {
	name = strings.NewReplacer("/", "", "\x00", "").Replace(name)
	return name[:min(len(name), 240)]
}

// put writes a file, unless what a name makes of it cannot be one here.
func put(t *rapid.T, dir, name, data string) {
	file := filepath.Join(dir, filepath.FromSlash(name))
	if !strings.HasPrefix(file, dir+string(filepath.Separator)) {
		return
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return
	}
	if info, err := os.Stat(file); err == nil && info.IsDir() {
		return
	}
	_ = os.WriteFile(file, []byte(data), 0o644) // else the site is without it
}

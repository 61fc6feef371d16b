package site

import (
	"maps"
	"path"
	"slices"
	"strings"

	"belfry/internal/content"
	"belfry/internal/diag"
	"belfry/internal/markdown"
)

// A Body is the text of an entry with all its links resolved.
type Body struct {
	document *markdown.Document
	targets  []markdown.Target
}

// HTML returns the body as HTML.
func (b Body) HTML() string {
	if b.document == nil {
		return ""
	}
	return b.document.HTML(b.targets)
}

// Empty reports whether there is no text.
func (b Body) Empty() bool { return b.document == nil || b.document.Empty() }

// A bodyTask is a body whose links wait until all addresses are known.
type bodyTask struct {
	entry    *Entry
	document *content.Document
}

func (b *builder) resolveBodies() {
	for _, t := range b.bodies {
		links := t.document.Body.Links()
		targets := make([]markdown.Target, len(links))
		for i, l := range links {
			targets[i] = b.target(t.document, l)
		}
		t.entry.Body = Body{t.document.Body, targets}
	}
}

// target returns where a link of a body leads. It reports a link to nothing;
// addresses of generated pages are checked later, by those who know them.
func (b *builder) target(d *content.Document, l markdown.Link) markdown.Target {
	dest, fragment, _ := strings.Cut(l.Dest, "#")
	switch {
	case l.Picture:
		return b.pictureTarget(d, l)
	case dest == "":
		b.checkAnchor(d, d, fragment, l)
		return markdown.Target{URL: l.Dest}
	case strings.HasPrefix(dest, "/"):
		return b.siteTarget(d.Path, l, dest, fragment)
	case strings.HasSuffix(dest, ".md"):
		return b.entryTarget(d, l, dest, fragment)
	}
	if m := b.file(d.Path, dest, l.Pos, l.Length); m != nil {
		return markdown.Target{URL: Escape(m.Address)}
	}
	return markdown.Target{}
}

func (b *builder) pictureTarget(d *content.Document, l markdown.Link) markdown.Target {
	m := b.picture(d.Path, content.Ref{Name: l.Dest, Pos: l.Pos})
	if m == nil {
		return markdown.Target{}
	}
	return markdown.Target{URL: Escape(m.Address), Width: m.Width, Height: m.Height}
}

// entryTarget follows a relative path to another content file.
func (b *builder) entryTarget(d *content.Document, l markdown.Link, dest, fragment string) markdown.Target {
	file := path.Join(path.Dir(d.Path), dest)
	if original, ok := b.owner[file]; ok {
		file = original
	}
	e, ok := b.entries[file]
	switch {
	case b.withheld[file]:
		b.report(diag.Diagnostic{Severity: diag.Warning, Code: "link-to-withheld", File: d.Path, Pos: l.Pos, Length: l.Length,
			Message: file + " is not published now, so the link is left out"})
		return markdown.Target{}
	case !ok:
		b.reportDeadLink(d.Path, l, file)
		return markdown.Target{}
	}
	url := Escape(e.Address)
	if fragment != "" {
		b.checkAnchor(d, b.documents[e.Kind.Folder()+"/"+e.Name], fragment, l)
		url += "#" + fragment
	}
	return markdown.Target{URL: url}
}

func (b *builder) reportDeadLink(source string, l markdown.Link, file string) {
	if b.exists(file) { // it has mistakes of its own, which are reported
		return
	}
	dead := diag.Diagnostic{Code: "dead-link", File: source, Pos: l.Pos, Length: l.Length, Message: "there is no file " + file + " to link to"}
	if near, ok := b.nearestFile(file); ok {
		dead.Hint = "did you mean " + relative(path.Dir(source), near) + "?"
	}
	b.report(dead)
}

func (b *builder) exists(file string) bool {
	return slices.ContainsFunc(b.in.Documents, func(d *content.Document) bool { return d.Path == file })
}

// nearestFile finds the file that was meant: one with the same name elsewhere,
// or one with nearly the same path.
func (b *builder) nearestFile(file string) (string, bool) {
	files := slices.Sorted(maps.Keys(b.entries))
	for _, f := range files {
		if path.Base(f) == path.Base(file) && path.Base(f) != "index.md" {
			return f, true
		}
	}
	return diag.Nearest(file, files)
}

func (b *builder) checkAnchor(d, target *content.Document, fragment string, l markdown.Link) {
	if target == nil || target.Body == nil || fragment == "" {
		return
	}
	anchors := target.Body.Anchors()
	if _, found := slices.BinarySearch(anchors, decoded(fragment)); found {
		return
	}
	dead := diag.Diagnostic{Code: "dead-anchor", File: d.Path, Pos: l.Pos, Length: l.Length,
		Message: "there is no heading #" + fragment + " in " + target.Path}
	if near, ok := diag.Nearest(fragment, anchors); ok {
		dead.Hint = "did you mean #" + near + "?"
	}
	b.report(dead)
}

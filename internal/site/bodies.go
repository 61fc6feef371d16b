package site

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"belfry/internal/content"
	"belfry/internal/diag"
	"belfry/internal/markdown"

	"golang.org/x/text/unicode/norm"
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

// resolveBodies follows the links of all bodies.
func (b *builder) resolveBodies() {
	b.inParallel(len(b.bodies), func(i int) { b.resolveBody(b.bodies[i]) })
}

func (b *builder) resolveBody(t bodyTask) {
	links := t.document.Body.Links()
	targets := make([]markdown.Target, len(links))
	for i, l := range links {
		targets[i] = b.target(t.document, l)
	}
	t.entry.Body = Body{t.document.Body, targets}
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
		return b.siteTarget(d.Path, l)
	case strings.HasSuffix(dest, ".md"):
		return b.entryTarget(d, l, dest, fragment)
	}
	ref := content.Ref{Name: decoded(dest), Pos: l.Pos, Length: l.Length}
	if hint := b.deadFileHint(d, ref.Name); hint != "" {
		b.report(diag.Diagnostic{Code: "dead-link", File: d.Path, Pos: l.Pos, Length: l.Length, Message: "there is no file " + ref.Name + " to link to", Hint: hint})
		return markdown.Target{}
	}
	if m := b.file(d.Path, ref); m != nil {
		return markdown.Target{URL: b.site.Base.Path(m.Address)}
	}
	return markdown.Target{}
}

// deadFileHint says what was meant by a path that leads to no file, as far as
// it was not a file; otherwise it returns "".
func (b *builder) deadFileHint(d *content.Document, dest string) string {
	name := b.fileName(path.Join(path.Dir(d.Path), dest))
	if _, exists := b.in.Files[name]; exists {
		return ""
	}
	stem := strings.TrimSuffix(strings.TrimRight(name, "/"), ".html")
	for _, text := range [...]string{stem + ".md", stem + "/index.md"} {
		if b.entries[text] != nil {
			return "link to the text's file: " + relative(path.Dir(d.Path), text)
		}
	}
	if address, is := b.folderAddress(name); is {
		return "write " + address
	}
	return outsideHint(dest)
}

func (b *builder) pictureTarget(d *content.Document, l markdown.Link) markdown.Target {
	m := b.picture(d.Path, content.Ref{Name: decoded(l.Dest), Pos: l.Pos, Length: l.Length})
	if m == nil {
		return markdown.Target{}
	}
	return markdown.Target{URL: b.site.Base.Path(m.Address), Width: m.Width, Height: m.Height}
}

// entryTarget follows a relative path to another content file.
func (b *builder) entryTarget(d *content.Document, l markdown.Link, dest, fragment string) markdown.Target {
	file := b.entryFile(path.Join(path.Dir(d.Path), decoded(dest)))
	if original, ok := b.owner[file]; ok {
		file = original
	}
	e, ok := b.entries[file]
	switch {
	case b.withheld[file]:
		b.reportWithheld(d.Path, content.Ref{Pos: l.Pos, Length: l.Length}, file)
		return markdown.Target{}
	case !ok:
		b.reportDeadLink(d.Path, l, file)
		return markdown.Target{}
	}
	url := b.site.Base.Path(e.Address)
	if fragment != "" {
		b.checkAnchor(d, b.documents[e.Kind.Folder()+"/"+e.Name], fragment, l)
		url += "#" + fragment
	}
	return markdown.Target{URL: url}
}

func (b *builder) reportDeadLink(from string, l markdown.Link, file string) {
	if b.exists(file) { // it has mistakes of its own, which are reported
		return
	}
	dead := diag.Diagnostic{Code: "dead-link", File: from, Pos: l.Pos, Length: l.Length, Message: "there is no file " + file + " to link to"}
	if near, ok := b.known.texts().nearest(file); ok {
		dead.Hint = "did you mean " + relative(path.Dir(from), near) + "?"
	} else if !inContent(file) {
		dead.Message = "the path " + l.Dest + " leads out of the content folder"
		dead.Hint = "link to its address on the web, or put a copy into the content folder"
	}
	b.report(dead)
}

func inContent(file string) bool { return strings.HasPrefix(file, content.Dir+"/") }

// entryFile returns the path of the content file that name means: name itself,
// or one whose accents are stored in another way.
func (b *builder) entryFile(name string) string {
	if b.entries[name] != nil || isASCII(name) {
		return name
	}
	return cmp.Or(b.known.composedTexts()[norm.NFC.String(name)], name)
}

func (b *builder) exists(file string) bool { return b.known.documents()[file] }

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
	if near, ok := b.known.anchorsOf(target).Nearest(fragment); ok {
		dest, _, _ := strings.Cut(l.Dest, "#")
		dead.Hint = "did you mean " + dest + "#" + near + "?"
	}
	b.report(dead)
}

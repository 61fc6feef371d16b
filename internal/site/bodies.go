package site

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"belfry/internal/content"
	"belfry/internal/markdown"

	"golang.org/x/text/unicode/norm"
)

// A Body is that of a text, with all its links resolved.
type Body struct {
	document *markdown.Document
	targets  []markdown.Target
}

// HTML returns the body as HTML. The error is a failure of the machine.
func (b Body) HTML() (string, error) {
	if b.document == nil {
		return "", nil
	}
	return b.document.HTML(b.targets)
}

// Body returns the body of a text.
func (s *Site) Body(t *Text) Body {
	if made := s.bodies[t.number]; made != nil {
		return made.Body
	}
	return Body{}
}

// A madeBody is the body of a document, and what was found in it.
type madeBody struct {
	Body
	number int32     // of the text
	found  *findings // nil for nothing
}

// Bodies are those of a site.
type bodies struct {
	all   []*madeBody // by the numbers of texts; nil for none
	noted []*madeBody // those in which something was found
}

// resolveBodies follows the links of all bodies. Those of the last site are kept where
// they would become the same.
func (r *resolver) resolveBodies(m *Maker) bodies {
	b := bodies{all: make([]*madeBody, m.numbers)}
	places, same := r.fresh, m.last.linksAs(r)
	if same {
		copy(b.all, m.last.bodies.all)
	} else {
		places = r.allPlaces()
	}
	r.inParallel(len(places), func(r *resolver, i int) {
		p := r.pieces[places[i]]
		b.all[p.number] = nil
		if r.values[places[i]] == nil {
			return
		}
		var found findings
		made := &madeBody{r.noting(&found).body(p.document), p.number, nil}
		if !found.isNothing() {
			made.found = &found
		}
		b.all[p.number] = made
	})
	for _, made := range m.last.bodies.noted {
		if same && b.all[made.number] == made {
			b.noted = append(b.noted, made)
		}
	}
	for _, i := range places {
		if made := b.all[r.pieces[i].number]; made != nil && made.found != nil {
			b.noted = append(b.noted, made)
		}
	}
	for _, made := range b.noted {
		r.add(made.found)
	}
	return b
}

// allPlaces returns the places of all pieces.
func (l *ledger) allPlaces() []int32 {
	all := make([]int32, len(l.pieces))
	for i := range all {
		all[i] = int32(i)
	}
	return all
}

func (r *resolver) body(d *content.Document) Body {
	links := d.Body.Links()
	targets := make([]markdown.Target, len(links))
	for i, l := range links {
		targets[i] = r.target(d, l)
	}
	return Body{d.Body, targets}
}

// refAt returns a reference to what has a name, at the place of a link.
func refAt(l markdown.Link, name string) content.Ref {
	return content.Ref{Name: name, Pos: l.Pos, Length: l.Length}
}

// target returns where a link of a body leads. It reports a link to nothing;
// addresses of generated pages are checked later, by those who know them.
func (r *resolver) target(d *content.Document, l markdown.Link) markdown.Target {
	dest, fragment, _ := strings.Cut(l.Dest, "#")
	switch {
	case l.Picture:
		return r.pictureTarget(d, l)
	case dest == "":
		r.checkAnchor(d, d, fragment, l)
		return markdown.Target{URL: l.Dest}
	case strings.HasPrefix(dest, "/"):
		return r.siteTarget(d, l)
	case strings.HasSuffix(dest, ".md"):
		return r.entryTarget(d, l, dest, fragment)
	}
	ref := refAt(l, decoded(dest))
	if hint := r.deadFileHint(d, ref.Name); hint != "" {
		r.failAt(d.Path, ref, "dead-link", "there is no file "+ref.Name+" to link to", hint)
		return markdown.Target{}
	}
	if m := r.file(d.Path, ref); m != nil {
		return markdown.Target{URL: r.base.Path(m.Address)}
	}
	return markdown.Target{}
}

// deadFileHint says what was meant by a path that leads to no file, as far as
// it was not a file; otherwise it returns "".
func (r *resolver) deadFileHint(d *content.Document, dest string) string {
	name := r.fileName(path.Join(path.Dir(d.Path), dest))
	if _, exists := r.in.Files[name]; exists {
		return ""
	}
	stem := strings.TrimSuffix(strings.TrimRight(name, "/"), ".html")
	for _, text := range [...]string{stem + ".md", stem + "/index.md"} {
		if r.entryAt(text) != nil {
			return "link to the text's file: " + relative(path.Dir(d.Path), text)
		}
	}
	if address, is := r.folderAddress(name); is {
		return "write " + address
	}
	return outsideHint(dest)
}

func (r *resolver) pictureTarget(d *content.Document, l markdown.Link) markdown.Target {
	m := r.picture(d.Path, refAt(l, decoded(l.Dest)))
	if m == nil {
		return markdown.Target{}
	}
	return markdown.Target{URL: r.base.Path(m.Address), Width: m.Width, Height: m.Height}
}

// entryTarget follows a relative path to another content file.
func (r *resolver) entryTarget(d *content.Document, l markdown.Link, dest, fragment string) markdown.Target {
	file := r.entryFile(path.Join(path.Dir(d.Path), decoded(dest)))
	written := r.names.names[r.paths[d.Path]]
	if i, is := r.paths[file]; is && r.names.names[i].IsTranslation {
		written, file = r.names.names[i], r.originalOf(file)
	}
	_, isWithheld := r.withheld[file]
	e := r.entryAt(file)
	switch {
	case isWithheld:
		r.reportWithheld(d.Path, refAt(l, dest), file)
		return markdown.Target{}
	case e == nil:
		r.reportDeadLink(d.Path, l, file)
		return markdown.Target{}
	}
	edition, _ := r.editionOf(written)
	to := r.textOf(e, edition)
	url := r.base.Path(to.Address)
	if fragment != "" {
		r.checkAnchor(d, r.documents[r.paths[to.Source]], fragment, l)
		url += "#" + fragment
	}
	return markdown.Target{URL: url}
}

func (r *resolver) reportDeadLink(from string, l markdown.Link, file string) {
	if r.isText(file) { // it has mistakes of its own, which are reported
		return
	}
	message, hint := "there is no file "+file+" to link to", ""
	if near, ok := r.publishedPaths().nearest(file); ok {
		hint = "did you mean " + relative(path.Dir(from), near) + "?"
	} else if !inContent(file) {
		message = "the path " + l.Dest + " leads out of the content folder"
		hint = "link to its address on the web, or put a copy into the content folder"
	}
	r.failAt(from, refAt(l, l.Dest), "dead-link", message, hint)
}

func inContent(file string) bool { return strings.HasPrefix(file, content.Dir+"/") }

// entryFile returns the path of the content file that name means: name itself,
// or one whose accents are stored in another way.
func (r *resolver) entryFile(name string) string {
	if r.entryAt(name) != nil || isASCII(name) {
		return name
	}
	return cmp.Or(r.files.composedTexts()[norm.NFC.String(name)], name)
}

func (r *resolver) isText(file string) bool { return r.files.isText()[file] }

func (r *resolver) checkAnchor(d, target *content.Document, fragment string, l markdown.Link) {
	if target == nil || target.Body == nil || fragment == "" {
		return
	}
	if _, found := slices.BinarySearch(target.Anchors(), decoded(fragment)); found {
		return
	}
	hint := ""
	if near, ok := r.files.headingsOf(target).Nearest(fragment); ok {
		dest, _, _ := strings.Cut(l.Dest, "#")
		hint = "did you mean " + dest + "#" + near + "?"
	}
	message := "there is no heading #" + fragment + " in " + target.Path
	r.failAt(d.Path, refAt(l, l.Dest), "dead-anchor", message, hint)
}

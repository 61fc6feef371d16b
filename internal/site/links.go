package site

import (
	"cmp"
	"net/url"
	"path"
	"strings"

	"belfry/internal/address"
	"belfry/internal/content"
	"belfry/internal/diag"
	"belfry/internal/markdown"
)

// A Reference is an address of this site that an editor wrote. Whether it
// exists is known once all outputs are.
type Reference struct {
	Source   string
	Pos      diag.Position
	Length   int
	Address  address.Path
	Fragment string // "" for none
}

// link returns the address that a field names: a web address, a mailto: link
// or an address of this site, which is remembered for the check.
func (r *resolver) link(source string, ref content.Ref) address.Reference {
	if local, own := markdown.OnSite(ref.Name, r.in.Config.URL); own {
		ref.Name = local
	} else if r.reportPreview(source, ref, "") {
		return ""
	}
	if !strings.HasPrefix(ref.Name, "/") {
		return address.Reference(ref.Name)
	}
	if !r.refer(source, ref) {
		return ""
	}
	return address.Reference(ref.Name)
}

// outside returns a web address as it is written. One of this site is checked as
// any other reference to it.
func (r *resolver) outside(source string, ref content.Ref) string {
	if local, own := markdown.OnSite(ref.Name, r.in.Config.URL); own {
		if !r.refer(source, content.Ref{Name: local, Pos: ref.Pos, Length: ref.Length}) {
			return ""
		}
	} else if r.reportPreview(source, ref, r.in.Config.URL) {
		return ""
	}
	return ref.Name
}

// reportPreview reports an address of the preview, and says to write that of the
// page on the site, behind what such an address begins with.
func (r *resolver) reportPreview(source string, ref content.Ref, before string) bool {
	local, is := markdown.InPreview(ref.Name, r.in.Config.URL)
	if is {
		r.failAt(source, ref, "preview-link",
			"this is the address of a preview, which only this computer has", "write "+before+local)
	}
	return is
}

// siteTarget follows an address of this site that a body links to: to what the edition
// has there that the text is in.
func (r *resolver) siteTarget(d *content.Document, l markdown.Link) markdown.Target {
	edition, _ := r.editionOf(d.FileName)
	to := r.localizedReference(edition, address.Reference(l.Dest))
	if !r.refer(d.Path, refAt(l, string(to))) {
		return markdown.Target{}
	}
	return markdown.Target{URL: r.base.Reference(to)}
}

// localizedReference returns where an edition has what a reference leads to that is written
// for the first: the same query and place, of what localized returns.
func (r *resolver) localizedReference(edition int, ref address.Reference) address.Reference {
	if edition == 0 || !ref.Local() {
		return ref
	}
	written, rest := string(ref), ""
	if i := strings.IndexAny(written, "?#"); i >= 0 {
		written, rest = written[:i], written[i:]
	}
	at := address.Path(decoded(written))
	to := r.localized(edition, at)
	if to == at {
		return ref
	}
	return address.Reference(to.Escaped() + rest)
}

// localized returns where an edition has what lies at an address of the first: the
// translation of a text, or its own list or calendar; the address itself, where it has
// neither.
func (r *resolver) localized(edition int, at address.Path) address.Path {
	isPage := strings.HasSuffix(string(at), "/")
	if d := cmp.Or(r.documentAt(at), r.formerly[at]); d != nil && isPage {
		if e := r.entryAt(r.originalOf(d.Path)); e != nil && e.own.edition == 0 {
			return r.textOf(e, edition).Address
		}
		return at
	}
	if isPart(at) && !r.isStatic(strings.TrimPrefix(at.File(), "/")) {
		return r.folders[edition] + at
	}
	return at
}

// refer remembers a reference to an address of this site for the check, and
// reports whether it can be used. One to a file that is not published now is
// left out with a warning: a page that expires must not stop the next build.
func (r *resolver) refer(source string, ref content.Ref) bool {
	if !strings.HasPrefix(ref.Name, "/") {
		return true
	}
	written, fragment, _ := strings.Cut(ref.Name, "#")
	written, _, _ = strings.Cut(written, "?")
	at := address.Path(decoded(written))
	there := r.textAt(at)
	r.look(around, func(r *resolver) bool { return r.textAt(at) == there })
	switch {
	case there.withheld:
		r.reportWithheld(source, ref, there.file)
		return false
	case there.failed: // which is reported
		return false
	}
	if strings.HasSuffix(string(at), ".md") {
		r.lookAround()
		r.reportFileAsAddress(source, ref, string(at))
		return false
	}
	r.publishAt(at)
	r.references = append(r.references,
		Reference{Source: source, Pos: ref.Pos, Length: ref.Length, Address: at, Fragment: decoded(fragment)})
	return true
}

// A textAt is the text that is published at an address, or was; the zero one for none.
type textAt struct {
	file             string
	withheld, failed bool
}

func (r *resolver) textAt(at address.Path) textAt {
	d := cmp.Or(r.documentAt(at), r.formerly[at])
	if d == nil {
		return textAt{}
	}
	_, withheld := r.withheld[r.originalOf(d.Path)]
	return textAt{d.Path, withheld, d.Failed()}
}

// publishAt publishes the picture or document that has an address, where one has:
// it is wanted there, also while the text that brought it is not published.
func (r *resolver) publishAt(at address.Path) {
	if !strings.HasPrefix(string(at), string(mediaFolder)) {
		return
	}
	r.lookAround()
	if name := r.files.addresses()[at]; name != "" {
		r.publish(newMedia(name, r.in.Files[name]))
	}
}

func (r *resolver) reportWithheld(source string, ref content.Ref, file string) {
	r.warnAt(source, ref, "link-to-withheld", file+" is not published now, so the link is left out", "")
}

// reportFileAsAddress explains a path that begins at the site's folder, where
// one that begins at the file itself is expected.
func (r *resolver) reportFileAsAddress(source string, ref content.Ref, file string) {
	name := content.Dir + "/" + strings.TrimPrefix(strings.TrimPrefix(file, "/"), content.Dir+"/")
	hint := "the path of a file is written as seen from this one"
	if r.isText(name) {
		hint = "write the path as seen from this file: " + relative(path.Dir(source), name)
	}
	r.failAt(source, ref, "dead-link", "there is no page "+file+" on this site", hint)
}

// decoded undoes percent-encoding, where it is valid.
func decoded(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}

// DeadLink returns the diagnostic for a reference to an address that does not
// exist; known are the addresses that do.
func (r Reference) DeadLink(known *diag.Words) diag.Diagnostic {
	d := diag.Diagnostic{Code: "dead-link", File: r.Source, Pos: r.Pos, Length: r.Length,
		Message: "there is no page " + string(r.Address) + " on this site"}
	if near, ok := known.Nearest(string(r.Address)); ok {
		d.Hint = "did you mean " + near + "?"
	}
	return d
}

// DeadAnchor returns the diagnostic for a reference to a place that the page
// does not have.
func (r Reference) DeadAnchor() diag.Diagnostic {
	return diag.Diagnostic{Code: "dead-anchor", File: r.Source, Pos: r.Pos, Length: r.Length,
		Message: "the page " + string(r.Address) + " has no place #" + r.Fragment}
}

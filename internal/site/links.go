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

// link returns the address that a field names: a web address, a mailto: link
// or an address of this site, which is remembered for the check.
func (b *builder) link(source string, r content.Ref) address.Reference {
	if local, own := markdown.OnSite(r.Name, b.in.Config.URL); own {
		r.Name = local
	} else if b.reportPreview(source, r, "") {
		return ""
	}
	if !strings.HasPrefix(r.Name, "/") {
		return address.Reference(r.Name)
	}
	if !b.refer(source, r) {
		return ""
	}
	return address.Reference(r.Name)
}

// outside returns a web address as it is written. One of this site is checked as
// any other reference to it.
func (b *builder) outside(source string, r content.Ref) string {
	local, own := markdown.OnSite(r.Name, b.in.Config.URL)
	if own && !b.refer(source, content.Ref{Name: local, Pos: r.Pos, Length: r.Length}) || !own && b.reportPreview(source, r, b.in.Config.URL) {
		return ""
	}
	return r.Name
}

// reportPreview reports an address of the preview, and says to write that of the
// page on the site, behind what such an address begins with.
func (b *builder) reportPreview(source string, r content.Ref, before string) bool {
	local, is := markdown.InPreview(r.Name, b.in.Config.URL)
	if is {
		b.failAt(source, r, "preview-link", "this is the address of a preview, which only this computer has", "write "+before+local)
	}
	return is
}

// siteTarget follows an address of this site that a body links to.
func (b *builder) siteTarget(source string, l markdown.Link) markdown.Target {
	if !b.refer(source, content.Ref{Name: l.Dest, Pos: l.Pos, Length: l.Length}) {
		return markdown.Target{}
	}
	return markdown.Target{URL: b.site.Base.Reference(address.Reference(l.Dest))}
}

// refer remembers a reference to an address of this site for the check, and
// reports whether it can be used. One to a file that is not published now is
// left out with a warning: a page that expires must not stop the next build.
func (b *builder) refer(source string, r content.Ref) bool {
	if !strings.HasPrefix(r.Name, "/") {
		return true
	}
	written, fragment, _ := strings.Cut(r.Name, "#")
	written, _, _ = strings.Cut(written, "?")
	at := address.Path(decoded(written))
	if d := cmp.Or(b.documentAt(at), b.formerly[at]); d != nil {
		if _, withheld := b.withholding(d); withheld {
			b.reportWithheld(source, r, d.Path)
			return false
		}
		if d.Failed() { // which is reported
			return false
		}
	}
	if strings.HasSuffix(string(at), ".md") {
		b.reportFileAsAddress(source, r, string(at))
		return false
	}
	b.publishAt(at)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.site.References = append(b.site.References,
		Reference{Source: source, Pos: r.Pos, Length: r.Length, Address: at, Fragment: decoded(fragment)})
	return true
}

// publishAt publishes the picture or document that has an address, where one has:
// it is wanted there, also while the text that brought it is not published.
func (b *builder) publishAt(at address.Path) {
	if !strings.HasPrefix(string(at), string(mediaFolder)) {
		return
	}
	if name := b.known.media()[at]; name != "" {
		b.publish(b.medium(name, b.in.Files[name]))
	}
}

// documentAt returns the file that is published at an address of the kind
// /news/NAME/, /events/NAME.ics or /NAME/, or nil.
func (b *builder) documentAt(at address.Path) *content.Document {
	key := strings.TrimSuffix(strings.Trim(string(at), "/"), ".ics")
	if !strings.Contains(key, "/") {
		key = content.KindPage.Folder() + "/" + key
	}
	return b.documents[key]
}

func (b *builder) reportWithheld(source string, r content.Ref, file string) {
	b.report(diag.Diagnostic{Severity: diag.Warning, Code: "link-to-withheld", File: source, Pos: r.Pos, Length: r.Length,
		Message: file + " is not published now, so the link is left out"})
}

// reportFileAsAddress explains a path that begins at the site's folder, where
// one that begins at the file itself is expected.
func (b *builder) reportFileAsAddress(source string, r content.Ref, file string) {
	name := content.Dir + "/" + strings.TrimPrefix(strings.TrimPrefix(file, "/"), content.Dir+"/")
	hint := "the path of a file is written as seen from this one"
	if b.exists(name) {
		hint = "write the path as seen from this file: " + relative(path.Dir(source), name)
	}
	b.failAt(source, r, "dead-link", "there is no page "+file+" on this site", hint)
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

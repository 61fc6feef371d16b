package pages

import (
	"path"
	"slices"
	"strings"

	"belfry/internal/address"
	"belfry/internal/diag"
	"belfry/internal/publication"
	"belfry/internal/source"
)

// mediaTypes are those of the files that sites keep in static/. The machine's
// own table is not asked, because it differs from machine to machine.
var mediaTypes = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8",
	".html": mediaTypeOfPages, ".txt": "text/plain; charset=utf-8", ".csv": "text/csv; charset=utf-8",
	".xml": "application/xml", ".json": "application/json", ".map": "application/json",
	".webmanifest": "application/manifest+json", ".pdf": "application/pdf", ".zip": "application/zip",
	".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
	".avif": "image/avif", ".svg": "image/svg+xml", ".ico": "image/x-icon",
	".woff": "font/woff", ".woff2": "font/woff2",
	".mp4": "video/mp4", ".webm": "video/webm", ".mp3": "audio/mpeg", ".ogg": "audio/ogg",
	".vtt": "text/vtt; charset=utf-8",
}

// mediaTypeOf returns the media type of a static file.
func mediaTypeOf(name string) string {
	if t, ok := mediaTypes[strings.ToLower(path.Ext(name))]; ok {
		return t
	}
	return "application/octet-stream"
}

// files copies static files, and the pictures and documents that are referred
// to, as they are published. Those that have one name and the same bytes have one
// address.
func (p *publisher) files() {
	for _, s := range p.in.Static {
		p.static[s.Name] = true
		p.outputs = append(p.outputs, publication.Output{
			Path: s.Name, MediaType: mediaTypeOf(s.Name), Stage: publication.Asset, Source: staticFile(s.Name),
			Copy: &publication.Original{Open: s.Open, Seen: s.Seen, Builtin: s.Builtin},
		})
	}
	copied := make(map[address.Path]bool, len(p.site.Media))
	for _, m := range p.site.Media {
		if copied[m.Address] {
			continue
		}
		copied[m.Address] = true
		p.outputs = append(p.outputs, publication.Output{
			Path: m.Address.File(), MediaType: m.MediaType, Stage: publication.Asset, Source: m.Source,
			Copy: &publication.Original{
				Fixed: true, Seen: source.Fingerprint{Digest: m.Digest, Stamp: m.Stamp},
				Open: func() (publication.File, error) { return p.in.OpenMedia(m.Source) },
			},
		})
	}
}

// replaced reports whether an output that Belfry makes of its own accord gives
// way to a static file. What an editor wrote does not.
func (p *publisher) replaced(o *publication.Output) bool {
	return o.Source == "" && p.static[o.Path]
}

// withoutReplaced returns the outputs without those that give way, and a notice
// at each file that they give way to, which is written when they would have been.
func (p *publisher) withoutReplaced(all []publication.Output) (outputs []publication.Output, found []diag.Diagnostic) {
	stages := map[string]publication.Stage{}
	for i := range all {
		o := &all[i]
		if !p.replaced(o) {
			continue
		}
		stages[o.Path] = o.Stage
		what := "file"
		if strings.HasPrefix(o.MediaType, "text/html") {
			what = "page"
		}
		found = append(found, diag.Diagnostic{
			Severity: diag.Notice, Code: "replaces-output", File: staticFile(o.Path),
			Message: "this file is published instead of the " + what + " " + string(o.Address()) + " that Belfry makes",
			Hint:    "give it another name if both are wanted",
		})
	}
	if len(found) == 0 {
		return all, nil
	}
	// The sitemap still looks at those of each edition.
	outputs = slices.DeleteFunc(slices.Clone(all), func(o publication.Output) bool { return p.replaced(&o) })
	for i := range outputs {
		if stage, replaces := stages[outputs[i].Path]; replaces {
			outputs[i].Stage = stage
		}
	}
	return outputs, found
}

func staticFile(name string) string { return source.StaticDir + "/" + name }

// unfitNames reports the files that cannot be copied under the names they have.
func unfitNames(outputs []publication.Output) []diag.Diagnostic {
	var found []diag.Diagnostic
	for i := range outputs {
		o := &outputs[i]
		if o.Copy == nil {
			continue
		}
		if f := unfitName(o); f.Kind != address.Fine {
			found = append(found, misnamed(o, f))
		}
	}
	return found
}

func misnamed(o *publication.Output, f address.Fault) diag.Diagnostic {
	what, hint := "the name", "give the file another name"
	switch {
	case f.Kind == address.Kept:
		hint = "give the file another name, or take it away"
	case f.Part != path.Base(o.Source):
		what, hint = "the name of a folder", "give the folder "+f.Part+" another name"
	}
	return diag.Diagnostic{Code: "file-name", File: o.Source, Message: f.Message(what), Hint: f.Hint(hint)}
}

// unfitName looks at the whole path of a static file, and of what is published
// under another name at the one that its editor has given.
func unfitName(o *publication.Output) address.Fault {
	if o.Source == staticFile(o.Path) {
		return address.Check(o.Path)
	}
	return address.Check(path.Base(o.Source))
}

package pages

import (
	"path"
	"strings"

	"belfry/internal/publication"
	"belfry/internal/source"
)

// mediaTypes are those of the files that sites keep in static/. The machine's
// own table is not asked, because it differs from machine to machine.
var mediaTypes = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8",
	".html": "text/html; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".xml": "application/xml", ".json": "application/json",
	".webmanifest": "application/manifest+json", ".map": "application/json",
	".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
	".avif": "image/avif", ".ico": "image/x-icon", ".woff": "font/woff", ".woff2": "font/woff2", ".pdf": "application/pdf",
}

// mediaTypeOf returns the media type of a static file.
func mediaTypeOf(name string) string {
	if t, ok := mediaTypes[strings.ToLower(path.Ext(name))]; ok {
		return t
	}
	return "application/octet-stream"
}

// files copies static files, and the pictures and documents that are referred
// to. Those that have one name and the same bytes have one address.
func (p *publisher) files() {
	for _, s := range p.in.Static {
		p.outputs = append(p.outputs, publication.Output{Path: s.Name, MediaType: mediaTypeOf(s.Name), Stage: publication.Asset,
			Source: "static/" + s.Name, Copy: &publication.Original{Open: s.Open, Seen: s.Seen}})
	}
	copied := make(map[string]bool, len(p.site.Media))
	for _, m := range p.site.Media {
		if copied[m.Address] {
			continue
		}
		copied[m.Address] = true
		p.outputs = append(p.outputs, publication.Output{Path: strings.TrimPrefix(p.local(m.Address), "/"), MediaType: m.MediaType, Stage: publication.Asset,
			Source: m.Source, Copy: &publication.Original{Fixed: true, Seen: source.Fingerprint{Digest: m.Digest, Stamp: m.Stamp},
				Open: func() (publication.File, error) { return p.in.OpenMedia(m.Source) }}})
	}
}

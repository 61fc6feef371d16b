package pages

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"belfry/internal/publication"
	"belfry/internal/site"
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
			Source: "static/" + s.Name, Render: func(w io.Writer) error { return copyFrom(w, s.Open) }})
	}
	copied := make(map[string]bool, len(p.site.Media))
	for _, m := range p.site.Media {
		if copied[m.Address] {
			continue
		}
		copied[m.Address] = true
		p.outputs = append(p.outputs, publication.Output{Path: strings.TrimPrefix(p.local(m.Address), "/"), MediaType: m.MediaType, Stage: publication.Asset,
			Source: m.Source, Render: func(w io.Writer) error { return p.copyMedia(w, m) }})
	}
}

func copyFrom(w io.Writer, open func() (io.ReadCloser, error)) error {
	r, err := open()
	if err != nil {
		return err
	}
	defer r.Close()
	_, err = io.Copy(w, r)
	return err
}

// copyMedia copies a file whose address holds its digest, so its bytes must
// still be those that were read when the site was made.
func (p *publisher) copyMedia(w io.Writer, m *site.Media) error {
	var data bytes.Buffer
	if err := copyFrom(&data, func() (io.ReadCloser, error) { return p.in.OpenMedia(m.Source) }); err != nil {
		return err
	}
	if sha256.Sum256(data.Bytes()) != m.Digest {
		return fmt.Errorf("copying %s: %w", m.Source, errChanged)
	}
	_, err := data.WriteTo(w)
	return err
}

var errChanged = errors.New("the file has changed while the site was being made; build again")

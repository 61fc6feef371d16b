package site

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"belfry/internal/content"
	"belfry/internal/diag"

	"maps"
)

// file returns the picture or document that dest names, seen from the file
// source, and publishes it. It returns nil, and reports why, where that cannot
// be.
func (b *builder) file(source string, dest string, pos diag.Position, length int) *Media {
	name := path.Join(path.Dir(source), dest)
	if strings.HasPrefix(dest, "/") {
		name = path.Join("content", dest)
	}
	if m, ok := b.media[name]; ok {
		return m
	}
	f, ok := b.in.Files[name]
	if !ok {
		b.reportNoFile(source, dest, name, pos, length)
		return nil
	}
	if f.Unfit != nil {
		b.report(diag.Diagnostic{Code: "unfit-file", File: source, Pos: pos, Length: length, Message: f.Unfit.Message + " (" + dest + ")", Hint: f.Unfit.Hint})
		return nil
	}
	m := &Media{Source: name, Info: f.Info, Address: b.site.Root + mediaAddress(name, f)}
	b.media[name] = m
	return m
}

// mediaAddress names a file by its content, so that a changed picture has a
// new address and an address never changes what it shows.
func mediaAddress(name string, f File) string {
	ending := path.Ext(name)
	stem := strings.TrimSuffix(path.Base(name), ending)
	return fmt.Sprintf("/media/%s-%x%s", stem, f.Digest[:5], strings.ToLower(ending))
}

func (b *builder) reportNoFile(source, dest, name string, pos diag.Position, length int) {
	d := diag.Diagnostic{Code: "no-such-file", File: source, Pos: pos, Length: length,
		Message: "there is no file " + name, Hint: "put the picture beside the text, and write its name as it is, with capitals and ending"}
	if near, ok := diag.Nearest(name, slices.Collect(maps.Keys(b.in.Files))); ok {
		d.Hint = "did you mean " + relative(path.Dir(source), near) + "?"
	}
	b.report(d)
}

// relative returns the path of target as it is written in a file in dir.
func relative(dir, target string) string {
	up := ""
	for dir != "." && !strings.HasPrefix(target, dir+"/") {
		dir, up = path.Dir(dir), up+"../"
	}
	return up + strings.TrimPrefix(target, dir+"/")
}

func (b *builder) picture(source string, r content.Ref) *Media {
	if r.Name == "" {
		return nil
	}
	if strings.Contains(r.Name, "://") || strings.HasPrefix(r.Name, "//") {
		b.fail(source, r.Pos, "foreign-picture", "the picture "+r.Name+" lies on another site", "put a copy beside the text: a picture from elsewhere tells that site who reads this page")
		return nil
	}
	m := b.file(source, r.Name, r.Pos, len([]rune(r.Name)))
	if m != nil && !m.IsPicture() {
		b.fail(source, r.Pos, "not-a-picture", r.Name+" is not a picture", "use JPEG, PNG, GIF or WebP")
		return nil
	}
	return m
}

func (b *builder) image(source string, i *content.Image) *Image {
	if i == nil {
		return nil
	}
	m := b.picture(source, i.Src)
	if m == nil {
		return nil
	}
	return &Image{m, i.Alt, i.Credit}
}

func (b *builder) logo(source string, r content.Ref) *Media { return b.picture(source, r) }

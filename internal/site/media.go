package site

import (
	"cmp"
	"encoding/base32"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"belfry/internal/address"
	"belfry/internal/content"
	"belfry/internal/markdown"
	"belfry/internal/source"

	"golang.org/x/text/unicode/norm"
)

// file returns the picture or document that r names, seen from the file
// from, and publishes it. It returns nil, and reports why, where that cannot
// be.
func (b *builder) file(from string, r content.Ref) *Media {
	name := path.Join(path.Dir(from), r.Name)
	if strings.HasPrefix(r.Name, "/") {
		name = path.Join(content.Dir, r.Name)
	}
	name = b.fileName(name)
	b.mu.Lock()
	m, known := b.media[name]
	b.mu.Unlock()
	if known {
		return m
	}
	f, ok := b.in.Files[name]
	if static := strings.TrimPrefix(path.Clean(r.Name), "/"); !ok && strings.HasPrefix(r.Name, "/") && b.isStatic(static) {
		return b.staticFile(from, r, static)
	}
	if !ok {
		b.reportNoFile(from, r, name)
		return nil
	}
	if f.Unfit != nil {
		b.reportUnfit(from, r, f)
		return nil
	}
	return b.publish(b.medium(name, f))
}

func (b *builder) medium(name string, f File) *Media {
	return &Media{Source: name, Info: f.Info, Stamp: f.Stamp, Address: mediaAddress(name, f)}
}

func (b *builder) reportUnfit(from string, r content.Ref, f File) {
	b.failAt(from, r, "unfit-file", f.Unfit.Message+" ("+r.Name+")", f.Unfit.Hint)
}

func (b *builder) isStatic(name string) bool {
	_, found := slices.BinarySearch(b.in.Static, name)
	return found
}

// staticFile returns a static file, which r names by its address as a link does.
// It is published in any case.
func (b *builder) staticFile(from string, r content.Ref, name string) *Media {
	b.mu.Lock()
	m, known := b.static[name]
	b.mu.Unlock()
	if known {
		return m
	}
	f := b.in.Measure(name)
	if f.Unfit != nil {
		b.reportUnfit(from, r, f)
		return nil
	}
	m = &Media{Source: source.StaticDir + "/" + name, Info: f.Info, Address: address.Home.Join(name)}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.static[name] = m
	return m
}

// publish remembers a picture or document, once.
func (b *builder) publish(m *Media) *Media {
	b.mu.Lock()
	defer b.mu.Unlock()
	if first, known := b.media[m.Source]; known {
		return first
	}
	b.media[m.Source] = m
	return m
}

// fileName returns the path of the picture or document that name means: name
// itself, or one whose accents are stored in another way, as macOS does.
func (b *builder) fileName(name string) string {
	if _, ok := b.in.Files[name]; ok || isASCII(name) {
		return name
	}
	return cmp.Or(b.known.composedFiles()[norm.NFC.String(name)], name)
}

// sameText reports whether two texts are shown alike.
func sameText(a, b string) bool { return norm.NFC.String(a) == norm.NFC.String(b) }

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// mediaFolder is where all pictures and documents are published.
const mediaFolder address.Path = "/media/"

// mediaAddress names a file by what is published of it, so that a changed picture
// has a new address and an address never changes what it shows. It has 128 bits of
// the digest: of far fewer, two files are soon made that share them.
func mediaAddress(name string, f File) address.Path {
	ending := path.Ext(name)
	stem := strings.TrimSuffix(path.Base(name), ending)
	return mediaFolder.Join(stem + "-" + addressDigits.EncodeToString(f.Digest[:16]) + strings.ToLower(ending))
}

// addressDigits make short addresses, and differ also where case does not count.
var addressDigits = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// onDisk returns the name of a file that is written as a place on somebody's own
// computer: C:\Users\me\a.png, /home/me/a.png, file:///Users/me/a.png.
func onDisk(dest string) (name string, is bool) {
	if name, is := markdown.OnDisk(dest); is {
		return name, true
	}
	lower := strings.ToLower(dest)
	if !strings.HasPrefix(lower, "/home/") && !strings.HasPrefix(lower, "/users/") && !strings.HasPrefix(lower, "/tmp/") && !strings.HasPrefix(dest, "~/") {
		return "", false
	}
	return dest[strings.LastIndexByte(dest, '/')+1:], true
}

// reportOnDisk says where a file belongs that lies on somebody's own computer.
func (b *builder) reportOnDisk(from string, r content.Ref, name string) {
	b.failAt(from, r, "no-such-file", "this is a place on one computer, where nobody else finds it", "put the file beside the text and write "+name)
}

func (b *builder) reportNoFile(from string, r content.Ref, name string) {
	if own, is := onDisk(r.Name); is && own != "" {
		b.reportOnDisk(from, r, own)
		return
	}
	message, hint := "there is no file "+name, "put the file beside the text, and write its name as it is, with capitals and ending"
	static := strings.TrimLeft(path.Clean(r.Name), "./")
	switch {
	case !inContent(name):
		message = "the path " + r.Name + " leads out of the content folder"
	case strings.HasPrefix(r.Name, "/"):
		message = "there is neither a file " + name + " nor a file " + source.StaticDir + "/" + static
	}
	if near, ok := b.known.files().nearest(name); ok {
		hint = "did you mean " + relative(path.Dir(from), near) + "?"
	} else if near, ok := b.known.static().nearest(static); ok {
		hint = "did you mean /" + near + "?"
	}
	b.failAt(from, r, "no-such-file", message, hint)
}

// relative returns the path of target as it is written in a file in dir.
func relative(dir, target string) string {
	up := ""
	for dir != "." && !strings.HasPrefix(target, dir+"/") {
		dir, up = path.Dir(dir), up+"../"
	}
	return up + strings.TrimPrefix(target, dir+"/")
}

func (b *builder) picture(from string, r content.Ref) *Media {
	if r.Name == "" {
		return nil
	}
	if name, is := onDisk(r.Name); is && strings.HasPrefix(strings.ToLower(r.Name), "file:") {
		b.reportOnDisk(from, r, name)
		return nil
	}
	if strings.Contains(r.Name, "://") || strings.HasPrefix(r.Name, "//") {
		b.failAt(from, r, "foreign-picture", "the picture "+r.Name+" lies on another site", "put a copy beside the text: a picture from elsewhere tells that site who reads this page")
		return nil
	}
	m := b.file(from, r)
	if m != nil && !m.IsPicture() {
		b.failAt(from, r, "not-a-picture", r.Name+" is not a picture", "use JPEG, PNG, GIF or WebP")
		return nil
	}
	return m
}

func (b *builder) image(from string, i *content.Image) *Image {
	if i == nil {
		return nil
	}
	m := b.picture(from, i.Src)
	if m == nil {
		return nil
	}
	return &Image{m, i.Alt, i.Credit}
}

func (b *builder) logo(from string, r content.Ref) *Media { return b.picture(from, r) }

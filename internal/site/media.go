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
	"belfry/internal/picture"
	"belfry/internal/source"

	"golang.org/x/text/unicode/norm"
)

// Media is a picture or a document that something refers to.
type Media struct {
	Source  string
	Address address.Path
	picture.Info
	Stamp source.Stamp
}

// BareMediaType returns the type and subtype alone of the media type: calendars have
// no place for more (RFC 5545 3.2.8).
func (m *Media) BareMediaType() string {
	bare, _, _ := strings.Cut(m.MediaType, ";")
	return bare
}

// An Image is a picture with what is said of it.
type Image struct {
	*Media
	Alt, Credit string
}

// file returns the picture or document that r names, seen from the file
// from, and publishes it. It returns nil, and reports why, where that cannot
// be.
func (r *resolver) file(from string, ref content.Ref) *Media {
	written := path.Join(path.Dir(from), ref.Name)
	if strings.HasPrefix(ref.Name, "/") {
		written = path.Join(content.Dir, ref.Name)
	}
	name := r.fileName(written)
	f, ok := r.in.Files[name]
	if ok && name == written {
		r.look(atFiles, func(r *resolver) bool { return r.in.Files[name] == f })
	} else {
		r.lookAround()
	}
	if m, known := r.media[name]; known {
		return m
	}
	static := strings.TrimPrefix(path.Clean(ref.Name), "/")
	switch {
	case !ok && strings.HasPrefix(ref.Name, "/") && r.isStatic(static):
		return r.staticFile(from, ref, static)
	case !ok:
		r.reportNoFile(from, ref, name)
		return nil
	case f.Unfit != nil:
		r.reportUnfit(from, ref, f)
		return nil
	}
	return r.publish(newMedia(name, f))
}

func newMedia(name string, f File) *Media {
	return &Media{Source: name, Info: f.Info, Stamp: f.Stamp, Address: mediaAddress(name, f)}
}

func (r *resolver) reportUnfit(from string, ref content.Ref, f File) {
	r.failAt(from, ref, "unfit-file", f.Unfit.Message+" ("+ref.Name+")", f.Unfit.Hint)
}

func (r *resolver) isStatic(name string) bool {
	_, found := slices.BinarySearch(r.in.Static, name)
	return found
}

// measure returns what is known of a static file.
func (g *ground) measure(name string) File {
	return g.static.Of(name, func() File { return g.in.Measure(name) })
}

// staticFile returns a static file, which r names by its address as a link does.
// It is published in any case.
func (r *resolver) staticFile(from string, ref content.Ref, name string) *Media {
	f := r.measure(name)
	if f.Unfit != nil {
		r.reportUnfit(from, ref, f)
		return nil
	}
	return &Media{Source: source.StaticDir + "/" + name, Info: f.Info, Address: address.Home.Join(name)}
}

// fileName returns the path of the picture or document that name means: name
// itself, or one whose accents are stored in another way, as macOS does.
func (r *resolver) fileName(name string) string {
	if _, ok := r.in.Files[name]; ok || isASCII(name) {
		return name
	}
	return cmp.Or(r.files.composedFiles()[norm.NFC.String(name)], name)
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
	isIn := func(folder string) bool { return strings.HasPrefix(lower, folder) }
	if !slices.ContainsFunc([]string{"/home/", "/users/", "/tmp/", "~/"}, isIn) {
		return "", false
	}
	return dest[strings.LastIndexByte(dest, '/')+1:], true
}

// reportOnDisk says where a file belongs that lies on somebody's own computer.
func (r *resolver) reportOnDisk(from string, ref content.Ref, name string) {
	r.failAt(from, ref, "no-such-file",
		"this is a place on one computer, where nobody else finds it", "put the file beside the text and write "+name)
}

func (r *resolver) reportNoFile(from string, ref content.Ref, name string) {
	if own, is := onDisk(ref.Name); is && own != "" {
		r.reportOnDisk(from, ref, own)
		return
	}
	message := "there is no file " + name
	hint := "put the file beside the text, and write its name as it is, with capitals and ending"
	static := strings.TrimLeft(path.Clean(ref.Name), "./")
	switch {
	case !inContent(name):
		message = "the path " + ref.Name + " leads out of the content folder"
	case strings.HasPrefix(ref.Name, "/"):
		message = "there is neither a file " + name + " nor a file " + source.StaticDir + "/" + static
	}
	if near, ok := r.files.all().nearest(name); ok {
		hint = "did you mean " + relative(path.Dir(from), near) + "?"
	} else if near, ok := r.files.static().nearest(static); ok {
		hint = "did you mean /" + near + "?"
	}
	r.failAt(from, ref, "no-such-file", message, hint)
}

// relative returns the path of target as it is written in a file in dir.
func relative(dir, target string) string {
	up := ""
	for dir != "." && !strings.HasPrefix(target, dir+"/") {
		dir, up = path.Dir(dir), up+"../"
	}
	return up + strings.TrimPrefix(target, dir+"/")
}

func (r *resolver) picture(from string, ref content.Ref) *Media {
	if ref.Name == "" {
		return nil
	}
	if name, is := onDisk(ref.Name); is && strings.HasPrefix(strings.ToLower(ref.Name), "file:") {
		r.reportOnDisk(from, ref, name)
		return nil
	}
	if strings.Contains(ref.Name, "://") || strings.HasPrefix(ref.Name, "//") {
		r.failAt(from, ref, "foreign-picture", "the picture "+ref.Name+" lies on another site",
			"put a copy beside the text: a picture from elsewhere tells that site who reads this page")
		return nil
	}
	m := r.file(from, ref)
	if m != nil && !m.IsPicture() {
		r.failAt(from, ref, "not-a-picture", ref.Name+" is not a picture", "use JPEG, PNG, GIF or WebP")
		return nil
	}
	return m
}

func (r *resolver) image(from string, i *content.Image) *Image {
	if i == nil {
		return nil
	}
	m := r.picture(from, i.Src)
	if m == nil {
		return nil
	}
	return &Image{m, i.Alt, i.Credit}
}

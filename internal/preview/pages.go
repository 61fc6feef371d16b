package preview

import (
	"bytes"
	"io"
	"io/fs"
	"strings"

	"belfry/internal/locale"
	"belfry/internal/publication"
	"belfry/internal/site"
	"belfry/internal/source"
)

// A page is an output as it is served. It has to be closed.
type page struct {
	output *publication.Output // nil for a page of the preview's own
	media  string
	status int
	body   []byte
	file   publication.File // in the place of body, where a file is sent as it is
	digest string           // of the body, or file, as a build writes it
}

func (p page) close() {
	if p.file != nil {
		p.file.Close()
	}
}

// find returns the output at the path of a URL, or the path that a web server
// leads to from there; neither where there is nothing.
func (st *state) find(path string) (output *publication.Output, elsewhere string) {
	base, pub := st.good.Site.Base, st.good.Publication
	if root := string(base.Root); root != "" && (path == root || path == "/") {
		return nil, root + "/"
	}
	at, is := base.Within(path)
	if !is {
		return nil, ""
	}
	output = pub.AtAddress(at)
	if output == nil && pub.AtAddress(at+"/") != nil {
		return nil, path + "/"
	}
	return output, ""
}

// page returns what is at the path of a URL: 404.html where there is nothing.
func (st *state) page(path string) (p page, elsewhere string, err error) {
	output, elsewhere := st.find(path)
	if elsewhere != "" {
		return page{}, elsewhere, nil
	}
	if output != nil {
		p, err = render(output, 200)
	}
	if output == nil || err != nil && output.Copy != nil { // a file that has gone, or is another now
		p, err = st.notFound(path)
	}
	return p, "", err
}

// page renders what is at the path of a URL, as a state has it, and notes where
// that cannot be done. The last good site, in the place of one with mistakes, had
// its faults noted before, and they may be mended by now.
func (s *Server) page(st *state, path string) (p page, elsewhere string, err error) {
	p, elsewhere, err = st.page(path)
	if err != nil && !st.result.Failed() {
		s.faults.add(st, err)
	}
	return p, elsewhere, err
}

// notFound returns the page of the edition that a path lies in for what is not there.
func (st *state) notFound(path string) (page, error) {
	if o := st.notFoundOutput(path); o != nil {
		if p, err := render(o, 404); err == nil || o.Copy == nil {
			return p, err
		}
	}
	return page{media: "text/plain; charset=utf-8", status: 404, body: []byte("There is no such page.\n")}, nil
}

func (st *state) notFoundOutput(path string) *publication.Output {
	if at, is := st.good.Site.Base.Within(path); is {
		for _, ed := range st.good.Site.Editions {
			if ed.Covers(at) {
				return st.good.Publication.AtAddress(ed.At(site.NotFoundAddress))
			}
		}
	}
	return st.good.Publication.AtAddress(site.NotFoundAddress)
}

// render makes the page of an output. One that is copied is opened, and never
// read into memory, unless it is a page that people write.
func render(o *publication.Output, status int) (page, error) {
	p := page{output: o, media: o.MediaType, status: status}
	if o.Copy != nil {
		return p.open(o.Copy)
	}
	var b bytes.Buffer
	if err := o.Render(&b); err != nil {
		return page{}, err
	}
	p.body, p.digest = b.Bytes(), digestOf(b.Bytes())
	return p, nil
}

func (p page) open(original *publication.Original) (page, error) {
	file, err := original.Open()
	if err != nil {
		return page{}, err
	}
	digest, err := original.Digest(file)
	var info fs.FileInfo
	if err == nil {
		info, err = file.Stat()
	}
	if err == nil && p.isHTML() && info.Size() <= source.MaxFileSize {
		defer file.Close()
		p.body, err = io.ReadAll(file)
		p.digest = digestOf(p.body)
		return p, err
	}
	if err != nil {
		file.Close()
		return page{}, err
	}
	p.file, p.digest = file, short(digest)
	return p, nil
}

func digestOf(data []byte) string { return short(source.DigestOf(data)) }

func short(d source.Digest) string { return d.String()[:24] }

func (p page) isHTML() bool { return strings.HasPrefix(p.media, "text/html") }

// withScript returns the page with the one element that a build does not
// write: the script that keeps it up to date.
func (p page) withScript() page {
	tag := `<script src="` + scriptPath + `" data-page="` + p.digest + `" defer></script>`
	i := bytes.LastIndex(p.body, []byte("</body>"))
	if i < 0 {
		i = len(p.body)
	}
	p.body = bytes.Join([][]byte{p.body[:i], p.body[i:]}, []byte(tag))
	return p
}

// untranslated says of a page in which languages it is not there yet, and in which files
// it would be.
func (s *Server) untranslated(st *state, p page) []problem {
	if p.output == nil || !p.isHTML() {
		return nil
	}
	var all []problem
	for _, m := range st.good.Site.MissingBeside(p.output.Source) {
		name := m.Lang
		if english, known := locale.Get("en"); known {
			name = english.Language(m.Lang)
		}
		all = append(all, problem{Place: m.File, Message: "no " + name + " text yet", Edit: s.o.Edit(m.File, 1, 1)})
	}
	return all
}

// ribbon says of a page why a build would not publish it.
func (st *state) ribbon(path string, p page) string {
	list := st.good.Site.Withheld
	at, is := st.good.Site.Base.Within(path)
	matches := func(w site.Withheld) bool { return p.status == 404 && is && w.Address != "" && w.Address == at }
	if p.status != 404 {
		list = st.good.Site.Early
		matches = func(w site.Withheld) bool { return p.output != nil && w.Source == p.output.Source }
	}
	for _, w := range list {
		if matches(w) {
			return w.Source + ": " + w.Because()
		}
	}
	return ""
}

package main

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"strings"
)

// A worst is a site with very many mistakes of one kind, or the same without.
type worst struct {
	code string // of the diagnostic
	how  string
	site func(s *worstSite, wrong bool)
}

// A worstSite is the files of one by their paths.
type worstSite struct {
	files map[string]string
	n     int
}

const worstConfig = "name: Test\nurl: https://network.example\nhistory: none\ntimezone: Europe/Brussels\n"

// news adds n announcements; front and body are formats of what the i-th says.
func (s *worstSite) news(front, body string) {
	for i := range s.n {
		s.files[fmt.Sprintf("content/news/item-%d.md", i)] = "---\ntitle: Item\npublished: 2025-06-01\n" +
			numbered(front, i) + "\n---\n" + numbered(body, i) + "\n"
	}
}

func (s *worstSite) events(n int, front string) {
	for i := range n {
		s.files[fmt.Sprintf("content/events/meeting-%d.md", i)] = "---\ntitle: Meeting\n" + numbered(front, i) + "\n---\n"
	}
}

// text adds n announcements, and one with n times a text in its body.
func (s *worstSite) text(body string) {
	s.news("", "")
	s.files["content/news/text.md"] = "---\ntitle: Item\npublished: 2025-06-01\n---\n" + repeated(body, s.n)
}

// lines adds n announcements, and one with n times a text in long paragraphs.
func (s *worstSite) lines(each string) {
	s.news("", "")
	var b strings.Builder
	for i := range s.n {
		b.WriteString(numbered(each, i))
		if i%inParagraph == inParagraph-1 {
			b.WriteString("\n\n")
		}
	}
	s.files["content/news/text.md"] = "---\ntitle: Item\npublished: 2025-06-01\n---\n" + b.String() + "\n"
}

// inParagraph is how many links or the like one paragraph may have, or nearly.
const inParagraph = 500

// front adds n announcements, and one with n times a text in its front matter.
func (s *worstSite) front(before, each, after string) {
	s.news("", "")
	s.files["content/news/text.md"] = "---\ntitle: Item\npublished: 2025-06-01\n" +
		s.times(before, each, after) + "\n---\n"
}

// times repeats a text, as often as there may be such values in one file.
func (s *worstSite) times(before, each, after string) string {
	return before + repeated(each, min(s.n, mostValues)) + after
}

// mostValues is how many fields one file may have, or nearly; inList how many
// values a list may have, and dates how many of these may be left out.
const (
	mostValues = 2_000
	inList     = 50
	dates      = 999
)

func repeated(each string, n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(numbered(each, i))
	}
	return b.String()
}

// each adds n files.
func (s *worstSite) each(n int, name, text string) {
	for i := range n {
		s.files[numbered(name, i)] = numbered(text, i)
	}
}

// numbered puts i in the place of every #, and # in that of every %.
func numbered(format string, i int) string {
	return strings.NewReplacer("#", fmt.Sprint(i), "%", "#").Replace(format)
}

// either returns the text of the site with mistakes, or of the one without.
func either(wrong bool, with, without string) string {
	if wrong {
		return with
	}
	return without
}

func tinyPicture() string {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		panic(err)
	}
	return b.String()
}

const dated = "start: 2025-07-01 10:00\n"

// headings is a text that many link to.
func (s *worstSite) headings() {
	s.files["content/news/long.md"] = "---\ntitle: Long\npublished: 2025-06-01\n---\n" + repeated("%% Heading #\n\n", s.n)
}

package theme_test

import (
	"bytes"
	"html/template"
	"io"
	"strings"
	"testing"

	"belfry/internal/pages"
	"belfry/internal/wording"
)

// BenchmarkRender compares programs with html/template, at pages of the usual size.
//
//	go test ./internal/theme -run '^$' -bench Render
func BenchmarkRender(b *testing.B) {
	look := defaultTheme(b)
	topic := pages.Link{Text: "Digital twins", Address: "/topics/digital-twins/"}
	day := wording.Time{ISO: "2026-01-01T10:00:00+01:00", Text: "1 January 2026"}
	frame := pages.Page{
		Title: "Onboarding meeting", FullTitle: "Onboarding meeting · Smart Communities Network",
		Top:      look.Part("trail", []pages.Link{topic}),
		Metadata: pages.Metadata{Title: "Onboarding meeting", Canonical: "https://network.example/news/a/"},
	}
	body := template.HTML(strings.Repeat("<p>A paragraph of a page.</p>\n", 20))
	for name, view := range map[string]any{
		"news": pages.NewsPage{
			Page: frame, Published: day,
			Lead: "The first meeting.", Body: body, Topics: []pages.Link{topic, topic},
		},
		"event": pages.EventPage{
			Page: frame, When: wording.When{Time: day, Zone: "Brussels time"}, Calendar: "/events/a.ics",
			Format: "Online", Join: &topic, Body: body,
			Series: &topic, Topics: []pages.Link{topic, topic}, Organisers: []pages.Link{topic},
		},
	} {
		for how, render := range map[string]func(io.Writer, string, any) error{
			"program": look.Render, "html-template": look.Interpret,
		} {
			b.Run(name+"/"+how, func(b *testing.B) {
				var page bytes.Buffer
				b.ReportAllocs()
				for b.Loop() {
					page.Reset()
					if err := render(&page, name, view); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

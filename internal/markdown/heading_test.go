package markdown

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestHeadings(t *testing.T) {
	const src = "# The *spring* [assembly](a.md)\n\na[^1]\n\n### B-side\n\n### B-side\n\n#\n\n[^1]: b\n"
	doc, _ := New().Parse([]byte(src), Options{Line: 1})
	for _, want := range []string{
		`<h2 id="the-spring-assembly">`, `<h4 id="section-b-side">`, `<h4 id="section-b-side-2">`, `<h2 id="section">`,
	} {
		if html := filled(t, doc); !strings.Contains(html, want) {
			t.Errorf("there is no %s in %s", want, html)
		}
	}
	anchors := []string{"fn:1", "fnref:1", "section", "section-b-side", "section-b-side-2", "the-spring-assembly"}
	if diff := cmp.Diff(anchors, doc.Anchors()); diff != "" {
		t.Error(diff)
	}
}

func TestSlug(t *testing.T) {
	for text, want := range map[string]string{
		"Straße & Plätze":         "straße-plätze",
		"Община „София“":          "община-софия",
		"ΔΉΜΟΙ ΚΑΙ ΚΟΙΝΌΤΗΤΕΣ":    "δήμοι-και-κοινότητεσ",
		"Żółć, gęślą jaźń":        "żółć-gęślą-jaźń",
		"e\u0301te\u0301 2024":    "été-2024",
		"L’été — c’est l’heure":   "lété-cest-lheure",
		"Ħal Għargħur":            "ħal-għargħur",
		"an_id  with\tspaces -- ": "an_id-with-spaces",
		"!?":                      "section",
		"B-list":                  "section-b-list",
	} {
		if got := slug(text); got != want {
			t.Errorf("slug(%q) = %q, want %q", text, got, want)
		}
	}
}

// Ids are unique, in NFC, without spaces, and none is one of the layout's.
func TestIDs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(rapid.OneOf(rapid.String(), rapid.StringMatching(`[aB](-[12])?`)), 0, 20).Draw(t, "texts")
		var s ids
		var all []string
		for _, text := range texts {
			id := s.next(text)
			odd := strings.ContainsAny(id, " \t\n\"<>&:#") || !norm.NFC.IsNormalString(id)
			if id == "" || strings.HasPrefix(id, "b-") || odd {
				t.Fatalf("%q has the id %q", text, id)
			}
			all = append(all, id)
		}
		slices.Sort(all)
		if len(slices.Compact(all)) != len(texts) {
			t.Fatal("two headings have one id")
		}
	})
}

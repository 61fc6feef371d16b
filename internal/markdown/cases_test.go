package markdown

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestCases reads testdata/*.txt: cases parted by "= = =", each a name, the
// Markdown, the HTML with holes as {address}, and what is found.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	p := New()
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for c := range strings.SplitSeq(string(data), "= = =\n") {
			parts := strings.Split(c, "- - -\n")
			t.Run(strings.TrimSpace(parts[0]), func(t *testing.T) {
				doc, found := p.Parse([]byte(parts[1]), Options{Line: 1})
				if diff := cmp.Diff(parts[2], filled(t, doc)); diff != "" {
					t.Errorf("HTML (-want +got):\n%s", diff)
				}
				want := ""
				if len(parts) > 3 {
					want = parts[3]
				}
				got := ""
				for _, d := range found {
					got += fmt.Sprintf("%d:%d %v %s %d\n", d.Pos.Line, d.Pos.Column, d.Severity, d.Code, d.Length)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("found (-want +got):\n%s", diff)
				}
			})
		}
	}
}

// filled returns the HTML with each hole holding its own address.
func filled(t interface{ Fatal(...any) }, doc *Document) string {
	targets := make([]Target, len(doc.Links()))
	for i, l := range doc.Links() {
		targets[i].URL = "{" + l.Dest + "}"
	}
	return htmlOf(t, doc, targets)
}

package markdown

import (
	"go/ast"
	"go/doc/comment"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// documentation returns the paragraphs of the documentation of Go's own packages, which
// is at hand wherever these tests run: some 40,000 sentences by many people,
// full of brackets, stars and signs. What it shows as code is left out.
func documentation(t *testing.T) []string {
	t.Helper()
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Skip("there is no go command: no prose is at hand")
	}
	var all []string
	src := filepath.Join(strings.TrimSpace(string(root)), "src")
	err = filepath.WalkDir(src, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		if strings.Contains(path, "testdata") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		all = append(all, paragraphsOf(t, path)...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func paragraphsOf(t *testing.T, path string) []string {
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), path, data, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	var found []string
	ast.Inspect(file, func(n ast.Node) bool {
		if group, ok := n.(*ast.CommentGroup); ok {
			for _, block := range new(comment.Parser).Parse(group.Text()).Content {
				if p, ok := block.(*comment.Paragraph); ok {
					found = append(found, plainOf(p))
				}
			}
		}
		return true
	})
	return found
}

func plainOf(p *comment.Paragraph) string {
	var b strings.Builder
	for _, t := range p.Text {
		switch t := t.(type) {
		case comment.Plain:
			b.WriteString(string(t))
		case comment.Italic:
			b.WriteString(string(t))
		case *comment.DocLink:
			b.WriteString("[" + plainOf(&comment.Paragraph{Text: t.Text}) + "]")
		case *comment.Link:
			b.WriteString(plainOf(&comment.Paragraph{Text: t.Text}))
		}
	}
	return b.String()
}

var sentenceEnd = regexp.MustCompile(`[.!?:](?:\s|$)`)

// TestFalseAlarms: in ordinary prose at most one sentence of 2,000 is taken for
// markup that did not take.
func TestFalseAlarms(t *testing.T) {
	if testing.Short() {
		t.Skip("it reads the documentation of Go")
	}
	p := New()
	sentences := 0
	var alarms []string
	for _, text := range documentation(t) {
		sentences += len(sentenceEnd.FindAllString(text, -1))
		_, found := p.Parse([]byte(text), Options{Line: 1})
		for _, d := range found {
			if d.Code == "markup" {
				alarms = append(alarms, d.Message+": "+text)
			}
		}
	}
	t.Logf("%d sentences, %d alarms", sentences, len(alarms))
	if sentences < 10_000 {
		t.Fatalf("only %d sentences are at hand", sentences)
	}
	if len(alarms)*2000 > sentences {
		t.Errorf("%d alarms in %d sentences:\n%s", len(alarms), sentences, strings.Join(alarms, "\n\n"))
	}
}

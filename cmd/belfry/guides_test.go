package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"belfry/internal/calendar"

	"github.com/google/go-cmp/cmp"
)

// The guides are README.md and those in docs/. Their examples are in fences:
//
//	```md content/news/NAME.md   a file of a site; all of a guide make one site
//	```message                   what belfry prints of the file before it
//	```console                   commands, and what they print in that site
//
// A file before a message is tried in the site of all others.

// guideNow is the day on which the examples of the guides are tried.
const guideNow = "2026-04-01"

// guideSite is what a guide's examples need around them.
var guideSite = map[string]string{
	"content/site.yaml": `name: Smart Communities Network
url: https://network.example
languages: [en, fr]
timezone: Europe/Brussels
topics:
  training: {name: Training}
  digital-twins: {name: Local digital twins}
series:
  network-meetings: {name: Network meetings}
`,
	"content/members/flanders.md": "---\ntitle: Government of Flanders\ncountry: BE\n---\n",
	"content/partners/oasc.md":    "---\ntitle: Open & Agile Smart Cities\n---\n",
}

// besideExamples are a picture and a document, by the folder of the text that they
// lie beside.
var besideExamples = map[string]string{
	"content/news/2026-03-09-library":          "library.png",
	"content/events/2026-11-12-autumn-meeting": "programme.pdf",
}

// A fence is an example in a guide.
type fence struct {
	place string // of its first line
	info  []string
	text  string
}

func (f fence) is(kind string) bool { return len(f.info) > 0 && f.info[0] == kind }

// file returns the path of a file of a site, or "".
func (f fence) file() string {
	if len(f.info) == 2 {
		return f.info[1]
	}
	return ""
}

// guides returns the texts of all guides by their paths.
func guides(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, file := range append(files, "../../README.md") {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimPrefix(filepath.ToSlash(file), "../../")
		texts[name] = strings.ReplaceAll(string(data), "\r\n", "\n")
	}
	return texts
}

// fences divides a guide into its examples and its prose.
func fences(file, text string) (found []fence, prose []string) {
	open := false
	for i, line := range strings.Split(text, "\n") {
		info, isFence := strings.CutPrefix(line, "```")
		switch {
		case isFence && !open:
			found = append(found, fence{place: fmt.Sprintf("%s:%d", file, i+1), info: strings.Fields(info)})
			open = true
		case isFence:
			open = false
		case open:
			found[len(found)-1].text += line + "\n"
		default:
			prose = append(prose, line)
		}
	}
	return found, prose
}

// tried is an example that belfry is run on, with what it has to print.
type tried struct{ file, message fence }

// examples returns the files of a guide that make one site, and those with a
// message, in order.
func examples(t *testing.T, found []fence) (good []fence, told []tried) {
	t.Helper()
	for i, f := range found {
		follows := i+1 < len(found) && found[i+1].is("message")
		switch {
		case f.is("message") && (i == 0 || found[i-1].file() == ""):
			t.Errorf("%s: there is no file before this message", f.place)
		case f.file() != "" && follows:
			told = append(told, tried{f, found[i+1]})
		case f.file() != "":
			good = append(good, f)
		}
	}
	return good, told
}

// writeGuideSite makes a site of examples, in a folder of its own.
func writeGuideSite(t *testing.T, files []fence) string {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range guideSite {
		write(name, text)
	}
	picture, err := os.ReadFile("testdata/published/picture.png")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		write(f.file(), f.text)
		folder := path.Dir(f.file())
		switch name := besideExamples[folder]; path.Ext(name) {
		case ".png":
			write(path.Join(folder, name), string(picture))
		case ".pdf":
			write(path.Join(folder, name), "%PDF-1.4\n")
		}
	}
	return dir
}

// printed runs belfry in a folder and returns what it prints.
func printed(t *testing.T, dir string, args ...string) (stdout, stderr string) {
	t.Helper()
	var out, err strings.Builder
	c := belfryCommand(args...)
	c.Dir, c.Stdout, c.Stderr = dir, &out, &err
	_ = c.Run() // what is wrong, it says
	return out.String(), err.String()
}

// guidesWithExamples are those whose examples make a site.
var guidesWithExamples = []string{"README.md", "docs/editors.md", "docs/webmasters.md"}

// TestGuidesExamples: all example files of a guide together make a site that
// belfry has nothing to say about, and that publishes each of them.
func TestGuidesExamples(t *testing.T) {
	for _, file := range guidesWithExamples {
		found, _ := fences(file, guides(t)[file])
		good, told := examples(t, found)
		if len(good)+len(told) == 0 {
			t.Errorf("%s: there are no examples", file)
		}
		dir := writeGuideSite(t, good)
		stdout, stderr := printed(t, dir, "build", "--strict", "--now", guideNow)
		if stderr != "" || strings.Contains(stdout, "not published") {
			t.Errorf("belfry says of the examples in %s:\n%s%s", file, stderr, stdout)
		}
		for _, f := range good {
			page := addressOfExample(f.file())
			if page != "" && !exists(filepath.Join(dir, "public", page, "index.html")) {
				t.Errorf("%s: there is no page /%s/", f.place, page)
			}
		}
	}
}

var leadingDate = regexp.MustCompile(`^\d{4}-\d\d-\d\d-`)

// addressOfExample returns the address of the page of a news item or event, and
// "" for other files.
func addressOfExample(file string) string {
	parts := strings.Split(strings.TrimSuffix(strings.TrimSuffix(file, ".md"), "/index"), "/")
	if len(parts) < 3 || parts[1] != "news" && parts[1] != "events" {
		return ""
	}
	name, language, translated := strings.Cut(leadingDate.ReplaceAllString(parts[len(parts)-1], ""), ".")
	if translated {
		return language + "/" + parts[1] + "/" + name
	}
	return parts[1] + "/" + name
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// TestGuidesMessages: each message in a guide is what belfry prints of the file
// before it.
func TestGuidesMessages(t *testing.T) {
	for _, file := range guidesWithExamples {
		found, _ := fences(file, guides(t)[file])
		good, told := examples(t, found)
		for _, one := range told {
			dir := writeGuideSite(t, append(slices.Clip(good), one.file))
			stdout, stderr := printed(t, dir, "build", "--now", guideNow)
			if all := stderr + stdout; !strings.Contains("\n"+all, "\n"+one.message.text) {
				t.Errorf("%s: belfry does not print this, but:\n%s", one.message.place, all)
			}
		}
	}
}

// TestGuidesRules: each rule that the editors' guide lists is understood.
func TestGuidesRules(t *testing.T) {
	rules := regexp.MustCompile("(?m)^\\| `(every [^`]*)`").FindAllStringSubmatch(guides(t)["docs/editors.md"], -1)
	if len(rules) < 5 {
		t.Errorf("only %d rules are listed", len(rules))
	}
	for _, m := range rules {
		if _, err := calendar.ParseRule(m[1]); err != nil {
			t.Errorf("%s: %v", m[1], err)
		}
	}
}

var (
	fieldsHere = regexp.MustCompile(`the fields here are (.*)`)
	fieldRow   = regexp.MustCompile(`(?m)^\| \**(\w+(?:, \w+)*)\** \|`)
)

// TestGuidesFields: the guide for webmasters lists the fields of site.yaml, and no
// others. Those of all files are in docs/fields.md, which is made of them.
func TestGuidesFields(t *testing.T) {
	config := fence{info: []string{"yaml", "content/site.yaml"}, text: "qqqqqqqq: 1\n"}
	compareFields(t, "site.yaml", config, guides(t)["docs/webmasters.md"], "\n## site.yaml\n")
}

// compareFields compares the fields that belfry names for a file that has another
// one with those in the table of a section.
func compareFields(t *testing.T, what string, unknown fence, guide, section string) {
	t.Helper()
	_, stderr := printed(t, writeGuideSite(t, []fence{unknown}), "build")
	m := fieldsHere.FindStringSubmatch(stderr)
	_, rest, ok := strings.Cut(guide, section)
	if m == nil || !ok {
		t.Fatalf("%s: no fields are named in the guide, or in:\n%s", what, stderr)
	}
	rest, _, _ = strings.Cut(rest, "\n#")
	var listed []string
	for _, row := range fieldRow.FindAllStringSubmatch(rest, -1) {
		if row[1] != "field" {
			listed = append(listed, strings.Split(row[1], ", ")...)
		}
	}
	known := strings.Split(m[1], ", ")
	slices.Sort(known)
	slices.Sort(listed)
	if diff := cmp.Diff(known, listed); diff != "" {
		t.Errorf("the fields of %s, and those in the guide: %s", what, diff)
	}
}

var inCode = regexp.MustCompile("`[^`]*`")

// noWordsOfProgramming are those that editors need not know.
var noWordsOfProgramming = regexp.MustCompile(`(?i)\b(yaml|json|html|parse\w*|repositor\w*|binar\w*|` +
	`git|commit\w*|boolean\w*|strings?|array\w*|syntax|compil\w*|variable\w*|code|build|cli|utf|metadata)\b`)

// TestGuidesForEditors: the editors' guide speaks of no programming.
func TestGuidesForEditors(t *testing.T) {
	_, prose := fences("docs/editors.md", guides(t)["docs/editors.md"])
	for _, line := range prose {
		if word := noWordsOfProgramming.FindString(inCode.ReplaceAllString(line, "")); word != "" {
			t.Errorf("the word %q stands in: %s", word, line)
		}
	}
}

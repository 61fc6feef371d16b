package content

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"

	"belfry/internal/corpus"
	"belfry/internal/diag"
	"belfry/internal/frontmatter"
	"belfry/internal/picture"
)

var update = flag.Bool("update", false, "rewrite docs/fields.md")

const docsFile = "../../docs/fields.md"

// A fieldTable is what docs/fields.md says of a kind of file, or of a group.
type fieldTable struct {
	title, intro string
	fields       []frontmatter.Description
	file         string // in which the examples are tried; "" for a group
}

func fieldTables() []fieldTable {
	return []fieldTable{
		{"News", "A file in `content/news/`.", newsFields.Describe(), "content/news/a.md"},
		{"Events", "A file in `content/events/`.", eventFields.Describe(), "content/events/a.md"},
		{"Members", "A file in `content/members/`.", memberFields.Describe(), "content/members/a.md"},
		{"Partners", "A file in `content/partners/`.", partnerFields.Describe(), "content/partners/a.md"},
		{"Pages", "A file in `content/pages/`.", pageFields.Describe(), "content/pages/a.md"},
		{"Texts in another language", "A file beside the first one, as `NAME.fr.md`. All else is taken from that.",
			translationFields.Describe(), "content/events/a.fr.md"},
		{"The site", "The file `content/site.yaml`.", configFields.Describe(), ConfigFile},
		{"image", "A picture, of news and of events.", imageFields.Describe(), ""},
		{"location", "A place, of an event or of one of its dates.", locationFields.Describe(), ""},
		{"registration", "How people sign up for an event.", registrationFields.Describe(), ""},
		{"attachments", "Each document of an event.", attachmentFields.Describe(), ""},
		{"changes", "Each date of an event that differs from the others.", changeFields.Describe(), ""},
		{"topics and series", "Each of them, in `content/site.yaml`.", termFields.Describe(), ""},
	}
}

// TestDocs: docs/fields.md says which fields there are, from the tables that they
// are read by.
func TestDocs(t *testing.T) {
	corpus.CheckGuide(t, docsFile, fieldsGuide(t), *update, "go test ./internal/content -run Docs -update")
}

// docsHead begins the guide; ' stands for a grave accent.
const docsHead = `# All fields

<!-- go test ./internal/content -run Docs -update writes this file, from the tables in internal/content. -->

Fields stand at the top of a file, between two lines '---', one to a line: a name, a colon, a space and a value.
Those in **bold** are needed. How they are used is in the [guide for editors](editors.md).

Dates are written '2026-09-24', times '2026-09-24 10:00': as the clocks show them where the event is, or with
'Z' behind them in UTC. Text with a colon and a space in it, or that begins with a sign, stands in quotation marks.

A title has at most 300 characters, a summary 1,000, an address 2,000, and what is longer is said to be. Lists have
at most 50 entries, those of documents 100, those of dates 1,000.

Files, events, members and partners in the examples stand for your own: a name has to be one that is there.

`

func fieldsGuide(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString(strings.ReplaceAll(docsHead, "'", "`"))
	tables := fieldTables()
	for _, table := range tables {
		fmt.Fprintf(&b, "- [%s](#%s)\n", table.title, anchorOf(table.title))
	}
	for _, table := range tables {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n| field | what it says | example |\n|---|---|---|\n", table.title, table.intro)
		for _, f := range table.fields {
			if f.Meaning == "" || f.Example == "" {
				t.Errorf("nothing is said of the field %s of %s", f.Name, table.title)
			}
			name := f.Name
			if f.Required {
				name = "**" + name + "**"
			}
			fmt.Fprintf(&b, "| %s | %s%s | `%s` |\n", name, f.Meaning, groupLink(tables, f), f.Example)
		}
	}
	return b.String()
}

// anchorOf returns the place of a heading in a page.
func anchorOf(title string) string { return strings.ToLower(strings.ReplaceAll(title, " ", "-")) }

// groupLink leads from a field that has fields of its own to these.
func groupLink(tables []fieldTable, f frontmatter.Description) string {
	isGroup := func(table fieldTable) bool { return table.file == "" && table.title == f.Name }
	if !slices.ContainsFunc(tables, isGroup) || !strings.Contains(f.Example, "{") {
		return ""
	}
	return ": [its fields](#" + anchorOf(f.Name) + ")"
}

// TestFieldExamples: the example of each field can be written beside the fields
// that are needed.
func TestFieldExamples(t *testing.T) {
	for _, table := range fieldTables() {
		for _, f := range table.fields {
			if isFile := f.Name == "src" || f.Name == "logo"; isFile && !picture.Known(f.Example) {
				t.Errorf("%s, %s: %s goes with no content", table.title, f.Name, f.Example)
			}
			if found := tryExample(table, f); len(found) > 0 {
				t.Errorf("%s, %s: %s: %s (%s)", table.title, f.Name, f.Example, found[0].Message, found[0].Hint)
			}
		}
	}
}

// tryExample returns what is wrong with a file that has a field. That of a group
// stands in an event, or in a site, that has the group.
func tryExample(table fieldTable, f frontmatter.Description) []diag.Diagnostic {
	file, lines := table.file, exampleLines(table.fields, f)
	around, group := eventFields.Describe(), ""
	switch inBraces := "{" + strings.Join(lines, ", ") + "}"; table.title {
	case "topics and series":
		file, around, group = ConfigFile, configFields.Describe(), "topics: {training: "+inBraces+"}"
	case "attachments", "changes":
		file, group = "content/events/a.md", table.title+": ["+inBraces+"]"
	case "image", "location", "registration":
		file, group = "content/events/a.md", table.title+":\n  "+strings.Join(lines, "\n  ")
	}
	if group != "" {
		lines = append(exampleLines(around, frontmatter.Description{}), group)
	}
	text := strings.Join(lines, "\n") + "\n"
	if file == ConfigFile {
		_, found := ParseConfig([]byte(text))
		return found
	}
	languages := []string{"en", "fr"}
	name, found, _ := Name(file, languages)
	name.IsTranslation = name.Lang != ""
	return append(found, NewParser().Parse(name, []byte("---\n"+text+"---\nA text.\n")).Diagnostics...)
}

// exampleLines returns the fields that are needed, and f, as they are written.
func exampleLines(fields []frontmatter.Description, f frontmatter.Description) []string {
	beside := map[string]string{"latitude": "longitude", "longitude": "latitude"}[f.Name]
	var lines []string
	for _, other := range fields {
		if other.Required || other.Name == f.Name || other.Name == beside {
			lines = append(lines, other.Name+": "+other.Example)
		}
	}
	return lines
}

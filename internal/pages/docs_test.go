package pages

import (
	"flag"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"belfry/internal/corpus"
	"belfry/internal/theme"
)

var update = flag.Bool("update", false, "rewrite docs/templates.md")

const docsFile = "../../docs/templates.md"

// TestDocs: docs/templates.md says what templates are given, from the types of the
// views and their comments.
func TestDocs(t *testing.T) {
	corpus.CheckGuide(t, docsFile, templatesGuide(t), *update, "go test ./internal/pages -run Docs -update")
}

// pageTemplates says of each template that makes whole pages what they are, in the
// order of the guide.
var pageTemplates = [][2]string{
	{"home", "The first page: `/`."},
	{"news-list", "Lists of news: `/news/`, and those of a year or a month, as `/news/2026/`."},
	{"news", "An announcement: `/news/NAME/`."},
	{"event-list", "The events to come: `/events/`."},
	{"event", "An event: `/events/NAME/`."},
	{"month", "A month's calendar: `/events/2026/03/`."},
	{"term-list", "All topics, series or countries: `/topics/`, `/events/series/`, `/countries/`."},
	{"term", "One topic, series or country: `/topics/ID/`, `/events/series/ID/`, `/countries/be/`; or a year of it."},
	{"members", "The network, on a map and in lists: `/members/`."},
	{"partners", "The partners in a list: `/partners/`. It is given what `members` is given."},
	{"organisation", "A member or a partner: `/members/NAME/`, `/partners/NAME/`."},
	{"page", "A page such as About: `/NAME/`."},
	{"subscribe-page", "All calendars, and how to subscribe to them: `/subscribe/`."},
	{"404", "What visitors see at an address that does not exist: `/404.html`."},
	{"redirect", "The page at a former address, which leads to the one that holds. It has no head and foot."},
}

// partTemplates says the same of the templates that others include, or that are
// made once for many pages.
var partTemplates = [][2]string{
	{"head", "All that stands before the content of a page."},
	{"foot", "All that stands behind the content of a page."},
	{"top", "The beginning of a page, with the style sheets. It is made once for all pages."},
	{"metadata", "What search engines, calendar programs and other sites read in the head of a page."},
	{"header", "The name of the site and the navigation. It is made once for all pages of a section."},
	{"footer", "The foot of all pages. It is made once."},
	{"trail", "The links from the first page down to a page."},
	{"list", "Entries of a list, one after another, and how many there is no room for."},
	{"news-card", "An announcement in a list."},
	{"event-card", "An event in a list."},
	{"organisation-card", "A member or a partner in a list."},
	{"link", "A link."},
	{"links", "Several links in a row."},
	{"time", "A date, or a date and time."},
	{"when", "When an event takes place."},
	{"picture", "A picture with its description."},
	{"subscribe", "The offer to subscribe to the calendar of a page."},
	{"calendar-offer", "One calendar in the list of all."},
	{"month-links", "The links to the months before and after."},
}

// functionWords says what each function does that a template can call.
var functionWords = [][2]string{
	{"t", "a text of the interface, by its id: `{{t \"news\"}}`; the id stands in quotation marks"},
	{"asset", "the address of a file in `static/`: `{{asset \"css/site.css\"}}`"},
	{"and", "the first of its values that is empty or no, or the last"},
	{"or", "the first of its values that is not empty or no, or the last"},
	{"not", "yes where a value is empty or no"},
	{"eq", "whether a value is the same as another, or as one of several"},
	{"ne", "whether two values differ"},
	{"lt", "whether a number or text comes before another"},
	{"le", "whether it comes before another, or is the same"},
	{"gt", "whether it comes after another"},
	{"ge", "whether it comes after another, or is the same"},
	{"len", "how many entries a list has, or bytes a text"},
	{"index", "an entry of a list, from 0 on: `{{index .Topics 0}}`; a mistake where the list is shorter"},
	{"slice", "a part of a list or text: `{{slice .Topics 0 3}}`"},
	{"print", "its values as one text"},
	{"println", "its values as one text, with spaces and a new line"},
	{"printf", "a pattern filled in: `{{printf \"%d\" .Number}}`"},
	{"urlquery", "a text as a part of an address"},
	{"html", "a text with its signs escaped; not needed, because all that is shown is escaped"},
	{"js", "a text as a script needs it; not needed either"},
	{"call", "what a function makes of values; no view has one"},
}

const docsIntro = `# Templates and what they are given

<!-- go test ./internal/pages -run Docs -update writes this file, from the types in internal/pages. -->

Every page is made by a template: a file in ` + "`templates/`" + ` with HTML and, between ` + "`{{` and `}}`" + `,
what differs from page to page. How to have templates of your own is in the
[guide for webmasters](webmasters.md#a-look-of-your-own).

A template is given a group of fields; which ones, the tables below say.

| you write | you get |
|---|---|
| ` + "`{{.Page.Title}}`" + ` | a field, here one of a group within |
| ` + "`{{with .Summary}}<p>{{.}}</p>{{end}}`" + ` | a part that stands only where there is something |
| ` + "`{{if .Struck}}…{{else}}…{{end}}`" + ` | one part or another |
| ` + "`{{range .Topics}}…{{end}}`" + ` | a part for each entry of a list; within it the dot is the entry |
| ` + "`{{template \"link\" .Link}}`" + ` | what another template makes of a field |

What is shown is escaped for its place. A field that "may be missing" needs ` + "`with` or `if`" + `
around it. A text or a list may always be empty. A part is a piece of a page that is made already:
` + "`{{.Header.HTML}}`" + ` shows it.

`

// templatesGuide writes the guide.
func templatesGuide(t *testing.T) string {
	g := newDocs(t)
	g.WriteString(docsIntro)
	g.functions(t)
	g.WriteString("## Pages\n\n")
	g.templates(t, pageTemplates)
	g.WriteString("## Parts\n\nThese are included by others, or made once for many pages.\n\n")
	g.templates(t, partTemplates)
	g.groups()
	g.texts(t)
	if left := g.undescribed(); len(left) > 0 {
		t.Errorf("no words say what these templates show: %v", left)
	}
	return strings.TrimRight(g.String(), "\n") + "\n"
}

// docs is the guide that is being written.
type docs struct {
	strings.Builder
	given    map[string]reflect.Type // by template
	includes map[string][]string
	texted   map[string]bool // ids of texts that templates show
	comments comments
	said     map[string]bool // templates
	owner    map[reflect.Type]string
	pending  []reflect.Type // groups that are named and still to be described
}

func (g *docs) functions(t *testing.T) {
	g.WriteString("## Functions\n\n| function | what it gives |\n|---|---|\n")
	known := functionNames(t)
	for _, f := range functionWords {
		if !slices.Contains(known, f[0]) {
			t.Errorf("there is no function %s", f[0])
		}
		known = slices.DeleteFunc(known, func(name string) bool { return name == f[0] })
		fmt.Fprintf(g, "| `%s` | %s |\n", f[0], f[1])
	}
	if len(known) > 0 {
		t.Errorf("no words say what these functions do: %v", known)
	}
	g.WriteString("\n")
}

func (g *docs) templates(t *testing.T, list [][2]string) {
	for _, entry := range list {
		name, words := entry[0], entry[1]
		view, known := g.given[name]
		if !known {
			if _, exists := g.includes[name]; !exists {
				t.Errorf("there is no template %s", name)
			}
		}
		g.said[name] = true
		fmt.Fprintf(g, "### %s.html\n\n%s\n", name, words)
		if included := g.includes[name]; len(included) > 0 {
			fmt.Fprintf(g, "Includes %s.\n", templateLinks(included))
		}
		g.WriteString("\n")
		g.receives(name, view)
	}
}

// receives describes what a template is given. A group that has a section of its
// own in another place is linked to.
func (g *docs) receives(name string, view reflect.Type) {
	base := indirectType(view)
	switch {
	case view == nil:
		g.WriteString("It is given nothing that it shows.\n\n")
	case base.Kind() != reflect.Struct || base == partType:
		fmt.Fprintf(g, "It is given a %s.\n\n", g.words(view))
	case g.owner[base] != name:
		fmt.Fprintf(g, "It is given the fields of %s.\n\n", g.link(base))
	default:
		g.table(base)
	}
}

// table describes the fields of a group.
func (g *docs) table(t reflect.Type) {
	g.WriteString("| field | type | what it is |\n|---|---|---|\n")
	for f := range t.Fields() {
		if f.IsExported() {
			fmt.Fprintf(g, "| `.%s` | %s | %s |\n", f.Name, g.words(f.Type), g.comments.field(t, f.Name))
		}
	}
	g.WriteString("\n")
}

// groups describes the groups that are fields of others, once each, in order.
func (g *docs) groups() {
	g.WriteString("## Groups of fields\n\n")
	var written []string
	sections := map[string]string{}
	for len(g.pending) > 0 {
		next := g.pending[0]
		g.pending = g.pending[1:]
		if _, done := sections[next.Name()]; done || g.owner[next] != "" {
			continue
		}
		outer := g.Builder
		g.Builder = strings.Builder{}
		fmt.Fprintf(g, "### %s\n\n%s\n\n", next.Name(), g.comments.group(next))
		g.table(next)
		sections[next.Name()] = g.String()
		g.Builder = outer
		written = append(written, next.Name())
	}
	slices.Sort(written)
	for _, name := range written {
		g.WriteString(sections[name])
	}
}

// texts lists the texts of the interface that Belfry's own templates show.
func (g *docs) texts(t *testing.T) {
	g.WriteString("## Texts of the interface\n\n" +
		"These are the texts that Belfry's templates show with `t`, in English. A template may show any text of\n" +
		"`templates/strings/` that does not depend on a number, also one that you have added there.\n\n" +
		"| id | text |\n|---|---|\n")
	all := texts(t)
	for _, id := range slices.Sorted(maps.Keys(g.texted)) {
		fmt.Fprintf(g, "| `%s` | %s |\n", id, strings.ReplaceAll(all[id][""], "|", "\\|"))
	}
}

// undescribed returns Belfry's templates that the guide does not have.
func (g *docs) undescribed() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(g.includes)), func(name string) bool { return g.said[name] })
}

var partType = reflect.TypeFor[theme.Part]()

func indirectType(t reflect.Type) reflect.Type {
	if t != nil && t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return t
}

// words says in plain words what a type is. Groups in it are linked.
func (g *docs) words(t reflect.Type) string {
	switch {
	case t == partType:
		return "part"
	case t.PkgPath() == "html/template":
		return map[string]string{"HTML": "HTML", "URL": "address", "JS": "data for programs"}[t.Name()]
	}
	switch t.Kind() {
	case reflect.Pointer:
		return g.words(t.Elem()) + ", may be missing"
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Struct && t.Elem() != partType {
			return "list of " + g.link(t.Elem())
		}
		return "list of " + plural(g.words(t.Elem()))
	case reflect.Struct:
		return g.link(t)
	case reflect.String:
		return "text"
	case reflect.Bool:
		return "yes or no"
	case reflect.Int:
		return "whole number"
	}
	return t.String()
}

func plural(words string) string {
	first, rest, of := strings.Cut(words, " of ")
	if of {
		return first + "s of " + rest
	}
	return first + "s"
}

// link links to the description of a group.
func (g *docs) link(t reflect.Type) string {
	if owner := g.owner[t]; owner != "" {
		return fmt.Sprintf("[%s.html](#%shtml)", owner, owner)
	}
	g.pending = append(g.pending, t)
	return fmt.Sprintf("[%s](#%s)", t.Name(), strings.ToLower(t.Name()))
}

func templateLinks(names []string) string {
	links := make([]string, len(names))
	for i, name := range names {
		links[i] = fmt.Sprintf("[%s](#%shtml)", name, name)
	}
	return strings.Join(links, ", ")
}

var spaces = regexp.MustCompile(`\s+`)

func oneLine(s string) string { return strings.TrimSpace(spaces.ReplaceAllString(s, " ")) }

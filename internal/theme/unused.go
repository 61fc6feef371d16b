package theme

import (
	"html/template"
	"maps"
	"path"
	"slices"
	"strings"
	"text/template/parse"

	"belfry/internal/diag"
	"belfry/internal/source"
)

// unused warns of the site's files in templates/ that nothing is made with.
func (in *Input) unused(set *template.Template) []diag.Diagnostic {
	known := in.known(set)
	var found []diag.Diagnostic
	for _, file := range in.Own {
		name := strings.TrimPrefix(file, source.TemplatesDir+"/")
		stem, ending := strings.TrimSuffix(name, path.Ext(name)), path.Ext(name)
		_, read := in.Templates[file]
		switch {
		case strings.HasPrefix(name, "strings/"):
		case read && !known[stem]:
			hint := in.nearestTemplate(stem, `include it with {{template "`+stem+`" .}}, or take it out`)
			found = append(found, unusedFile(file, "no page is made with this template, and no template includes it", hint))
		case !read && ending == ".html":
			found = append(found, unusedFile(file,
				"templates in folders are not read", "move it to "+source.TemplatesDir+"/"+path.Base(name)))
		case !read && templateEndings[strings.ToLower(ending)]:
			stem, _, _ = strings.Cut(path.Base(name), ".")
			near := in.nearestName(stem)
			if strings.ToLower(ending) == ".txt" && !known[near] { // notes
				continue
			}
			found = append(found, unusedFile(file,
				"only files that end in .html are read as templates", "rename it to "+near+".html"))
		}
	}
	return found
}

// templateEndings are what the names of templates end in elsewhere.
var templateEndings = map[string]bool{
	".html": true, ".htm": true, ".xhtml": true, ".txt": true,
	".tmpl": true, ".gohtml": true, ".tpl": true,
}

func unusedFile(file, message, hint string) diag.Diagnostic {
	return diag.Diagnostic{Severity: diag.Warning, Code: "unknown-template", File: file, Message: message, Hint: hint}
}

// known has the templates that pages are made with, those that another one
// includes, and the files that define one of these.
func (in *Input) known(set *template.Template) map[string]bool {
	known := map[string]bool{}
	for name := range in.Views {
		known[name] = true
	}
	for _, name := range in.Builtin {
		known[name] = true
	}
	for _, tmpl := range set.Templates() {
		if tmpl.Tree == nil {
			continue
		}
		visit(tmpl.Tree.Root, func(n parse.Node) {
			if include, ok := n.(*parse.TemplateNode); ok && include.Name != tmpl.Name() {
				known[include.Name] = true
			}
		})
	}
	for _, tmpl := range set.Templates() {
		if tmpl.Tree != nil && known[tmpl.Name()] {
			known[tmpl.Tree.ParseName] = true
		}
	}
	return known
}

func (in *Input) nearestTemplate(name, otherwise string) string {
	if near := in.nearestName(name); near != name {
		return "did you mean " + near + ".html?"
	}
	return otherwise
}

// nearestName returns the name of a template of Belfry's that is like name, or
// name itself.
func (in *Input) nearestName(name string) string {
	names := slices.AppendSeq(slices.Clone(in.Builtin), maps.Keys(in.Views))
	if near, ok := diag.Nearest(name, names); ok {
		return near
	}
	return name
}

// owns reports whether a file is the site's own.
func (in *Input) owns(file string) bool { return slices.Contains(in.Own, file) }

// noTemplate says that a template is included that does not exist.
func (in *Input) noTemplate(file string, n *parse.TemplateNode, set *template.Template) diag.Diagnostic {
	var names []string
	for _, tmpl := range set.Templates() {
		if tmpl.Tree != nil && tmpl.Name() != "" {
			names = append(names, tmpl.Name())
		}
	}
	hint := ""
	if near, ok := diag.Nearest(n.Name, names); ok {
		hint = "did you mean " + near + "?"
	}
	return in.mistake(file, n.Pos, len(n.Name)+2, "there is no template "+n.Name+".html", hint)
}

package theme

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"belfry/internal/diag"
	"belfry/internal/source"
)

// replaced warns of what the site's own templates define and another file
// defines too: all files share the names, and the last of them counts. A block
// is there to be replaced.
func (c *checker) replaced() (found []diag.Diagnostic) {
	for _, file := range c.in.Own {
		text, read := c.in.Templates[file]
		if !read {
			continue
		}
		trees := definitions(file, text)
		for _, name := range slices.Sorted(maps.Keys(trees)) {
			counts := c.set.Lookup(name)
			if counts == nil || counts.Tree == nil || fileOf(counts.Tree.ParseName) == file || isBlock(text, name) {
				continue
			}
			quoted := strconv.Quote(name)
			at := max(strings.LastIndex(text[:trees[name].Root.Pos], quoted), 0)
			d := c.in.mistake(file, parse.Pos(at), len(quoted),
				"this is never shown, because "+fileOf(counts.Tree.ParseName)+" defines "+quoted+" too",
				"give it a name that no other file has")
			d.Severity, d.Code = diag.Warning, "replaced-template"
			found = append(found, d)
		}
	}
	return found
}

// definitions returns the templates that a file defines, with itself, but for
// empty ones, which replace nothing.
func definitions(file, text string) map[string]*parse.Tree {
	trees := map[string]*parse.Tree{}
	t := parse.New(strings.TrimSuffix(strings.TrimPrefix(file, source.TemplatesDir+"/"), ".html"))
	t.Mode = parse.SkipFuncCheck
	if _, err := t.Parse(text, "", "", trees); err != nil {
		return nil // which is reported
	}
	maps.DeleteFunc(trees, func(_ string, tree *parse.Tree) bool { return parse.IsEmptyTree(tree.Root) })
	return trees
}

func isBlock(text, name string) bool {
	return regexp.MustCompile(`\{\{-?\s*block\s+` + regexp.QuoteMeta(strconv.Quote(name))).MatchString(text)
}

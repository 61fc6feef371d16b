package pages

import (
	"fmt"
	"strings"

	"belfry/internal/address"
	"belfry/internal/content"
	"belfry/internal/diag"
)

// noteLarge notes a page that does not show all in full.
func (p *publisher) noteLarge(at address.Path, layouts []layout) {
	for _, l := range layouts {
		if l.brief {
			p.noteCrowded(at, true)
			return
		}
	}
}

func (p *publisher) noteCrowded(at address.Path, crowded bool) {
	if crowded {
		p.crowded = append(p.crowded, at)
	}
}

// largeLists says which lists are not as others are, because there is so much in
// them: each would have more than largestPage bytes.
func (p *publisher) largeLists() []diag.Diagnostic {
	var found []diag.Diagnostic
	note := func(code string, pages []address.Path, does, do string) {
		if len(pages) == 0 {
			return
		}
		message, hint := "the page "+string(pages[0])+" would have more than 500 kB, so it "+does, ""
		if len(pages) > 1 {
			message = fmt.Sprintf("%s pages would have more than 500 kB, so they %s", diag.Number(len(pages)), do)
			hint = "they are " + someOf(pages)
		}
		found = append(found, diag.Diagnostic{
			Severity: diag.Notice, Code: code, File: content.Dir,
			Message: message, Hint: hint,
		})
	}
	note("list-divided", p.divided, "has a page for each month", "have a page for each month")
	note("list-crowded", p.crowded,
		"shows titles and dates alone, or not all entries", "show titles and dates alone, or not all entries")
	if p.unlisted > 0 {
		found = append(found, diag.Diagnostic{
			Severity: diag.Notice, Code: "pages-not-listed", File: content.Dir + "/" + content.KindPage.Folder(),
			Message: fmt.Sprintf("the foot of every page leads to %d plain pages, and there is no room for %s more",
				mostInFooter, diag.Number(p.unlisted)),
			Hint: "link to them from the text of a page",
		})
	}
	return found
}

// someOf lists the first of some pages, and says how many more there are.
func someOf(pages []address.Path) string {
	const most = 3
	names := make([]string, min(most, len(pages)))
	for i := range names {
		names[i] = string(pages[i])
	}
	if len(pages) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %s more", strings.Join(names, ", "), diag.Number(len(pages)-most))
}

package content

import "belfry/internal/frontmatter"

const inBody = "longer texts belong into the body, under the second ---"

// boundOf returns the bound of a field. Bounds are far above what lists, phones
// and calendar programs show, so that what is over them is a slip: a whole text
// in the place of a line, or the same lines pasted again and again.
func boundOf(field string) frontmatter.Bound {
	switch field {
	case "title":
		return frontmatter.Bound{Characters: 300, Hint: "a title is a few words; more belongs into summary, or into the body, under the second ---"}
	case "summary":
		return frontmatter.Bound{Characters: 1000, Hint: inBody}
	case "description":
		return frontmatter.Bound{Characters: 1000, Hint: "it is one sentence; longer texts belong into a page, as " + Dir + "/" + KindPage.Folder() + "/about.md"}
	case "name":
		return frontmatter.Bound{Characters: 300, Hint: "a name is a few words"}
	case "status_reason":
		return frontmatter.Bound{Characters: 500, Hint: inBody}
	case "uid":
		return frontmatter.Bound{Characters: 255, Hint: "calendar programs know no longer ones; take it out, and one is made from the file's name"}
	case "website", "join", "agenda", "recording", "url", "contact":
		return frontmatter.Bound{Characters: 2000, Hint: "browsers follow no longer addresses; look whether something else was copied with it"}
	case "src", "logo":
		return frontmatter.Bound{Characters: 2000, Hint: "write the name of a file beside the text"}
	case "repeat":
		return frontmatter.Bound{Characters: 2000, Hint: "write single dates under also"}
	case "aliases":
		return frontmatter.Bound{Characters: 2000, Hint: "take it out: nothing can have been published there", Items: 50, TooMany: "keep those that other sites link to"}
	case "navigation":
		return frontmatter.Bound{Characters: 2000, Hint: "write an address of this site, as in /news/", Items: 30, TooMany: "a menu has to fit on a phone; let a page link to the others"}
	case "topics", "countries", "languages", "organisers", "promoted_by", "events":
		return frontmatter.Bound{Characters: 300, Hint: inBody, Items: 50, TooMany: "keep those that matter most"}
	case "except", "also", "changes":
		return frontmatter.Bound{Characters: 300, Hint: "a date is written as 2024-06-03", Items: 1000, TooMany: "say regular dates with a rule in repeat, or make several events"}
	case "attachments":
		return frontmatter.Bound{Items: 100, TooMany: "put several documents into one, or link to them in the body"}
	}
	return frontmatter.Bound{Characters: 300, Hint: "write a few words; " + inBody}
}

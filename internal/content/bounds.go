package content

import "belfry/internal/frontmatter"

const inBody = "longer texts belong into the body, under the second ---"

// mostTerms is how many entries a vocabulary has at most.
const mostTerms = 2000

// boundOf returns the bound of a field. Bounds are far above what lists, phones
// and calendar programs show, so that what is over them is a slip: a whole text
// in the place of a line, or the same lines pasted again and again.
func boundOf(field string) frontmatter.Bound {
	b := frontmatter.Bound{
		Keys: mostTerms, ManyKeys: "each has a page and a calendar; keep those that something is about",
	}
	b.Characters, b.Hint = mostCharacters(field)
	b.Items, b.TooMany = mostItems(field)
	return b
}

// mostCharacters returns how long the text of a field is at most, or each in a
// list.
func mostCharacters(field string) (most int, hint string) {
	switch field {
	case "title":
		return 300, "a title is a few words; more belongs into the text, under the second ---"
	case "summary":
		return 1000, inBody
	case "description":
		about := Dir + "/" + KindPage.Folder() + "/about.md"
		return 1000, "it is one sentence; longer texts belong into a page, as " + about
	case "name":
		return 300, "a name is a few words"
	case "status_reason":
		return 500, inBody
	case "uid":
		return 255, "calendar programs know no longer ones; take it out, and one is made from the file's name"
	case "website", "join", "agenda", "recording", "url", "contact":
		return 2000, "browsers follow no longer addresses; look whether something else was copied with it"
	case "src", "logo":
		return 2000, "write the name of a file beside the text"
	case "repeat":
		return 2000, "write single dates under also"
	case "aliases":
		return 2000, "take it out: nothing can have been published there"
	case "navigation":
		return 2000, "write an address of this site, as in /news/"
	case "topics", "countries", "languages", "organisers", "promoted_by", "events":
		return 300, inBody
	case "except", "also", "changes":
		return 300, "a date is written as 2024-06-03"
	case "attachments":
		return 0, ""
	}
	return 300, "write a few words; " + inBody
}

// mostItems returns how many entries the list of a field has at most.
func mostItems(field string) (most int, hint string) {
	switch field {
	case "aliases":
		return 50, "keep those that other sites link to"
	case "navigation":
		return 30, "a menu has to fit on a phone; let a page link to the others"
	case "topics", "countries", "languages", "organisers", "promoted_by", "events":
		return 50, "keep those that matter most"
	case "except", "also", "changes":
		return 1000, "say regular dates with a rule in repeat, or make several events"
	case "attachments":
		return 100, "put several documents into one, or link to them in the body"
	}
	return 0, ""
}

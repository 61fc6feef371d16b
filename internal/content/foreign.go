package content

import (
	"regexp"
	"slices"
	"strings"

	"belfry/internal/frontmatter"
)

type explanation = frontmatter.Explanation

// synonyms are names of fields in other programs, or in other people's words,
// each with the fields here that may be meant: the first that the file can have.
var synonyms = map[string]string{
	"date": "start published", "published_at": "published", "published_date": "published",
	"publishdate": "published", "publish_date": "published", "pubdate": "published",
	"lastmod": "updated", "last_modified": "updated", "modified": "updated", "last_modified_at": "updated",
	"expirydate": "expires", "expiry_date": "expires", "unpublishdate": "expires",

	"headline": "title", "name": "title", "heading": "title", "title": "name",
	"description": "summary alt", "excerpt": "summary", "abstract": "summary", "teaser": "summary",
	"lead": "summary", "subtitle": "summary", "intro": "summary",
	"tags": "topics", "tag": "topics", "topic": "topics",
	"categories": "topics", "category": "topics", "keywords": "topics",
	"authors": "author", "by": "author",
	"hero": "image", "cover": "image", "thumbnail": "image", "picture": "image", "photo": "image",
	"banner": "image", "featured_image": "image",
	"caption": "alt", "file": "src", "path": "src",

	"start_date": "start", "startdate": "start", "begin": "start", "begins": "start",
	"from": "start", "when": "start",
	"end_date": "end", "enddate": "end", "ends": "end", "until": "end", "to": "end", "finish": "end",
	"venue": "location", "place": "location", "where": "location", "address": "location", "room": "location",
	"organiser": "organisers", "organizer": "organisers", "organizers": "organisers",
	"host": "organisers", "hosts": "organisers",
	"language": "languages", "lang": "languages", "tz": "timezone", "time_zone": "timezone",
	"link": "join website", "zoom": "join", "meeting_url": "join",
	"recurrence": "repeat", "rrule": "repeat", "recurring": "repeat", "repeats": "repeat",
	"files": "attachments", "documents": "attachments", "downloads": "attachments",
	"places": "capacity", "seats": "capacity",

	"homepage": "website", "web": "website",
	"email": "contact", "e-mail": "contact", "mail": "contact", "redirect_from": "aliases",
}

// needless are fields of other programs that have no place here, each with why.
var needless = map[string]string{
	"layout": ofTheSite, "type": ofTheSite, "template": ofTheSite,
	"toc": ofTheSite, "math": ofTheSite, "comments": ofTheSite,
	"id": byName, "guid": byName, "slug": byName,
	"weight": byDate, "order": byDate, "featured": byDate, "sticky": byDate, "sitemap": byDate,
}

const (
	ofTheSite = "what a page looks like is the same for all pages of its kind"
	byName    = "the address comes from the file's name"
	byDate    = "lists are in order of dates and names"
)

// foreign explains a field as another program has it.
func foreign(d *frontmatter.Decoder, k frontmatter.UnknownKey) (explanation, bool) {
	name := strings.ToLower(k.Key.Value)
	known := func(field string) bool { return slices.Contains(k.Known, field) }
	if e, ok := clockField(k, name); ok {
		return e, true
	}
	switch name {
	case "cancelled", "canceled", "postponed":
		if known("status") {
			return statusField(name, k.Value), true
		}
	case "permalink", "url":
		if known("aliases") {
			return addressField(k.Value), true
		}
	case "online", "virtual", "hybrid":
		if known("format") && strings.EqualFold(k.Value.Value, "true") {
			format := strings.Replace(name, "virtual", "online", 1)
			return explanation{Field: "format", Hint: "write format: " + format}, true
		}
	case "weight":
		if known("menu") {
			return explanation{Hint: d.Renamed(k.Key, "menu")}, true
		}
	}
	for field := range strings.FieldsSeq(synonyms[name]) {
		if known(field) {
			return synonym(d, k, field), true
		}
	}
	if why, ok := needless[name]; ok && known("title") {
		return needlessField(name, why), true
	}
	return explanation{}, false
}

func needlessField(name, why string) explanation {
	hint := "take the line out"
	if name == "slug" {
		hint = "take the line out; rename the file to change its address, and list former addresses under aliases"
	}
	return explanation{Message: why, Hint: hint}
}

func synonym(d *frontmatter.Decoder, k frontmatter.UnknownKey, field string) explanation {
	if frontmatter.Lookup(k.Group, field) != nil {
		return explanation{Hint: "take it out: this is what " + field + " says, which is there already"}
	}
	hint := d.Renamed(k.Key, field)
	value := k.Value
	several := frontmatter.SeveralIn(value.Value)
	switch {
	case field == "topics" && value.Kind == frontmatter.Scalar && several != nil:
		hint = "write topics: [" + strings.Join(several, ", ") + "]"
	case field == "author" && value.Kind == frontmatter.Sequence && frontmatter.InBrackets(value):
		var names []string
		for _, n := range value.Content {
			names = append(names, n.Value)
		}
		hint = "write author: " + frontmatter.AsWritten(strings.Join(names, " and "))
	case field == "location" && value.Kind == frontmatter.Scalar:
		hint = "write location: {name: " + frontmatter.AsWritten(value.Value) + "}"
	case field == "image" && value.Kind == frontmatter.Scalar:
		hint = "write image: {src: " + frontmatter.AsWritten(value.Value) + ", alt: …} and say in alt what it shows"
	}
	return explanation{Field: field, Hint: hint}
}

func statusField(name string, value *node) explanation {
	status := map[string]string{"cancelled": "cancelled", "canceled": "cancelled", "postponed": "postponed"}[name]
	switch strings.ToLower(value.Value) {
	case "false", "no", "":
		return explanation{Hint: "take the line out: an event takes place unless status says otherwise"}
	}
	return explanation{Field: "status", Hint: "write status: " + status}
}

func addressField(value *node) explanation {
	hint := "addresses elsewhere have their place in the text, those to take part under join or registration"
	if strings.HasPrefix(value.Value, "/") {
		hint = "where the page had this address before, write aliases: [/" + strings.Trim(value.Value, "/") + "/]"
	}
	return explanation{Message: byName, Hint: "take the line out; " + hint}
}

var (
	clockOnly = regexp.MustCompile(`^\d{1,2}:\d{2}$`)
	dateOnly  = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)
)

// clockFields are names of fields for a time of day, each with the field that has
// the date and the time here.
var clockFields = map[string]string{
	"time": "start", "start_time": "start", "starttime": "start",
	"end_time": "end", "endtime": "end",
}

// clockField explains a time that stands in a field of its own.
func clockField(k frontmatter.UnknownKey, name string) (explanation, bool) {
	field := clockFields[name]
	if field == "" || !slices.Contains(k.Known, field) {
		return explanation{}, false
	}
	e := explanation{
		Message: "a date and its time stand together in one field, " + field,
		Hint:    "write " + field + ": 2024-06-03 10:00, and take this line out",
	}
	day := dayOf(k.Group, field)
	if day == nil || day.Kind != frontmatter.Scalar {
		return e, true
	}
	date, clock, _ := strings.Cut(day.Value, " ")
	written := k.Value.Value
	switch {
	case !dateOnly.MatchString(date):
	case !clockOnly.MatchString(written):
		e.Hint = "write the time behind the date in " + field + ", as in " + date + " 10:00, and take this line out"
	case clock != "" && frontmatter.Lookup(k.Group, field) != nil:
		e.Message = "the time of an event stands in " + field
		e.Hint = "take the line out: " + field + " has a time already"
	default:
		whole := date + " " + strings.Repeat("0", 5-len(written)) + written
		e.Hint = "write " + field + ": " + whole + ", and take this line out"
		e.Field = field
	}
	return e, true
}

// dayOf returns the value that has the date of a field, or nil.
func dayOf(group *node, field string) *node {
	names := []string{field, "date"}
	if field == "end" {
		names = []string{field, "start", "date"}
	}
	for _, name := range names {
		if day := frontmatter.Lookup(group, name); day != nil {
			return day
		}
	}
	return nil
}

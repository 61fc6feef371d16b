package content

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// A foreignField is what to say of a field as another program names it.
type foreignField struct {
	field         string // that is meant here
	message, hint string
}

// synonyms are names of fields in other programs, or in other people's words,
// each with the fields here that may be meant: the first that the file can have.
var synonyms = map[string]string{
	"date": "start published", "publishdate": "published", "publish_date": "published", "pubdate": "published", "published_at": "published", "published_date": "published",
	"lastmod": "updated", "last_modified": "updated", "modified": "updated", "last_modified_at": "updated",
	"expirydate": "expires", "expiry_date": "expires", "unpublishdate": "expires",
	"description": "summary alt", "caption": "alt", "file": "src", "path": "src", "title": "name", "excerpt": "summary", "abstract": "summary", "teaser": "summary", "lead": "summary", "subtitle": "summary", "intro": "summary",
	"tags": "topics", "tag": "topics", "categories": "topics", "category": "topics", "keywords": "topics", "topic": "topics",
	"authors": "author", "by": "author", "headline": "title", "name": "title", "heading": "title",
	"hero": "image", "cover": "image", "thumbnail": "image", "picture": "image", "photo": "image", "banner": "image", "featured_image": "image",
	"start_date": "start", "startdate": "start", "begin": "start", "begins": "start", "from": "start", "when": "start",
	"end_date": "end", "enddate": "end", "ends": "end", "until": "end", "to": "end", "finish": "end",
	"venue": "location", "place": "location", "where": "location", "address": "location", "room": "location",
	"organiser": "organisers", "organizer": "organisers", "organizers": "organisers", "host": "organisers", "hosts": "organisers",
	"language": "languages", "lang": "languages", "tz": "timezone", "time_zone": "timezone",
	"link": "join website", "zoom": "join", "meeting_url": "join", "homepage": "website", "web": "website",
	"recurrence": "repeat", "rrule": "repeat", "recurring": "repeat", "repeats": "repeat",
	"files": "attachments", "documents": "attachments", "downloads": "attachments", "places": "capacity", "seats": "capacity",
	"email": "contact", "e-mail": "contact", "mail": "contact", "redirect_from": "aliases",
}

// needless are fields of other programs that have no place here, each with why.
var needless = map[string]string{
	"layout": ofTheSite, "type": ofTheSite, "template": ofTheSite, "toc": ofTheSite, "math": ofTheSite, "comments": ofTheSite,
	"id": byName, "guid": byName, "slug": byName,
	"weight": byDate, "order": byDate, "featured": byDate, "sticky": byDate, "sitemap": byDate,
}

const (
	ofTheSite = "what a page looks like is the same for all pages of its kind"
	byName    = "the address comes from the file's name"
	byDate    = "lists are in order of dates and names"
)

// foreign explains a field as another program has it, which stands in root.
func (d *decoder) foreign(root, key, value *node, known []string) (foreignField, bool) {
	name := strings.ToLower(key.Value)
	if f, ok := d.clockField(root, value, name, known); ok {
		return f, true
	}
	switch name {
	case "cancelled", "canceled", "postponed":
		if slices.Contains(known, "status") {
			return statusField(name, value), true
		}
	case "permalink", "url":
		if slices.Contains(known, "aliases") {
			return addressField(value), true
		}
	}
	if format := map[string]string{"online": "online", "virtual": "online", "hybrid": "hybrid"}[name]; format != "" && slices.Contains(known, "format") && strings.EqualFold(value.Value, "true") {
		return foreignField{field: "format", hint: "write format: " + format}, true
	}
	if name == "weight" && slices.Contains(known, "menu") {
		return foreignField{hint: d.renamed(key, "menu")}, true
	}
	for field := range strings.FieldsSeq(synonyms[name]) {
		if slices.Contains(known, field) {
			return d.synonym(root, key, value, field), true
		}
	}
	why, ok := needless[name]
	switch {
	case !ok || !slices.Contains(known, "title"):
		return foreignField{}, false
	case name == "slug":
		return foreignField{message: why, hint: "take the line out; rename the file to change its address, and list former addresses under aliases"}, true
	}
	return foreignField{message: why, hint: "take the line out"}, true
}

func (d *decoder) synonym(root, key, value *node, field string) foreignField {
	if given := lookup(root, field); given != nil {
		return foreignField{hint: "take it out: this is what " + field + " says, which is there already"}
	}
	line := d.renamed(key, field)
	several := SeveralIn(value.Value)
	switch {
	case field == "topics" && value.Kind == yaml.ScalarNode && several != nil:
		line = "write topics: [" + strings.Join(several, ", ") + "]"
	case field == "author" && value.Kind == yaml.SequenceNode && value.Style&yaml.FlowStyle != 0:
		var names []string
		for _, n := range value.Content {
			names = append(names, n.Value)
		}
		line = "write author: " + asWritten(strings.Join(names, " and "))
	case field == "location" && value.Kind == yaml.ScalarNode:
		line = "write location: {name: " + asWritten(value.Value) + "}"
	case field == "image" && value.Kind == yaml.ScalarNode:
		line = "write image: {src: " + asWritten(value.Value) + ", alt: …} and say in alt what it shows"
	}
	return foreignField{field: field, hint: line}
}

// renamed writes the line of a key with another name of the field.
func (d *decoder) renamed(key *node, field string) string {
	_, value, _ := d.lines().value(key.Line)
	if value == "" || len(value) > longestQuoted {
		return "the name of this field is " + field + " here"
	}
	return "write " + field + ": " + value
}

func statusField(name string, value *node) foreignField {
	status := map[string]string{"cancelled": "cancelled", "canceled": "cancelled", "postponed": "postponed"}[name]
	switch strings.ToLower(value.Value) {
	case "false", "no", "":
		return foreignField{hint: "take the line out: an event takes place unless status says otherwise"}
	}
	return foreignField{field: "status", hint: "write status: " + status}
}

func addressField(value *node) foreignField {
	hint := "take the line out; addresses elsewhere have their place in the text, those to take part under join or registration"
	if strings.HasPrefix(value.Value, "/") {
		hint = "take the line out; where the page had this address before, write aliases: [/" + strings.Trim(value.Value, "/") + "/]"
	}
	return foreignField{message: byName, hint: hint}
}

var (
	clockOnly = regexp.MustCompile(`^\d{1,2}:\d{2}$`)
	dateOnly  = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)
)

// clockField explains a time that stands in a field of its own.
func (d *decoder) clockField(root, value *node, name string, known []string) (foreignField, bool) {
	field := map[string]string{"time": "start", "start_time": "start", "starttime": "start", "end_time": "end", "endtime": "end"}[name]
	if field == "" || !slices.Contains(known, field) {
		return foreignField{}, false
	}
	f := foreignField{message: "a date and its time stand together in one field, " + field, hint: "write " + field + ": 2024-06-03 10:00, and take this line out"}
	day := lookup(root, field)
	if day == nil && field == "end" {
		day = lookup(root, "start")
	}
	if day == nil {
		day = lookup(root, "date")
	}
	if day == nil || day.Kind != yaml.ScalarNode {
		return f, true
	}
	date, clock, _ := strings.Cut(day.Value, " ")
	switch {
	case !dateOnly.MatchString(date):
	case !clockOnly.MatchString(value.Value):
		f.hint = "write the time behind the date in " + field + ", as in " + date + " 10:00, and take this line out"
	case clock != "" && lookup(root, field) != nil:
		f.message, f.hint = "the time of an event stands in "+field, "take the line out: "+field+" has a time already"
	default:
		f.hint = "write " + field + ": " + date + " " + strings.Repeat("0", 5-len(value.Value)) + value.Value + ", and take this line out"
		f.field = field
	}
	return f, true
}

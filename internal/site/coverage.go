package site

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"belfry/internal/content"
	"belfry/internal/diag"
)

// A Coverage says how much of what is published is there in the language of an edition
// other than the first. What was written in that language is not counted.
type Coverage struct {
	Lang string // BCP 47 tag
	// Translated are all that have a translation, of which Outdated are older than what
	// they translate.
	Translated, Outdated, Missing int
}

// coverage returns that of all editions but the first; outdated are translations that are
// older than their originals.
func (n *names) coverage(s *Site, outdated map[*Text]bool) []Coverage {
	all := make([]Coverage, len(s.Editions)-1)
	for i := range all {
		ed := s.Editions[i+1]
		c := Coverage{Lang: ed.Tag()}
		for _, value := range n.values {
			item, is := value.(Item)
			switch {
			case !is, ed.IsIn(item.AsEntry().Own()):
			case !ed.IsIn(ed.Text(item)):
				c.Missing++
			default:
				c.Translated++
				if outdated[ed.Text(item)] {
					c.Outdated++
				}
			}
		}
		all[i] = c
	}
	return all
}

// A Missing is a translation that is not there.
type Missing struct {
	Lang string // BCP 47 tag
	File string // where it would be
}

// MissingBeside returns the translations that the item of a text lacks, which is in the
// file at a path, in the order of the site's languages.
func (s *Site) MissingBeside(path string) []Missing {
	key, _, is := content.KeyOf(path)
	i, known := s.index.places[key]
	if !is || !known {
		return nil
	}
	item, published := s.index.values[i].(Item)
	if !published {
		return nil
	}
	own := item.AsEntry().Own()
	stem := strings.TrimSuffix(strings.TrimSuffix(own.Source, ".md"), "."+own.Lang)
	var all []Missing
	for _, ed := range s.Editions {
		if !ed.IsIn(ed.Text(item)) {
			all = append(all, Missing{ed.Tag(), stem + "." + ed.Tag() + ".md"})
		}
	}
	return all
}

// outdated returns the translations whose originals have been changed since, by what the
// commits say of the files, or the original itself; and reports them.
func (r *resolver) outdated() map[*Text]bool {
	all := map[*Text]bool{}
	if !r.hasHistory() {
		return all
	}
	for _, i := range r.translationPlaces {
		t, is := r.values[i].(*Text)
		if !is {
			continue
		}
		own, known := r.o.Record.history.Of(t.Source)
		changed := r.changedAt(r.translations[i])
		if !known || !changed.After(own.Last) {
			continue
		}
		all[t] = true
		original := r.names.names[r.translations[i]].Path
		r.report(diag.Diagnostic{
			Severity: diag.Notice, Code: "translation-outdated", File: t.Source,
			Message: original + " has been changed since this was translated (on " + own.Last.UTC().Format(time.DateOnly) + ")",
			Hint:    fmt.Sprintf("git log -p --since=%s -- %s shows what", own.Last.UTC().Format(time.RFC3339), original),
		})
	}
	return all
}

// changedAt returns when the original at a place was last changed.
func (r *resolver) changedAt(place int32) time.Time {
	changes, _ := r.o.Record.history.Of(r.names.names[place].Path)
	updated := Moment{}
	switch v := r.values[place].(type) {
	case *News:
		updated = v.Updated
	case *Event:
		updated = v.Updated
	}
	if updated.At.After(r.o.Now) {
		return changes.Last
	}
	return later(changes.Last, updated.At)
}

// reportUntranslated says which texts of site.yaml lack a language of the site, where
// they have one for others.
func (r *resolver) reportUntranslated() {
	c := r.in.Config
	var missing []string
	note := func(name string, t content.Texts) {
		lacks := slices.DeleteFunc(slices.Clone(c.Languages), t.Has)
		if len(t) > 0 && len(lacks) > 0 {
			missing = append(missing, name+" ("+someOf(lacks)+")")
		}
	}
	note("name", c.Name)
	note("description", c.Description)
	for _, t := range slices.Concat(c.Topics, c.Series) {
		note(t.ID, t.Name)
	}
	if len(missing) > 0 {
		r.report(diag.Diagnostic{
			Severity: diag.Notice, Code: "site-texts-missing", File: content.ConfigFile,
			Message: "some texts here are not there in all languages of the site, so others are shown in their place",
			Hint:    "they are " + strings.Join(missing, ", "),
		})
	}
}

// someOf names the first of some languages, and says how many more there are.
func someOf(tags []string) string {
	const most = 5
	if len(tags) <= most {
		return strings.Join(tags, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(tags[:most], ", "), len(tags)-most)
}

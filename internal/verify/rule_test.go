package verify

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"belfry/internal/calendar"
	"belfry/internal/diag"
	"belfry/internal/icalread"

	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"
)

// zones are those of the European Union's countries, with all that is odd there.
var zones = []string{
	"Europe/Brussels", "Europe/Dublin", "Europe/Lisbon", "Atlantic/Azores", "Atlantic/Madeira",
	"Atlantic/Canary", "Africa/Ceuta", "Europe/Athens", "Europe/Helsinki", "Asia/Nicosia",
	"Asia/Famagusta", "Europe/Sofia", "America/Cayenne", "Indian/Reunion",
}

// ruleParts draws a rule without its end: any parts that calendar programs
// agree on.
func ruleParts(t *rapid.T) string {
	frequency := rapid.SampledFrom([]string{"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}).Draw(t, "frequency")
	parts := []string{"FREQ=" + frequency}
	maybe := func(part string) {
		if rapid.IntRange(0, 2).Draw(t, "with "+part) == 0 {
			parts = append(parts, part)
		}
	}
	list := func(least, most int) string {
		n := rapid.IntRange(least, most).Filter(func(n int) bool { return n != 0 })
		numbers := rapid.SliceOfNDistinct(n, 1, 4, rapid.ID[int]).Draw(t, "numbers")
		return strings.Trim(strings.ReplaceAll(fmt.Sprint(numbers), " ", ","), "[]")
	}
	days := []string{"MO", "TU,TH", "SU", "MO,WE,FR", "SA,SU", "MO,TU,WE,TH,FR"}
	if frequency == "MONTHLY" || frequency == "YEARLY" {
		days = append(days, "1MO", "-1FR", "2TU,-2SU", "5WE")
	}
	maybe("INTERVAL=" + strconv.Itoa(rapid.IntRange(2, 5).Draw(t, "interval")))
	maybe("BYMONTH=" + list(1, 12))
	maybe("BYDAY=" + rapid.SampledFrom(days).Draw(t, "days"))
	maybe("WKST=" + rapid.SampledFrom([]string{"SU", "TH"}).Draw(t, "week start"))
	if frequency != "WEEKLY" {
		maybe("BYMONTHDAY=" + list(-31, 31))
	}
	if len(parts) > 1 && (frequency == "MONTHLY" || frequency == "YEARLY") {
		maybe("BYSETPOS=" + list(-3, 3))
	}
	return strings.Join(parts, ";")
}

// firstDay returns the first day from a date on that has what a rule asks for.
func firstDay(r icalread.Rule, from calendar.Date) (calendar.Date, bool) {
	for d := from; d.Year < from.Year+5; d = d.AddDays(1) {
		if r.Begins(d) {
			return d, true
		}
	}
	return from, false
}

// recurringEvent draws the front matter of an event that follows a rule, with
// one date left out and one that is cancelled or moved.
func recurringEvent(t *rapid.T) string {
	text := ruleParts(t)
	r, err := icalread.ParseRule(text)
	if err != nil {
		t.Fatal(err)
	}
	newYear := calendar.Date{Year: 2024, Month: time.January, Day: 1}
	start, ok := firstDay(r, newYear.AddDays(rapid.IntRange(0, 800).Draw(t, "day")))
	if !ok {
		return ""
	}
	var days []calendar.Date
	for day := range r.Days(start) {
		if days = append(days, day); len(days) == 8 || day.Year > start.Year+2 {
			break
		}
	}
	clock := ""
	if rapid.IntRange(0, 4).Draw(t, "whole days") > 0 {
		clock = rapid.SampledFrom([]string{
			" 00:00", " 00:30", " 01:15", " 02:00", " 02:30", " 03:00", " 03:30", " 09:00", " 23:30",
		}).Draw(t, "clock")
	}
	front := fmt.Sprintf("title: Recurring\nupdated: 2024-01-01\nstart: %s%s\ntimezone: %s\n",
		start, clock, rapid.SampledFrom(zones).Draw(t, "zone"))
	front += "duration: " + rapid.SampledFrom([]string{"1d", "2d"}).Draw(t, "days")
	if clock != "" {
		front += rapid.SampledFrom([]string{"", " 30m", " 2h"}).Draw(t, "hours")
	}
	last := strings.ReplaceAll(days[len(days)-1].String(), "-", "")
	end := rapid.SampledFrom([]string{"", ";COUNT=7", ";UNTIL=" + last}).Draw(t, "end")
	front += "\nrepeat: " + text + end + "\n"
	if len(days) > 3 && rapid.Bool().Draw(t, "changes") {
		front += fmt.Sprintf("except: [%s]\nchanges:\n  - {on: %s, status: cancelled}\n", days[1], days[2])
	}
	return front
}

// TestRandomRules: what the site takes a rule for is what a reader of its
// calendars does, who looks at one day after the other and sets the clocks as
// the file says.
func TestRandomRules(outer *testing.T) {
	compared := 0
	rapid.Check(outer, func(t *rapid.T) {
		events := []txtar.File{{Name: "content/site.yaml", Data: []byte("name: Network\nurl: https://network.example\n")}}
		for i := range 12 {
			if front := recurringEvent(t); front != "" {
				name := fmt.Sprintf("content/events/event-%d.md", i)
				events = append(events, txtar.File{Name: name, Data: []byte("---\n" + front + "---\n")})
			}
		}
		r := generateFiles(outer, events)
		if r.Failed() { // what is not on the rule after all, or when programs differ
			events = slices.DeleteFunc(events, func(f txtar.File) bool {
				return slices.ContainsFunc(r.Diagnostics, func(d diag.Diagnostic) bool {
					return d.File == f.Name && d.Severity == diag.Error
				})
			})
			r = generateFiles(outer, events)
		}
		compared += len(events) - 1
		found, err := Calendars(context.Background(), r.Publication, r.Site, 2)
		if err != nil || len(found) > 0 {
			for _, e := range events {
				if len(found) > 0 && e.Name == found[0].Source {
					t.Log(string(e.Data))
				}
			}
			t.Fatalf("%v %d found, first %+v", err, len(found), found[:1])
		}
	})
	outer.Logf("%d rules were compared", compared)
	if compared < 100 {
		outer.Errorf("only %d rules were compared", compared)
	}
}

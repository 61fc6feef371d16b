package wording

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"belfry/internal/calendar"
	"belfry/internal/locale"
	"belfry/internal/theme"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write testdata/rules.txt")

// rules are ways to repeat, each of which some text of the interface is for.
var rules = [...]string{
	"FREQ=DAILY", "FREQ=DAILY;INTERVAL=2", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=5", "FREQ=MONTHLY",
	"FREQ=MONTHLY;INTERVAL=3", "FREQ=YEARLY", "FREQ=YEARLY;INTERVAL=2",
	"FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=TU,TH", "FREQ=WEEKLY;BYDAY=WE,FR,SA", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU",
	"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR;COUNT=10",
	"FREQ=MONTHLY;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=2TU", "FREQ=MONTHLY;BYDAY=3WE", "FREQ=MONTHLY;BYDAY=4TH",
	"FREQ=MONTHLY;BYDAY=5FR", "FREQ=MONTHLY;BYDAY=-1SA", "FREQ=MONTHLY;BYDAY=-2SU", "FREQ=MONTHLY;BYDAY=1WE,3FR",
	"FREQ=MONTHLY;INTERVAL=2;BYDAY=1SU;UNTIL=20250630",
	"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2",
	"FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYMONTHDAY=-2", "FREQ=MONTHLY;BYMONTHDAY=15",
	"FREQ=MONTHLY;BYMONTHDAY=1,15",
	"FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=15", "FREQ=YEARLY;BYMONTH=1,8;BYMONTHDAY=1",
	"FREQ=YEARLY;BYMONTH=9;BYDAY=1MO", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1",
	"FREQ=WEEKLY;BYDAY=MO;BYMONTH=5,6;UNTIL=20250630", "FREQ=MONTHLY;BYMONTH=11;BYDAY=2SA;COUNT=3", "FREQ=WEEKLY;COUNT=1",
	"FREQ=WEEKLY;BYDAY=TU;COUNT=21", "FREQ=DAILY;INTERVAL=21", "FREQ=DAILY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12",
}

// TestRules compares what is said of rules in all languages with what people have read.
func TestRules(t *testing.T) {
	const file = "testdata/rules.txt"
	var b strings.Builder
	for _, tag := range locale.Tags() {
		fmt.Fprintf(&b, "# %s\n", tag)
		w := wordsIn(t, tag)
		for _, text := range rules {
			rule, err := calendar.ParseRule(text)
			if err != nil {
				t.Fatal(text, err)
			}
			said := w.rule(rule)
			if said == "" || strings.ContainsAny(said, "<>{}") {
				t.Errorf("%s: of %s it says %q", tag, text, said)
			}
			fmt.Fprintln(&b, said)
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("rules are said otherwise: %s", diff)
	}
}

// wordsIn returns the words of a language, as far as they need no site.
func wordsIn(t *testing.T, tag string) Words {
	t.Helper()
	l, _ := locale.Get(tag)
	const folder = "../../templates/strings/"
	data, err := os.ReadFile(folder + tag + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	texts, found := theme.ParseTexts([]theme.TextFile{{Language: tag, Path: folder + tag + ".yaml", Data: data}}, nil)
	look, more := theme.Parse(theme.Input{Locale: l, Strings: texts.In(tag)})
	if len(found)+len(more) > 0 {
		t.Fatal(found, more)
	}
	return Words{theme: look, locale: l}
}

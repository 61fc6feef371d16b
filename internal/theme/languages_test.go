package theme_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"belfry/internal/locale"
	"belfry/internal/theme"
)

const ownStrings = "../../templates/strings/"

func ownTexts(t *testing.T, tag string) theme.TextFile {
	t.Helper()
	file := ownStrings + tag + ".yaml"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return theme.TextFile{Language: tag, Path: file, Data: data}
}

// alike are the texts that some languages have as English has them.
var alike = regexp.MustCompile(`^(program-.*|status-.*|title-with-status|calendar-of|` +
	`(weekday|month)-in-rule|join-at|format-.*|banner-.*|contact|home|news|partners|series|agenda|website|` +
	`date-and-time|dates|registration|moved-from|places|capacity|term-in-year|rule-in-months|` +
	`topics|topics-of-page|subscribe|count-.*)$`)

// TestLanguages: Belfry's own texts are whole in all languages: each has every text,
// with what it stands for, in every form that the language has, and in that language.
func TestLanguages(t *testing.T) {
	english := ownTexts(t, theme.English)
	texts, found := theme.ParseTexts([]theme.TextFile{english}, nil)
	if len(found) > 0 {
		t.Fatal(found)
	}
	for _, tag := range locale.Tags() {
		t.Run(tag, func(t *testing.T) {
			own := ownTexts(t, tag)
			f, found := theme.ParseStrings(own.Path, own.Data)
			if len(found) > 0 {
				t.Fatal(found)
			}
			if tag == theme.English {
				return
			}
			both, _ := theme.ParseTexts([]theme.TextFile{english}, []theme.TextFile{own})
			for _, d := range both.Check(func(string) bool { return false }) {
				t.Error(d)
			}
			for id, forms := range texts.In(theme.English) {
				for category, text := range forms {
					if f.Strings[id][category] == text && !alike.MatchString(id) {
						t.Errorf("%s is English: %s", id, text)
					}
				}
			}
			if lines := slices.Collect(strings.Lines(string(own.Data))); slices.ContainsFunc(lines, endsInSpace) {
				t.Error("a line ends in a space")
			}
		})
	}
}

func endsInSpace(line string) bool { return strings.HasSuffix(strings.TrimSuffix(line, "\n"), " ") }

var (
	textLine    = regexp.MustCompile(`^[a-z]`)
	commentLine = regexp.MustCompile(`^# `)
)

// TestTextsAreExplained: a comment stands above each text in English, or the texts
// that it goes with.
func TestTextsAreExplained(t *testing.T) {
	before := ""
	for line := range strings.Lines(string(ownTexts(t, theme.English).Data)) {
		if textLine.MatchString(line) && before == "" {
			t.Errorf("nothing explains %s", line)
		}
		if line = strings.TrimSpace(line); line == "" || commentLine.MatchString(line) || textLine.MatchString(line) {
			before = line
		}
	}
}

package pages

import (
	"fmt"
	"html/template"
	"slices"
	"strings"
	"testing"
	"time"

	"belfry/internal/address"
	"belfry/internal/site"

	"pgregory.net/rapid"
)

var midsummer = time.Date(2025, time.June, 15, 0, 0, 0, 0, time.UTC)

// TestLayOut: lists are in full where there is room, and never take more than
// there is.
func TestLayOut(t *testing.T) {
	entry := rapid.Custom(func(t *rapid.T) size {
		brief := rapid.IntRange(1, 100).Draw(t, "brief")
		return size{brief + rapid.IntRange(0, 300).Draw(t, "more"), brief}
	})
	rapid.Check(t, func(t *rapid.T) {
		lists := rapid.SliceOfN(rapid.SliceOfN(entry, 0, 40), 1, 4).Draw(t, "lists")
		room := rapid.IntRange(0, 8000).Draw(t, "room")
		all, used, cut := total(lists...), 0, false
		for i, l := range layOut(room, lists...) {
			shown := total(lists[i][:l.shown])
			if cut = cut || l.shown < len(lists[i]); l.brief {
				used += shown.brief
			} else {
				used += shown.full
			}
			if l.brief != (all.full > room) {
				t.Errorf("list %d is brief: %t", i, l.brief)
			}
		}
		if used > room || cut != (all.brief > room) {
			t.Errorf("%d bytes of %d in a room of %d, cut: %t", used, all.brief, room, cut)
		}
	})
}

// TestSizes compares what cards are taken for with what they are.
func TestSizes(t *testing.T) {
	files := fixture(t)
	signs := "---\ntitle: '" + strings.Repeat(`<&"+`, 75) + "'\n"
	files["content/news/signs.md"] = []byte(signs +
		"published: 2024-01-01\nsummary: '" + strings.Repeat(`+">é`, 250) + "'\ntopics: [water]\n---\n")
	files["content/events/signs.md"] = []byte(signs +
		"start: 2024-01-31 10:00\nrepeat: FREQ=MONTHLY;BYMONTHDAY=1,2,3,4,5,6,7,8,9,31;COUNT=20\n" +
		"end_timezone: Atlantic/Azores\nend: 2024-02-02 10:00\n" +
		"location: {name: '" + strings.Repeat(`"`, 300) + "', country: BE}\n---\n")
	files["content/news/"+strings.Repeat("ω", 90)+".md"] = []byte("---\ntitle: Greek\npublished: 2024-01-01\n---\n")
	in, _ := inputAt(t, files, seeded(0), midsummer)
	p := newPublisher(in)
	check := func(what string, most int, list List) {
		html, err := list.Cards[0].HTML()
		if err != nil || len(html) > most || len(html)*3 < most-600 {
			t.Errorf("%s takes %d bytes, not %d; %v", what, len(html), most, err)
		}
	}
	for _, n := range p.site.News {
		check(n.Name, p.newsSize(n).full, p.newsList([]*site.News{n}))
		check(n.Name+" in brief", p.newsSize(n).brief, p.newsLaidOut([]*site.News{n}, layout{true, 1}))
	}
	for _, e := range p.site.Events {
		coming, past := p.once(site.Appointments(e))
		l := append(coming, past...)[:1]
		check(e.Name, p.listedSize(l[0]).full, p.eventList(l))
		check(e.Name+" in brief", p.listedSize(l[0]).brief, p.eventsLaidOut(l, layout{true, 1}))
	}
}

// TestCrowdedYears: whether the page of a year of a term has room is known before it is
// listed, also where events of that year take place several times.
func TestCrowdedYears(t *testing.T) {
	long := strings.Repeat("&", 1000)
	said := map[bool]int{}
	for _, events := range []int{0, 5, 20, 40, 120} {
		files := fixture(t)
		for i := range 80 {
			files[fmt.Sprintf("content/news/item-%d.md", i)] = fmt.Appendf(nil,
				"---\ntitle: Item %d\npublished: 2022-03-03\nsummary: '%s'\ntopics: [water]\n---\n", i, long)
		}
		for i := range events {
			files[fmt.Sprintf("content/events/weekly-%d.md", i)] = fmt.Appendf(nil, "---\ntitle: Weekly %d\n"+
				"start: 2022-03-03 10:00\nrepeat: FREQ=WEEKLY;COUNT=3\nsummary: '%s'\ntopics: [water]\n---\n", i, long)
		}
		in, _ := inputAt(t, files, seeded(0), midsummer)
		p := newPublisher(in)
		for _, add := range p.terms() {
			add()
		}
		i := slices.IndexFunc(in.Site.Topics, func(t *site.Term) bool { return t.ID == "water" })
		water := in.Site.Topics[i]
		of := p.termLists(water, p.tally.terms[water].yearsBeside(termAbsences{})).of(2022)
		coming, past := p.once(of.events)
		want := p.layOutTerm(nil, coming, past, of.news)[0].brief
		said[want]++
		if got := slices.Contains(p.crowded, site.YearAddress(water.Address, 2022)); got != want {
			t.Errorf("with %d events it is said that there is no room: %t, want %t", events, got, want)
		}
	}
	if len(said) != 2 {
		t.Errorf("it was said %v times", said)
	}
}

// crowd is a site with more of everything than lists have room for.
func crowd() map[string][]byte {
	files := map[string][]byte{}
	add := func(name, format string, args ...any) { files["content/"+name] = fmt.Appendf(nil, format, args...) }
	summary := strings.Repeat("Words & more. ", 70)
	var topics strings.Builder
	for i := range 1200 {
		fmt.Fprintf(&topics, "  topic-%d: {name: Topic %d}\n", i, i)
	}
	add("site.yaml", "name: Crowd\nurl: https://crowd.example\ntopics:\n%s", topics.String())
	for i := range 1500 {
		add(fmt.Sprintf("news/item-%d.md", i), "---\ntitle: Item %d\npublished: 2024-%02d-03\nsummary: %s\n"+
			"topics: [topic-1]\ncountries: [BE]\nevents: [meeting-0]\n---\n", i, 1+i%11, summary)
	}
	for i := range 700 {
		add(fmt.Sprintf("news/import-%d.md", i),
			"---\ntitle: Import %d\npublished: 2023-05-01\nsummary: %s\n---\n", i, summary)
		add(fmt.Sprintf("members/member-%d.md", i), "---\ntitle: Member %d\ncountry: BE\nsummary: %s\n---\n", i, summary)
		add(fmt.Sprintf("pages/page-%d.md", i), "---\ntitle: Page %d\nmenu: %d\n---\n", i, i)
	}
	for i := range 1200 {
		add(fmt.Sprintf("events/meeting-%d.md", i),
			"---\ntitle: Meeting %d\nstart: 2025-%02d-%02d 10:00\nduration: %dh\nsummary: %s\n"+
				"topics: [topic-%d, topic-2]\norganisers: [member-1]\n---\n",
			i, 7+i%3, 1+i%28, 1+i%4*20, summary, i)
	}
	return files
}

// TestNoPageIsTooLarge whatever there is to list, and what is listed stays within
// reach.
func TestNoPageIsTooLarge(t *testing.T) {
	in, found := inputAt(t, crowd(), seeded(0), midsummer)
	pub, notes, err := Publish(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	if len(found) > 0 || len(notes) != 3 {
		t.Errorf("%v; %v", found, notes)
	}
	all := mustRender(t, pub, seeded(0))
	for path, text := range all {
		if strings.HasSuffix(path, ".html") && len(text) > 600_000 {
			t.Errorf("%s has %d bytes", path, len(text))
		}
	}
	for i := range 1500 {
		item, month := fmt.Sprintf("news/item-%d/", i), fmt.Sprintf("news/2024/%02d/", 1+i%11)
		if !strings.Contains(all[month+"index.html"], `"/`+item+`"`) {
			t.Fatalf("%s does not lead to %s", month, item)
		}
		if !strings.Contains(all[item+"index.html"], `"/`+month+`"`) {
			t.Fatalf("%s does not lead to its month", item)
		}
	}
	for path, want := range map[string]string{
		"news/2024/index.html":           `<a href="/news/2024/11/">November 2024</a> <span class="count">136 `,
		"news/2023/05/index.html":        `"/news/import-699/"`,
		"topics/topic-1/2024/index.html": `"/news/item-1499/"`,
		"members/index.html":             `"/members/member-699/"`,
		"events/index.html":              "… and ",
		"events/2025/07/index.html":      "… and ",
		"subscribe/index.html":           "… and ",
	} {
		if !strings.Contains(all[path], want) {
			t.Errorf("%s has no %s", path, want)
		}
	}
}

// TestTimeDividesNoYear: a year has pages for its months at any time or never,
// whatever of it is not due yet or has expired.
func TestTimeDividesNoYear(t *testing.T) {
	files := map[string][]byte{"content/site.yaml": []byte("name: Years\nurl: https://years.example\n")}
	for i := range 600 {
		expires := ""
		if i%3 > 0 {
			expires = fmt.Sprintf("expires: %d-12-31\n", 2025+i%2)
		}
		files[fmt.Sprintf("content/news/item-%d.md", i)] = fmt.Appendf(nil,
			"---\ntitle: Item\npublished: 2025-%02d-03\n%s---\n%s\n",
			1+i%12, expires, strings.Repeat("Words. ", 140))
		files[fmt.Sprintf("content/news/few-%d.md", i)] = fmt.Appendf(nil,
			"---\ntitle: Item\npublished: 2024-%02d-03\n%s---\nWords.\n", 1+i%12, expires)
	}
	summary := "summary: " + strings.Repeat("Words. ", 130) + "\n"
	for i := range 600 {
		name := fmt.Sprintf("content/news/item-%d.md", i)
		files[name] = []byte(strings.Replace(string(files[name]), "title", summary+"title", 1))
	}
	for _, year := range []int{2023, 2025, 2026, 2028} {
		lists := listAddresses(publishAt(t, files, seeded(0), time.Date(year, time.June, 15, 0, 0, 0, 0, time.UTC)))
		for month := range 12 {
			if path := fmt.Sprintf("news/2025/%02d/index.html", month+1); !lists[path] {
				t.Errorf("in %d there is no %s", year, path)
			}
			if path := fmt.Sprintf("news/2024/%02d/index.html", month+1); lists[path] {
				t.Errorf("in %d there is a %s", year, path)
			}
		}
	}
}

// TestEscaped: the size of a text is what html/template makes of it.
func TestEscaped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.SampledFrom([]rune(`ab é&<>"'+/=`))).Draw(t, "text")
		var b strings.Builder
		if err := template.Must(template.New("").Parse("<p>{{.}}</p>")).Execute(&b, s); err != nil {
			t.Fatal(err)
		}
		if got := b.Len() - len("<p></p>"); got > escaped(s) {
			t.Errorf("%q takes %d bytes, not %d", s, got, escaped(s))
		}
	})
}

// TestSomeOf names the first of many.
func TestSomeOf(t *testing.T) {
	if got := someOf(slices.Repeat([]address.Path{"/a/"}, 1003)); got != "/a/, /a/, /a/ and 1,000 more" {
		t.Error(got)
	}
}

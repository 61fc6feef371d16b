package site

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"belfry/internal/address"
	"belfry/internal/calendar"
	"belfry/internal/content"
	"belfry/internal/diag"
	"belfry/internal/locale"
	"belfry/internal/uri"
)

// A builder is a site in the making. It lives only inside New. When ctx ends, its
// steps may leave off half-way: the site is then thrown away.
type builder struct {
	ctx  context.Context
	in   Input
	o    Options
	site *Site

	mu    sync.Mutex // guards found, media, static, countries, site.References and site.Until, to which documents add side by side
	found []diag.Diagnostic

	documents map[string]*content.Document // the default language's, by kind and name
	byKind    map[content.Kind][]*content.Document
	entries   map[string]*Entry // published, by source path
	withheld  map[string]bool   // by source path
	owner     map[string]string // path of a translation -> path of the default language's file
	bodies    []bodyTask
	aliases   []alias
	aliased   map[address.Path][]alias // by the former address
	// formerly are the files that have had an address, by it.
	formerly map[address.Path]*content.Document

	topics, series, countries map[string]*Term
	members, partners         map[string]*Organisation
	events                    map[string]*Event
	uids                      map[string]uidOwner
	media                     map[string]*Media // to be copied, by source
	static                    map[string]*Media // by name below static/
	rules                     *sync.Map         // by the name of a zone, since when an event may recur in it
	known                     known
}

func newBuilder(ctx context.Context, in Input, o Options) *builder {
	b := &builder{ctx: ctx, in: in, o: o, bodies: make([]bodyTask, 0, len(in.Documents)),
		documents: make(map[string]*content.Document, len(in.Documents)), byKind: map[content.Kind][]*content.Document{}, entries: make(map[string]*Entry, len(in.Documents)),
		withheld: map[string]bool{}, formerly: map[address.Path]*content.Document{}, owner: map[string]string{},
		topics: map[string]*Term{}, series: map[string]*Term{}, countries: map[string]*Term{},
		members: map[string]*Organisation{}, partners: map[string]*Organisation{}, events: map[string]*Event{}, uids: map[string]uidOwner{},
		media: map[string]*Media{}, static: map[string]*Media{}, aliased: map[address.Path][]alias{}, rules: &sync.Map{},
	}
	b.known = b.newKnown()
	c, lang := in.Config, in.Config.Languages[0]
	l, known := locale.Get(lang)
	if !known { // reported where site.yaml was read
		l, _ = locale.Get("en")
	}
	b.site = &Site{Name: c.Name.In(lang, lang), Description: c.Description.In(lang, lang),
		Locale: l, Now: o.Now, Zone: b.zone(c.Timezone)}
	day := o.Now.UTC().Truncate(24 * time.Hour)
	b.site.Until = day.AddDate(0, 0, 1)
	b.setOrigin(c.URL)
	b.site.UIDHost = hostOf(c.URL)
	if o.BaseURL != "" {
		b.setOrigin(o.BaseURL)
	}
	return b
}

// followConfig follows the addresses that site.yaml names.
func (b *builder) followConfig() {
	b.site.Contact = b.link(content.ConfigFile, b.in.Config.Contact)
	for _, r := range b.in.Config.Navigation {
		if r.Name != "" && b.refer(content.ConfigFile, r) {
			b.site.Navigation = append(b.site.Navigation, r)
		}
	}
}

// setOrigin splits the site's URL, which has been checked where it was read.
func (b *builder) setOrigin(base string) {
	u, err := url.Parse(strings.TrimRight(base, "/"))
	if err != nil {
		return
	}
	b.site.Base = address.Base{Origin: uri.Encode(u.Scheme + "://" + u.Host), Root: address.Path(u.Path)}
}

// zone returns the zone of a canonical name. Names have been checked where
// they were read; one that is missing gives UTC.
func (b *builder) zone(name string) *calendar.Zone {
	z, err := calendar.LoadZone(name)
	if err != nil {
		return calendar.UTC()
	}
	return z
}

// lookEvery is after how many files a loop looks whether it shall go on.
const lookEvery = 128

// ended reports, now and then, whether a loop that has come to its i-th round
// shall leave off.
func (b *builder) ended(i int) bool { return i%lookEvery == 0 && b.ctx.Err() != nil }

func (b *builder) language(d *content.Document) string {
	return cmp.Or(d.Lang, b.in.Config.Languages[0])
}

func (b *builder) report(d diag.Diagnostic) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.found = append(b.found, d)
}

// failAt reports what is wrong with a reference.
func (b *builder) failAt(file string, r content.Ref, code, message, hint string) {
	b.report(diag.Diagnostic{Code: code, File: file, Pos: r.Pos, Length: r.Length, Message: message, Hint: hint})
}

func (b *builder) fail(file string, pos diag.Position, code, message, hint string) {
	b.report(diag.Diagnostic{Code: code, File: file, Pos: pos, Message: message, Hint: hint})
}

// entry makes what all kinds have in common and remembers the body.
func (b *builder) entry(e *Entry, d *content.Document, title, summary string) {
	*e = b.entryOf(d, title, summary)
	if d.Body != nil {
		b.bodies = append(b.bodies, bodyTask{e, d})
	}
	b.entries[d.Path] = e
}

// entryOf returns the entry of a text, without its body.
func (b *builder) entryOf(d *content.Document, title, summary string) Entry {
	e := Entry{Source: d.Path, Kind: d.Kind, Name: d.Name, Title: title, Lead: summary, Summary: summary, Address: d.Address()}
	if d.Body != nil {
		e.Summary = cmp.Or(summary, d.Body.Excerpt())
	}
	return e
}

func (b *builder) addPages() {
	each(b, content.KindPage, func(d *content.Document) *Page {
		if d.Page == nil {
			return nil
		}
		return &Page{Menu: d.Page.Menu}
	}, func(d *content.Document, p *Page) {
		b.entry(&p.Entry, d, d.Page.Title, d.Page.Summary)
		b.redirect(&p.Entry, d.Page.Aliases)
		b.site.Pages = append(b.site.Pages, p)
	})
}

func (b *builder) addOrganisations() {
	each(b, content.KindMember, func(d *content.Document) *Organisation {
		m := d.Member
		if m == nil {
			return nil
		}
		return &Organisation{Website: b.outside(d.Path, m.Website), Logo: b.logo(d.Path, m.Logo), Contact: b.link(d.Path, m.Contact),
			Joined: b.moment(m.Joined, b.site.Zone), Country: b.country(m.Country)}
	}, func(d *content.Document, o *Organisation) {
		b.entry(&o.Entry, d, d.Member.Title, d.Member.Summary)
		if o.Country != nil {
			o.Country.Members = append(o.Country.Members, o)
		}
		b.members[d.Name] = o
		b.site.Members = append(b.site.Members, o)
	})
	each(b, content.KindPartner, func(d *content.Document) *Organisation {
		p := d.Partner
		if p == nil {
			return nil
		}
		return &Organisation{Role: p.Role, Website: b.outside(d.Path, p.Website), Logo: b.logo(d.Path, p.Logo), Contact: b.link(d.Path, p.Contact)}
	}, func(d *content.Document, o *Organisation) {
		b.entry(&o.Entry, d, d.Partner.Title, d.Partner.Summary)
		b.partners[d.Name] = o
		b.site.Partners = append(b.site.Partners, o)
	})
}

func (b *builder) addNews() {
	each(b, content.KindNews, b.newsItem, func(d *content.Document, n *News) {
		b.entry(&n.Entry, d, d.News.Title, d.News.Summary)
		b.redirect(&n.Entry, d.News.Aliases)
		b.site.News = append(b.site.News, n)
	})
}

func (b *builder) newsItem(d *content.Document) *News {
	c := d.News
	if c == nil {
		return nil
	}
	n := &News{Published: b.moment(c.Published, b.site.Zone), Updated: b.moment(c.Updated, b.site.Zone), Author: c.Author,
		Image:  b.image(d.Path, c.Image),
		Topics: b.terms(d.Path, "topic", c.Topics, b.topics, b.known.topics), PromotedBy: b.promoters(d.Path, c.PromotedBy),
		Events: b.linkedEvents(d.Path, c.Events)}
	for _, code := range c.Countries {
		n.Countries = addOnce(n.Countries, b.country(code))
	}
	return n
}

// order sorts all lists: by date, then by name.
func (b *builder) order() {
	s := b.site
	sortByTime(s.News, func(n *News) (int64, string) { return -n.Published.At.Unix(), n.Name })
	sortByTime(s.Events, func(e *Event) (int64, string) { return e.Occurrences[0].StartAt.Unix(), e.Name })
	slices.SortFunc(s.Pages, func(x, y *Page) int { return cmp.Or(cmp.Compare(x.Menu, y.Menu), cmp.Compare(x.Name, y.Name)) })
	compare := s.Locale.Collator()
	byTitle := func(x, y *Organisation) int { return cmp.Or(compare(x.Title, y.Title), cmp.Compare(x.Name, y.Name)) }
	slices.SortFunc(s.Members, byTitle)
	slices.SortFunc(s.Partners, byTitle)
	for _, t := range b.countries {
		slices.SortFunc(t.Members, byTitle)
		s.Countries = append(s.Countries, t)
	}
	slices.SortFunc(s.Countries, func(x, y *Term) int { return cmp.Compare(x.ID, y.ID) })
	slices.SortFunc(s.Redirects, func(x, y Redirect) int { return cmp.Or(cmp.Compare(x.From, y.From), cmp.Compare(x.Source, y.Source)) })
	for i, n := range s.News {
		n.Order = i
	}
	for i, e := range s.Events {
		e.Order = i
	}
	b.fillTerms()
}

// sortByTime sorts a list by what key says of each value: a time, then a name.
// It compares times that lie beside each other: most of a large list is in no
// cache.
func sortByTime[V any](list []*V, key func(*V) (at int64, name string)) {
	type keyed struct {
		at    int64
		value *V
	}
	keys := make([]keyed, len(list))
	for i, v := range list {
		at, _ := key(v)
		keys[i] = keyed{at, v}
	}
	slices.SortFunc(keys, func(x, y keyed) int {
		if c := cmp.Compare(x.at, y.at); c != 0 {
			return c
		}
		_, xName := key(x.value)
		_, yName := key(y.value)
		return cmp.Compare(xName, yName)
	})
	for i, k := range keys {
		list[i] = k.value
	}
}

// fillTerms gives each term its news and events, in the site's order.
func (b *builder) fillTerms() {
	for _, n := range b.site.News {
		for _, t := range n.Topics {
			t.News = append(t.News, n)
		}
		for _, t := range n.Countries {
			t.News = append(t.News, n)
		}
		for _, e := range n.Events {
			e.News = append(e.News, n)
		}
	}
	for _, e := range b.site.Events {
		for _, t := range e.Topics {
			t.Events = append(t.Events, e)
		}
		if e.Series != nil {
			e.Series.Events = append(e.Series.Events, e)
		}
		if e.Country != nil {
			e.Country.Events = append(e.Country.Events, e)
		}
	}
}

func (b *builder) finish() {
	for _, e := range b.site.Events {
		if e.Registration != nil {
			b.due(e.Registration.Closes.Until(e.Zone))
		}
		for i := range e.Occurrences {
			o := &e.Occurrences[i]
			b.due(o.EndAt)
			if o.IsMoment() { // which is over after it
				b.due(o.EndAt.Add(1))
			}
		}
	}
	for _, m := range b.media {
		b.site.Media = append(b.site.Media, m)
	}
	b.site.Uncommitted = b.uncommitted()
	slices.SortFunc(b.site.Media, func(x, y *Media) int { return cmp.Compare(x.Source, y.Source) })
	bySource := func(x, y Withheld) int { return cmp.Compare(x.Source, y.Source) }
	slices.SortFunc(b.site.Withheld, bySource)
	slices.SortFunc(b.site.Early, bySource)
}

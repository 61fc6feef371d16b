package site

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strings"
	"time"

	"belfry/internal/address"
	"belfry/internal/calendar"
	"belfry/internal/content"
	"belfry/internal/locale"
	"belfry/internal/memo"
	"belfry/internal/uri"
)

// A ground is what a site is made on: what editors wrote, and what site.yaml says
// of all of it. It does not change while the site is made.
type ground struct {
	ctx context.Context
	in  Input
	o   Options

	// locales are those of the site's languages, and folders what the addresses of each
	// begin with: "" of the first, "/fr".
	locales []*locale.Locale
	folders []address.Path
	zone    *calendar.Zone
	base    address.Base
	// uidHost is the host in all UIDs: that of site.yaml, wherever it is published.
	uidHost string
	files   library
	static  memo.Memo[string, File]      // by name below static/, what Measure says
	rules   memo.Memo[string, time.Time] // by the name of a zone, since when an event may recur in it
}

func newGround(ctx context.Context, in Input, o Options) *ground {
	g := &ground{
		ctx: ctx, in: in, o: o,
		zone: zoneNamed(in.Config.Timezone), base: baseOf(cmp.Or(o.BaseURL, in.Config.URL)),
		uidHost: hostOf(in.Config.URL),
		files:   newLibrary(in),
	}
	for i, tag := range in.Config.Languages {
		l, known := locale.Get(tag)
		if !known { // reported where site.yaml was read
			l, _ = locale.Get("en")
		}
		folder := address.Path("")
		if i > 0 {
			folder = "/" + address.Path(tag)
		}
		g.locales, g.folders = append(g.locales, l), append(g.folders, folder)
	}
	return g
}

// language returns the first language of the site, that of texts whose names say none.
func (g *ground) language() string { return g.in.Config.Languages[0] }

// editionOf returns the place of the edition that has the page of a text: that of its
// language, and the first for a language that no edition is in. is reports whether one
// is in its language.
func (g *ground) editionOf(n content.FileName) (place int, is bool) {
	if n.Lang == "" {
		return 0, true
	}
	place = slices.Index(g.in.Config.Languages, n.Lang)
	return max(place, 0), place >= 0
}

// addressOf returns the address of the page of a text.
func (g *ground) addressOf(n content.FileName) address.Path {
	place, _ := g.editionOf(n)
	return g.folders[place] + n.Address()
}

// keyIn returns the key that the file of an address would have, of the kind
// /news/NAME/, /fr/events/NAME.ics or /NAME/, and the place of the edition that it is in.
func (g *ground) keyIn(at address.Path) (key string, edition int) {
	rest := string(at)
	for i, folder := range g.folders[1:] {
		if inside, is := strings.CutPrefix(rest, string(folder)+"/"); is {
			rest, edition = inside, i+1
		}
	}
	key = strings.TrimSuffix(strings.Trim(rest, "/"), ".ics")
	if !strings.Contains(key, "/") {
		key = content.KindPage.Folder() + "/" + key
	}
	return key, edition
}

// baseOf splits the site's URL, which has been checked where it was read.
func baseOf(whole string) address.Base {
	u, err := url.Parse(strings.TrimRight(whole, "/"))
	if err != nil {
		return address.Base{}
	}
	return address.Base{Origin: uri.Encode(u.Scheme + "://" + u.Host), Root: address.Path(u.Path)}
}

// hostOf returns the host of a URL as it is written, as in a UID: network.example.
func hostOf(whole string) string {
	u, err := url.Parse(whole)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// zoneNamed returns the zone of a canonical name. Names have been checked where
// they were read; one that is missing gives UTC.
func zoneNamed(name string) *calendar.Zone {
	z, err := calendar.LoadZone(name)
	if err != nil {
		return calendar.UTC()
	}
	return z
}

// endEvery is after how many rounds a loop asks whether it shall go on.
const endEvery = 128

// ended reports, now and then, whether a loop that has come to its i-th round
// shall leave off.
func (g *ground) ended(i int) bool { return i%endEvery == 0 && g.ctx.Err() != nil }

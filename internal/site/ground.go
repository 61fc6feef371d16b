package site

import (
	"cmp"
	"context"
	"net/url"
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

	locale *locale.Locale
	zone   *calendar.Zone
	base   address.Base
	// uidHost is the host in all UIDs: that of site.yaml, wherever it is published.
	uidHost string
	files   library
	static  memo.Memo[string, File]      // by name below static/, what Measure says
	rules   memo.Memo[string, time.Time] // by the name of a zone, since when an event may recur in it
}

func newGround(ctx context.Context, in Input, o Options) *ground {
	l, known := locale.Get(in.Config.Languages[0])
	if !known { // reported where site.yaml was read
		l, _ = locale.Get("en")
	}
	return &ground{
		ctx: ctx, in: in, o: o,
		locale: l, zone: zoneNamed(in.Config.Timezone), base: baseOf(cmp.Or(o.BaseURL, in.Config.URL)),
		uidHost: hostOf(in.Config.URL),
		files:   newLibrary(in),
	}
}

// language returns the language of the site that texts without a translation
// are in.
func (g *ground) language() string { return g.in.Config.Languages[0] }

// isOriginal reports whether a text is in the site's language.
func (g *ground) isOriginal(n content.FileName) bool {
	return cmp.Or(n.Lang, g.language()) == g.language()
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

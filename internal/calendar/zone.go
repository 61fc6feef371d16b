package calendar

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"
)

//go:embed zonedata/zoneinfo.zip
var zoneArchive []byte

//go:embed zonedata/aliases.txt
var zoneAliases string

// zoneIndex is what the embedded data holds, read once; it never changes.
type zoneIndex struct {
	files   map[string]*zip.File
	aliases map[string]string
	names   []string
}

var openZones = sync.OnceValue(func() zoneIndex {
	archive, err := zip.NewReader(bytes.NewReader(zoneArchive), int64(len(zoneArchive)))
	if err != nil {
		panic("calendar: the embedded zone archive is damaged: " + err.Error())
	}
	index := zoneIndex{files: map[string]*zip.File{}, aliases: map[string]string{}}
	for line := range strings.Lines(zoneAliases) {
		alias, name, _ := strings.Cut(strings.TrimSpace(line), " ")
		index.aliases[alias] = name
	}
	for _, f := range archive.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		index.files[f.Name] = f
		if index.aliases[f.Name] == "" && strings.Contains(f.Name, "/") && !strings.HasPrefix(f.Name, "Etc/") {
			index.names = append(index.names, f.Name)
		}
	}
	index.names = append(index.names, "UTC")
	slices.Sort(index.names)
	return index
})

// ZoneNames returns the names of all time zones as they are written today, in
// alphabetical order. The slice is the caller's.
func ZoneNames() []string { return slices.Clone(openZones().names) }

// CanonicalZone returns the name under which the zone called name is known
// today ("Europe/Kyiv" for "Europe/Kiev"), and false where there is no such
// zone. A name of the place itself stays: Europe/Stockholm is not replaced by
// the zone whose rules it shares.
func CanonicalZone(name string) (string, bool) {
	index := openZones()
	if canonical, ok := index.aliases[name]; ok && index.files[canonical] != nil {
		name = canonical
	}
	switch name {
	case "Etc/UTC", "UTC", "Etc/GMT", "GMT":
		return "UTC", true
	}
	return name, index.files[name] != nil
}

// A Zone is a time zone of the IANA database. It is immutable.
type Zone struct {
	name     string
	location *time.Location
}

// LoadZone returns the zone called name, or by an older name, from the
// embedded data. An unknown name is an error.
func LoadZone(name string) (*Zone, error) {
	canonical, ok := CanonicalZone(name)
	if !ok {
		return nil, fmt.Errorf("there is no time zone %q", name)
	}
	if canonical == "UTC" {
		return UTC(), nil
	}
	data, err := readZone(openZones().files[canonical])
	if err != nil {
		return nil, fmt.Errorf("reading the time zone %s: %w", canonical, err)
	}
	location, err := time.LoadLocationFromTZData(canonical, data)
	if err != nil {
		return nil, fmt.Errorf("reading the time zone %s: %w", canonical, err)
	}
	return &Zone{canonical, location}, nil
}

// UTC returns the zone of Coordinated Universal Time.
func UTC() *Zone { return &Zone{"UTC", time.UTC} }

func readZone(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

// Name returns the zone's IANA name: Europe/Brussels.
func (z *Zone) Name() string { return z.name }

// Local returns what a clock in the zone shows at the instant t.
func (z *Zone) Local(t time.Time) Local { return LocalOf(t.In(z.location)) }

// At returns the instant t with the zone's own offset, so that formatting it
// shows local time.
func (z *Zone) At(t time.Time) time.Time { return t.In(z.location) }

// Offset returns the zone's distance from UTC at t, in seconds east, and the
// abbreviation in use (CET, CEST, +03).
func (z *Zone) Offset(t time.Time) (seconds int, abbreviation string) {
	abbreviation, seconds = t.In(z.location).Zone()
	return seconds, abbreviation
}

// A Reading says how often a local time occurs in a zone.
type Reading uint8

const (
	Once    Reading = iota // an ordinary local time
	Skipped                // the clock jumps over it
	Twice                  // the clock is put back and shows it again
)

// Resolve returns the instant of a local time in the zone. Where the clock
// shows it twice, the earlier one is meant; where the clock jumps over it, the
// offset before the jump holds (RFC 5545 3.3.5).
func (z *Zone) Resolve(l Local) (time.Time, Reading) {
	earlier, later, reading := z.Readings(l)
	if reading == Skipped {
		return later, reading
	}
	return earlier, reading
}

// Readings returns both instants that a local time may stand for: with the
// larger offset (earlier) and with the smaller one (later). They differ only
// where the reading is not Once.
func (z *Zone) Readings(l Local) (earlier, later time.Time, reading Reading) {
	civil := l.Time()
	before := civil.Add(-z.offsetAt(civil.Add(-24 * time.Hour)))
	after := civil.Add(-z.offsetAt(civil.Add(24 * time.Hour)))
	if near, ok := z.between(l, civil, before, after); ok {
		return near, near, Once
	}
	beforeFits, afterFits := z.Local(before) == l, z.Local(after) == l
	switch {
	case before.Equal(after), beforeFits && !afterFits:
		return before, before, Once
	case afterFits && !beforeFits:
		return after, after, Once
	case beforeFits:
		return minTime(before, after), maxTime(before, after), Twice
	default:
		return minTime(before, after), maxTime(before, after), Skipped
	}
}

// between finds the instant where two changes lie within a day of each other,
// so that the offset in force is neither that of the day before nor of the day
// after.
func (z *Zone) between(l Local, civil, before, after time.Time) (time.Time, bool) {
	if z.Local(before) == l || z.Local(after) == l {
		return time.Time{}, false
	}
	near := civil.Add(-z.offsetAt(before))
	return near, z.Local(near) == l
}

func (z *Zone) offsetAt(t time.Time) time.Duration {
	seconds, _ := z.Offset(t)
	return time.Duration(seconds) * time.Second
}

func minTime(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func maxTime(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

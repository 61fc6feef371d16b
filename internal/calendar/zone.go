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
	"sync/atomic"
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
	loaded  *sync.Map // of canonical name to *Zone: those that have been asked for
}

var openZones = sync.OnceValue(func() zoneIndex {
	archive, err := zip.NewReader(bytes.NewReader(zoneArchive), int64(len(zoneArchive)))
	if err != nil {
		panic("calendar: the embedded zone archive is damaged: " + err.Error())
	}
	index := zoneIndex{files: map[string]*zip.File{}, aliases: readAliases(), names: []string{"UTC"}, loaded: &sync.Map{}}
	for _, f := range archive.File {
		if strings.HasSuffix(f.Name, "/") || f.Name == "Factory" { // a folder; the zone of a computer not yet set up
			continue
		}
		index.files[f.Name] = f
		if index.aliases[f.Name] == "" && strings.Contains(f.Name, "/") && !strings.HasPrefix(f.Name, "Etc/") {
			index.names = append(index.names, f.Name)
		}
	}
	slices.Sort(index.names)
	return index
})

func readAliases() map[string]string {
	aliases := map[string]string{}
	for line := range strings.Lines(zoneAliases) {
		alias, name, _ := strings.Cut(strings.TrimSpace(line), " ")
		aliases[alias] = name
	}
	return aliases
}

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

// A Zone is a time zone of the IANA database. It is immutable; what it has worked
// out it keeps.
type Zone struct {
	name     string
	location *time.Location
	years    [lastKept - firstKept + 1]atomic.Pointer[yearOffsets]
	changes  atomic.Pointer[keptChanges]
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
	index := openZones()
	if known, ok := index.loaded.Load(canonical); ok {
		return known.(*Zone), nil
	}
	z, err := readZoneOf(canonical)
	if err != nil {
		return nil, err
	}
	kept, _ := index.loaded.LoadOrStore(canonical, z)
	return kept.(*Zone), nil
}

func readZoneOf(canonical string) (*Zone, error) {
	data, err := readZone(openZones().files[canonical])
	if err != nil {
		return nil, fmt.Errorf("reading the time zone %s: %w", canonical, err)
	}
	location, err := time.LoadLocationFromTZData(canonical, data)
	if err != nil {
		return nil, fmt.Errorf("reading the time zone %s: %w", canonical, err)
	}
	return &Zone{name: canonical, location: location}, nil
}

// UTC returns the zone of Coordinated Universal Time.
func UTC() *Zone { return &Zone{name: "UTC", location: time.UTC} }

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

// ISO returns the instant t as the zone's clocks show it, with its offset from UTC
// (RFC 3339, never with Z): 2024-06-03T10:00:00+02:00.
func (z *Zone) ISO(t time.Time) string { return z.At(t).Format("2006-01-02T15:04:05-07:00") }

// Offset returns the zone's distance from UTC at t, in seconds east, and the
// abbreviation in use (CET, CEST, +03).
func (z *Zone) Offset(t time.Time) (seconds int, abbreviation string) {
	abbreviation, seconds = t.In(z.location).Zone()
	return seconds, abbreviation
}

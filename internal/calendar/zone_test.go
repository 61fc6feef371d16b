package calendar_test

import (
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"belfry/internal/calendar"
)

func zone(t testing.TB, name string) *calendar.Zone {
	t.Helper()
	z, err := calendar.LoadZone(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func TestCanonicalZone(t *testing.T) {
	for _, c := range []struct {
		name, want string
		ok         bool
	}{
		{"Europe/Brussels", "Europe/Brussels", true},
		{"Europe/Stockholm", "Europe/Stockholm", true}, // has Berlin's rules, and keeps its name
		{"Europe/Amsterdam", "Europe/Amsterdam", true},
		{"Europe/Kyiv", "Europe/Kyiv", true},
		{"Europe/Kiev", "Europe/Kyiv", true},
		{"Asia/Calcutta", "Asia/Kolkata", true},
		{"Europe/Nicosia", "Asia/Nicosia", true},
		{"CET", "Europe/Brussels", true},
		{"WET", "Europe/Lisbon", true},
		{"UTC", "UTC", true},
		{"Etc/UTC", "UTC", true},
		{"GMT", "UTC", true},
		{"Zulu", "UTC", true},
		{"Etc/GMT+5", "Etc/GMT+5", true},
		{"Europe/Bruxelles", "Europe/Bruxelles", false},
		{"europe/brussels", "europe/brussels", false},
		{"Europe", "Europe", false},
		{"Europe/", "Europe/", false},
		{"Factory", "Factory", false},
		{"Local", "Local", false},
		{"", "", false},
		{"../zoneinfo/Europe/Paris", "../zoneinfo/Europe/Paris", false},
	} {
		got, ok := calendar.CanonicalZone(c.name)
		if got != c.want || ok != c.ok {
			t.Errorf("%q is %q, %t; want %q, %t", c.name, got, ok, c.want, c.ok)
		}
		z, err := calendar.LoadZone(c.name)
		if ok != (err == nil) || ok && z.Name() != c.want {
			t.Errorf("LoadZone(%q): %v, %v", c.name, z, err)
		}
	}
}

func TestZoneNames(t *testing.T) {
	names := calendar.ZoneNames()
	renamed := slices.Contains(names, "Europe/Kyiv") && !slices.Contains(names, "Europe/Kiev")
	if len(names) < 400 || !slices.IsSorted(names) || !renamed {
		t.Errorf("the %d names are not those of today, in order", len(names))
	}
	for _, name := range names {
		if canonical, ok := calendar.CanonicalZone(name); !ok || canonical != name || zone(t, name).Name() != name {
			t.Errorf("%s is listed, but called %s", name, canonical)
		}
		if strings.ContainsFunc(name, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`":;,\`, r) }) {
			t.Errorf("%q does not stand in a calendar as it is", name)
		}
	}
	names[0] = "changed"
	if calendar.ZoneNames()[0] == "changed" {
		t.Error("a caller can change the list")
	}
}

// An alias stands for a zone that has the same clocks, as far back as events go.
func TestAliasesHaveTheSameClocks(t *testing.T) {
	for name, data := range zoneFiles(t) {
		canonical, ok := calendar.CanonicalZone(name)
		if !ok {
			continue // TestCanonicalZone says which
		}
		own, err := time.LoadLocationFromTZData(name, data)
		if err != nil {
			t.Fatal(err)
		}
		z := zone(t, canonical)
		for at := time.Date(2003, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() < 2040; at = at.Add(7 * 24 * time.Hour) {
			_, want := at.In(own).Zone()
			if offset, _ := z.Offset(at); offset != want {
				t.Errorf("%s is read as %s, which differs on %s", name, canonical, at.Format(time.DateOnly))
				break
			}
		}
	}
}

// The zones of the machine are never asked: with none, or broken ones, all
// instants stay the same.
func TestHostZonesAreNotUsed(t *testing.T) {
	if os.Getenv("CALENDAR_TEST_CHILD") != "" {
		fmt.Printf("digest %x\n", clockDigest(t))
		return
	}
	broken := t.TempDir()
	if err := os.MkdirAll(filepath.Join(broken, "Europe"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(broken, "Europe", "Berlin"), []byte("TZif rubbish"), 0o644); err != nil {
		t.Fatal(err)
	}
	want := fmt.Sprintf("digest %x\n", clockDigest(t))
	for _, env := range [][]string{
		{"TZ=Asia/Kathmandu"}, {"TZ=:rubbish", "ZONEINFO=" + broken}, {"TZ=Europe/Berlin", "ZONEINFO=/dev/null"},
	} {
		child := exec.Command(os.Args[0], "-test.run=^TestHostZonesAreNotUsed$")
		child.Env = append(os.Environ(), append(env, "CALENDAR_TEST_CHILD=1")...)
		out, err := child.CombinedOutput()
		if err != nil || !strings.Contains(string(out), want) {
			t.Errorf("%s: other instants: %v\n%s", env, err, out)
		}
	}
}

// clockDigest covers what zones give and what is made of it.
func clockDigest(t *testing.T) [32]byte {
	hash := sha256.New()
	for _, name := range []string{"Europe/Berlin", "Europe/Lisbon", "Africa/Casablanca", "Pacific/Apia", "UTC"} {
		z := zone(t, name)
		first := calendar.Local{Date: calendar.Date{Year: 2011, Month: 1, Day: 1}}
		for l := first; l.Year < 2013; l = l.Add(5 * time.Hour) {
			w := calendar.When{Local: l}
			at, reading := z.Resolve(l)
			utc := calendar.When{Local: l, UTC: true}
			fmt.Fprintln(hash, w.In(z).Format(time.RFC3339), utc.Shown(z), z.At(at).Format(time.RFC3339), reading)
		}
		for _, c := range z.Changes(time.Unix(unix(2000), 0), time.Unix(unix(2040), 0)) {
			fmt.Fprintln(hash, c.At, c.Local(), c.From, c.To, c.Abbreviation)
		}
	}
	return [32]byte(hash.Sum(nil))
}

func TestNoHostZoneInTheCode(t *testing.T) {
	files := 0
	err := filepath.WalkDir("../..", func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		files++
		text, err := os.ReadFile(path)
		if strings.Contains(string(text), "time.LoadLocation(") {
			t.Errorf("%s asks the machine for a zone; use calendar.LoadZone", path)
		}
		return err
	})
	if err != nil || files < 50 {
		t.Errorf("%d files were looked at: %v", files, err)
	}
}

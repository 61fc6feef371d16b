package calendar_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"strings"
	"testing"
	"time"
)

// A transition is a change as the zone's file lists it (RFC 8536 3.2).
type transition struct {
	at           int64
	offset       int
	abbreviation string
}

// zoneFiles returns the content of every file of the embedded archive, read
// without the code under test.
func zoneFiles(t *testing.T) map[string][]byte {
	t.Helper()
	archive, err := zip.OpenReader("zonedata/zoneinfo.zip")
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	files := map[string][]byte{}
	for _, f := range archive.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = data
	}
	return files
}

// transitions reads the second block of a zone's file: what holds before the
// first transition, then each transition, then the footer, the rule for what
// follows.
func transitions(data []byte) (before transition, list []transition, footer string) {
	count := func(data []byte, i int) int { return int(binary.BigEndian.Uint32(data[20+4*i:])) }
	const utc, std, leap, times, types, chars = 0, 1, 2, 3, 4, 5
	before32 := 5*count(data, times) + 6*count(data, types) + count(data, chars)
	before32 += 8*count(data, leap) + count(data, std) + count(data, utc)
	data = data[44+before32:]
	instants := data[44:]
	indexes := instants[8*count(data, times):]
	kinds := indexes[count(data, times):]
	names := kinds[6*count(data, types):]
	rest := names[count(data, chars)+12*count(data, leap)+count(data, std)+count(data, utc):]
	kind := func(i int) transition {
		k := kinds[6*i:]
		name, _, _ := bytes.Cut(names[k[5]:], []byte{0})
		return transition{offset: int(int32(binary.BigEndian.Uint32(k))), abbreviation: string(name)}
	}
	before = kind(0)
	for i := range count(data, times) {
		next := kind(int(indexes[i]))
		next.at = int64(binary.BigEndian.Uint64(instants[8*i:]))
		list = append(list, next)
	}
	return before, list, strings.TrimSpace(string(rest))
}

func unix(year int) int64 { return time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Unix() }

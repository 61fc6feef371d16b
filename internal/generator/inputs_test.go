package generator

import (
	"testing"
	"time"

	"belfry/internal/source"
)

// TestInputs: lists are equal where they have the same files, with the same bytes
// and written at the same time, in whatever zone that is said.
func TestInputs(t *testing.T) {
	file := func(path, data string, written time.Time) input {
		stamp := source.Stamp{Size: int64(len(data)), Time: written}
		return input{path, source.Fingerprint{Digest: source.DigestOf([]byte(data)), Stamp: stamp}}
	}
	a := inputs{file("a", "one", now), file("b", "two", now)}
	for name, test := range map[string]struct {
		other inputs
		equal bool
	}{
		"the same":        {inputs{file("a", "one", now), file("b", "two", now)}, true},
		"another zone":    {inputs{file("a", "one", now), file("b", "two", now.In(time.FixedZone("", 3600)))}, true},
		"another time":    {inputs{file("a", "one", now), file("b", "two", now.Add(1))}, false},
		"other bytes":     {inputs{file("a", "one", now), file("b", "six", now)}, false},
		"another path":    {inputs{file("a", "one", now), file("c", "two", now)}, false},
		"a file less":     {inputs{file("a", "one", now)}, false},
		"a file not read": {inputs{file("a", "one", now), {path: "b"}}, false},
		"none":            {nil, false},
	} {
		if a.Equal(test.other) != test.equal || test.other.Equal(a) != test.equal {
			t.Errorf("%s: equal is %v, want %v", name, !test.equal, test.equal)
		}
	}
	if a.at("b") != a[1].Fingerprint || a.at("aa") != (source.Fingerprint{}) {
		t.Errorf("the fingerprints of b and aa are %v and %v", a.at("b"), a.at("aa"))
	}
}

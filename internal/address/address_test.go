package address

import (
	"strings"
	"testing"

	"belfry/internal/corpus"
)

func TestCheck(t *testing.T) {
	long := strings.Repeat("n", MaxPart)
	for path, want := range map[string]Kind{
		"news/kick-off": Fine, "a b/c(1).txt": Fine, "ύδωρ": Fine, "a#b%41.png": Fine,
		".well-known/x": Fine, "console": Fine, "com": Fine, "com10": Fine, "auxiliary.ics": Fine, long: Fine,
		"": Empty, "a//b": Empty, "/a": Empty, "a/": Empty, "../a": Empty, "a/./b": Empty,
		"a\xffb": Encoding,
		"a\x00":  Control, "a\nb": Control, "a\tb": Control, "a\u0085": Control, "a\u2028": Control, "a\uffff": Control,
		"a\ufe0f": Unseen, "\u3164": Unseen, "a\u00adb": Unseen, "a\u200b": Unseen, "a\u202eb": Unseen, "a\u200d": Unseen,
		"a:b": Sign, "<": Sign, "a|b": Sign, "a*": Sign, "a?": Sign, `a"`: Sign, `a\b`: Sign,
		long + "n": Long, "a/" + long + "n": Long,
		strings.Repeat("α", MaxPart/2+1): Long, strings.Repeat("abcd/", 250): Long,
		"a.": Ending, "a /b": Ending, "a../b": Ending,
		"con": Device, "Con.txt": Device, "a/aux.ics": Device, "NUL": Device,
		"com1.tar.gz": Device, "lpt¹": Device, "con .txt": Device, "CONIN$": Device,
		".belfry": Kept, ".Belfry-lock/x": Kept, "a/.belfry-tmp-1": Kept, ".git/refs": Kept, "a/.GIT": Kept, "GIT~1": Kept,
	} {
		if got := Check(path); got.Kind != want {
			t.Errorf("%q is %d, not %d", path, got.Kind, want)
		}
	}
}

// TestMessages: whatever is wrong is said.
func TestMessages(t *testing.T) {
	for _, path := range []string{
		"", "\xff", "\x01", "\u200b", ":", strings.Repeat("n", 300), "a.", "a ", "con", ".git", ".belfry",
	} {
		f := Check(path)
		if f.Message("the name") == "" || f.Hint("otherwise") == "" {
			t.Errorf("%q: %q, %q", path, f.Message("the name"), f.Hint("otherwise"))
		}
	}
}

func FuzzCheck(f *testing.F) {
	corpus.Seeds(f)
	for _, path := range []string{"news/kick-off", "a//b", "con.txt", "a.", "\ufe0f", "\xff", ".git"} {
		f.Add(path)
	}
	f.Fuzz(func(t *testing.T, path string) {
		fault := Check(path)
		if (fault.Kind == Fine) != (fault.Message("the name") == "") {
			t.Fatalf("%q: %d, %q", path, fault.Kind, fault.Message("the name"))
		}
		if fault.Kind != Fine && !strings.Contains(path, fault.Part) {
			t.Fatalf("%q has no part %q", path, fault.Part)
		}
		if fault.Kind == Fine && strings.ContainsAny(path, "\x00\n\\:") {
			t.Fatalf("%q is fine", path)
		}
	})
}

package corpus

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// CheckGuide fails where the guide in a file is not what it is made of now. With
// update it writes that first; command is what does so.
func CheckGuide(t *testing.T, file, now string, update bool, command string) {
	t.Helper()
	if update {
		if err := os.WriteFile(file, []byte(now), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	guide, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.ReplaceAll(string(guide), "\r\n", "\n"), now); diff != "" {
		t.Errorf("%s (%s writes it): %s", file, command, diff)
	}
}

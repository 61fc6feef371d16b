package diag

import "testing"

func TestNumber(t *testing.T) {
	for n, want := range map[int]string{
		0: "0", 999: "999", 1000: "1,000", 63_000: "63,000", 999_999: "999,999", 1_234_567: "1,234,567",
	} {
		if got := Number(n); got != want {
			t.Errorf("%d is shown as %s, want %s", n, got, want)
		}
	}
}

package locale

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPattern(t *testing.T) {
	tests := []struct {
		pattern string
		want    pattern
	}{
		{"", nil},
		{"d MMMM y", pattern{{field: dayOfMonth}, {text: " "}, {field: monthInDate}, {text: " "}, {field: year}}},
		{"dd/MM/y", pattern{{field: paddedDay}, {text: "/"}, {field: paddedMonth}, {text: "/"}, {field: year}}},
		{"y 'm'. LLLL", pattern{{field: year}, {text: " "}, {text: "m"}, {text: ". "}, {field: monthAlone}}},
		{"d 'ta'’ MMM", pattern{{field: dayOfMonth}, {text: " "}, {text: "ta"}, {text: "’ "}, {field: monthShort}}},
		{"cccc HH.mm", pattern{{field: weekdayAlone}, {text: " "}, {field: paddedHour}, {text: "."}, {field: paddedMinute}}},
		{"EEEE d.M. H", pattern{{field: weekdayInDate}, {text: " "}, {field: dayOfMonth}, {text: "."},
			{field: monthNumber}, {text: ". "}, {field: hour}}},
	}
	for _, test := range tests {
		var got pattern
		if err := got.UnmarshalText([]byte(test.pattern)); err != nil {
			t.Errorf("%q: %v", test.pattern, err)
		}
		if diff := cmp.Diff(test.want, got, cmp.AllowUnexported(token{})); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.pattern, diff)
		}
	}
}

func TestPatternErrors(t *testing.T) {
	tests := map[string]string{
		"h:mm a":    `unknown field h in date pattern "h:mm a"`,
		"d MMMMM y": `unknown field MMMMM in date pattern "d MMMMM y"`,
		"ccc d":     `unknown field ccc in date pattern "ccc d"`,
		"d 'de":     `quote without end in date pattern "d 'de"`,
	}
	for text, want := range tests {
		var p pattern
		if err := p.UnmarshalText([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %s", text, err, want)
		}
	}
}

package calendar_test

import (
	"testing"
	"time"

	"belfry/internal/calendar"

	"pgregory.net/rapid"
)

// drawTime returns a time in UTC between 1600 and 2999, to the second.
func drawTime(t *rapid.T) time.Time {
	first, last := time.Date(1600, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2999, 12, 31, 23, 59, 59, 0, time.UTC)
	return time.Unix(rapid.Int64Range(first.Unix(), last.Unix()).Draw(t, "seconds"), 0).UTC()
}

func TestCivilArithmeticIsThatOfUTC(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := drawTime(t)
		days := rapid.IntRange(-200_000, 200_000).Draw(t, "days")
		d, l := calendar.DateOf(at), calendar.LocalOf(at)
		later := d.AddDays(days)
		if later != calendar.DateOf(at.AddDate(0, 0, days)) || d.DaysUntil(later) != days || later.DaysUntil(d) != -days {
			t.Errorf("%s + %d days = %s, which is %d days away", d, days, later, d.DaysUntil(later))
		}
		name, month := at.Format(time.DateOnly), at.Format("2006-01")
		if d.Weekday() != at.Weekday() || d.String() != name || d.YearMonth().String() != month {
			t.Errorf("%s is %s in %s, want %s", d, d.Weekday(), d.YearMonth(), at)
		}
		if !l.Time().Equal(at) || l.String() != at.Format("2006-01-02T15:04:05") {
			t.Errorf("%s is not %s", l, at)
		}
		span := time.Duration(rapid.Int32().Draw(t, "seconds later")) * time.Second
		if l.Add(span) != calendar.LocalOf(at.Add(span)) {
			t.Errorf("%s + %s = %s", l, span, l.Add(span))
		}
	})
}

func TestCivilOrderIsThatOfUTC(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawTime(t)
		b := a.Add(time.Duration(rapid.Int64Range(-100*86400, 100*86400).Draw(t, "apart")) * time.Second)
		if got, want := calendar.LocalOf(a).Compare(calendar.LocalOf(b)), a.Compare(b); got != want {
			t.Errorf("%s and %s compare as %d, want %d", a, b, got, want)
		}
		dayA, dayB := calendar.DateOf(a), calendar.DateOf(b)
		got, want := dayA.Compare(dayB), a.Truncate(24*time.Hour).Compare(b.Truncate(24*time.Hour))
		if got != want || dayA.Before(dayB) != (want < 0) {
			t.Errorf("the days of %s and %s compare as %d, want %d", a, b, got, want)
		}
	})
}

func TestZeroDate(t *testing.T) {
	if !(calendar.Date{}).IsZero() || (calendar.Date{Year: 2024, Month: 1, Day: 1}).IsZero() {
		t.Error("only the zero Date is no date")
	}
}

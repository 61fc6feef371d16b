package main

import (
	"context"
	"fmt"

	"belfry/internal/generator"
	"belfry/internal/verify"
)

// A verifyError stops a build whose calendars say something else than its
// pages. No editor can mend that.
type verifyError struct{ findings int }

func (e verifyError) Error() string {
	return fmt.Sprintf("a second reader takes the calendars for something else in %s; nothing was written",
		count(e.findings, "place", "places"))
}

// verifyCalendars reads the calendars before they are written.
func verifyCalendars(ctx context.Context, t *terminal, r *generator.Result, workers int) error {
	found, err := verify.Calendars(ctx, r.Publication, r.Site, workers)
	if err != nil {
		return err
	}
	if len(found) > 0 {
		t.findings(found)
		return verifyError{len(found)}
	}
	t.verified()
	return nil
}

package main

import (
	"context"
	"fmt"

	"belfry/internal/check"
	"belfry/internal/generator"
)

// A verifyError stops a build whose calendars say something else than its
// pages. No editor can mend that.
type verifyError struct{ findings int }

func (e verifyError) Error() string {
	return fmt.Sprintf("a second reader takes the calendars for something else in %s; nothing was written", count(e.findings, "place", "places"))
}

// verify reads the calendars before they are written.
func verify(ctx context.Context, t *terminal, r *generator.Result, workers int) error {
	found, err := check.Calendars(ctx, r.Publication, r.Site, workers)
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

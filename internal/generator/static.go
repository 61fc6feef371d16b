package generator

import (
	"context"
	"errors"
	"fmt"

	"belfry/internal/diag"
	"belfry/internal/picture"
	"belfry/internal/source"
)

// A staticPicture is a picture of the site's own below static/. Unfit says why it
// cannot be published without what it gives away; nil where it can.
type staticPicture struct{ unfit *picture.UnfitError }

// readStatic looks at the pictures among the static files, and reports those that
// would be found not to be fit only while they are copied.
func (r *run) readStatic(ctx context.Context) error {
	var paths []string
	for _, file := range r.files.tree.Files(source.StaticDir) {
		if picture.Stripped(file) {
			paths = append(paths, file)
		}
	}
	if err := r.pictures.update(ctx, r, nil, paths, r.checkPicture); err != nil {
		return err
	}
	for i, p := range r.pictures.values {
		if p.unfit != nil {
			r.add(diag.Diagnostic{Code: "unfit-file", File: paths[i], Hint: p.unfit.Hint,
				Message: p.unfit.Message + ", so that what it gives away cannot be taken out"})
		}
	}
	return nil
}

func (r *run) checkPicture(file string, last *staticPicture) (*staticPicture, error) {
	f, err := r.files.open(file)
	var unfit *picture.UnfitError
	if err != nil && !errors.As(err, &unfit) {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	if err == nil {
		f.Close()
	}
	if last != nil && (last.unfit == nil) == (unfit == nil) {
		return last, nil
	}
	return &staticPicture{unfit}, nil
}

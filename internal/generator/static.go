package generator

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"belfry/internal/diag"
	"belfry/internal/picture"
	"belfry/internal/source"
)

// A staticPicture is a picture of the site's own below static/.
type staticPicture struct {
	// unfit says why it cannot be published without what it gives away; zero where
	// it can.
	unfit picture.UnfitError
	// talks is true where it is published with what it gives away.
	talks bool
}

// readStatic looks at the pictures among the static files. Those that are not fit
// would else be found only while they are copied.
func (r *run) readStatic(ctx context.Context) error {
	var paths []string
	for _, file := range r.files.tree.Files(source.StaticDir) {
		if picture.Stripped(file) || picture.OfPhone(file) {
			paths = append(paths, file)
		}
	}
	if err := r.pictures.update(ctx, r, paths, nil, r.checkPicture); err != nil {
		return err
	}
	for i, p := range r.pictures.values {
		r.add(p.report(paths[i])...)
	}
	return nil
}

func (p *staticPicture) report(file string) []diag.Diagnostic {
	switch {
	case p.unfit.Message != "":
		return []diag.Diagnostic{{Code: "unfit-file", File: file, Hint: p.unfit.Hint,
			Message: p.unfit.Message + ", so that what it gives away cannot be taken out"}}
	case p.talks:
		return []diag.Diagnostic{{Severity: diag.Warning, Code: "talkative-picture", File: file,
			Message: "this picture is published with what its camera wrote into it, which can be the place where it was taken",
			Hint:    "export it as JPEG, from which that is taken out"}}
	}
	return nil
}

func (r *run) checkPicture(file string, _ made[staticPicture]) (made[staticPicture], error) {
	p, err := r.examine(file)
	if err != nil {
		return made[staticPicture]{}, fmt.Errorf("reading %s: %w", file, err)
	}
	return made[staticPicture]{knownBy(p.unfit.Message, p.unfit.Hint, strconv.FormatBool(p.talks)), p}, nil
}

func (r *run) examine(file string) (*staticPicture, error) {
	f, err := r.files.open(file)
	if unfit := (*picture.UnfitError)(nil); errors.As(err, &unfit) {
		return &staticPicture{unfit: *unfit}, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if !picture.OfPhone(file) {
		return &staticPicture{}, nil
	}
	talks, err := picture.Talks(f)
	return &staticPicture{talks: talks}, err
}

package generator

import (
	"context"

	"belfry/internal/publication"
)

// An interruptible file is read until ctx ends, however large it is.
type interruptible struct {
	publication.File
	ctx context.Context
}

func (f interruptible) Read(data []byte) (int, error) {
	if f.ctx.Err() != nil {
		return 0, context.Cause(f.ctx)
	}
	return f.File.Read(data)
}

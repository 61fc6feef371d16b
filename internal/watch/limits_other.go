//go:build !unix

package watch

import "errors"

var (
	errTooManyWatches   = errors.New("too many watched folders")
	errTooManyInstances = errors.New("too many watching programs")
)

//go:build !linux

package output

import "errors"

func bind(from, to string) error { return errors.ErrUnsupported }
func unbind(dir string)          {}

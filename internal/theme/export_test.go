package theme

import (
	"io"
	"reflect"
)

// Interpret has html/template render a page, whether there is a program or not.
func (t *Theme) Interpret(w io.Writer, name string, view any) error {
	return t.interpret(w, name, view)
}

// HasProgram reports whether there is a program for a template and its view.
func (t *Theme) HasProgram(name string, view reflect.Type) bool {
	return t.programOf(name, view) != nil
}

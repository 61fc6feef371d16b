package corpus

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Seeds adds to a fuzz target what fuzzing it has found worth keeping: the inputs
// in testdata/seeds/NAME.txt, one a line. The arguments of one stand apart by tabs,
// each as Go's fuzzing writes it: string("a"), []byte("a"), byte('a').
func Seeds(f *testing.F) {
	f.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "seeds", f.Name()+".txt"))
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		var arguments []any
		for literal := range strings.SplitSeq(strings.TrimSuffix(line, "\n"), "\t") {
			value, err := valueOf(literal)
			if err != nil {
				f.Fatalf("%s: %v", literal, err)
			}
			arguments = append(arguments, value)
		}
		f.Add(arguments...)
	}
}

func valueOf(literal string) (any, error) {
	of, rest, _ := strings.Cut(literal, "(")
	quoted := strings.TrimSuffix(rest, ")")
	text, err := strconv.Unquote(quoted)
	switch {
	case of == "byte" && err == nil:
		r, _, _, err := strconv.UnquoteChar(quoted[1:len(quoted)-1], '\'')
		return byte(r), err
	case of == "[]byte":
		return []byte(text), err
	case of == "string":
		return text, err
	}
	return nil, fmt.Errorf("this is no argument of a fuzz target: %w", err)
}

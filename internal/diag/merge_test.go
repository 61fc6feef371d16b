package diag

import (
	"fmt"
	"slices"
	"testing"
)

func TestMerge(t *testing.T) {
	at := func(file string, line int, message string) Diagnostic {
		pos := Position{Line: line, Column: min(line, 1)}
		return Diagnostic{Code: "unknown-topic", File: file, Pos: pos, Message: message}
	}
	entries := Merge([]Diagnostic{
		at("a", 1, "x"), at("a", 2, "y"), at("a", 3, "x"),
		at("b", 0, "whole"), at("b", 1, "x"), at("b", 2, "y"),
		at("c", 0, "whole"), at("c", 1, "x"),
		at("d", 0, "whole"), at("d", 1, "x"),
		at("e", 0, "whole"), at("e", 1, "y"),
	})
	var got []string
	for _, e := range entries {
		got = append(got, fmt.Sprintf("%s %s %d %d", e.Place(), e.Message, e.Count, e.Files))
	}
	want := []string{
		"a:1:1 x 5 3", "a:2:1 y 1 0", "b whole 1 0", "b:2:1 y 1 0",
		"c whole 1 0", "d whole 1 0", "e whole 1 0", "e:1:1 y 1 0",
	}
	if !slices.Equal(got, want) {
		t.Errorf("merged to %q, want %q", got, want)
	}
}

func TestKinds(t *testing.T) {
	kinds := Kinds([]Diagnostic{
		{Code: "a-b", File: "1"}, {Code: "yaml", File: "1"}, {Code: "yaml", File: "2"},
		{Code: "c", Severity: Warning}, {Code: "a-a", File: "3"},
	})
	var got []string
	for _, k := range kinds {
		got = append(got, fmt.Sprintf("%d %s %s", k.Count, k.Name, k.First.File))
	}
	if want := []string{"2 fields that cannot be read 1", "1 a a 3", "1 a b 1"}; !slices.Equal(got, want) {
		t.Errorf("counted %q, want %q", got, want)
	}
}

package frontmatter

import (
	"testing"

	"belfry/internal/diag"
)

func TestCheckText(t *testing.T) {
	for _, test := range []struct {
		name, data, code string
		pos              diag.Position
	}{
		{"plain", "One\r\n\ttwo\n", "", diag.Position{}},
		{"byte order mark", "\ufeffOne\n", "", diag.Position{}},
		{"accents", "caf\u00e9 cafe\u0301 \u4f1a\u8b70 \U0001f469\u200d\U0001f467\n", "", diag.Position{}},
		{"Latin-1", "a\ncaf\xe9\n", "not-utf-8", diag.Position{Line: 2, Column: 4}},
		{"half a character", "\u00e9\xc3", "not-utf-8", diag.Position{Line: 1, Column: 2}},
		{"a surrogate", "\xed\xa0\x80", "not-utf-8", diag.Position{Line: 1, Column: 1}},
		{"UTF-16, little end first", "\xff\xfea\x00", "not-utf-8", diag.Position{}},
		{"UTF-16, big end first, without mark", "\x00a\x00b", "not-utf-8", diag.Position{}},
		{"NUL", "ab\x00", "control-character", diag.Position{Line: 1, Column: 3}},
		{"delete", "a\x7f", "control-character", diag.Position{Line: 1, Column: 2}},
		{"C1 control", "a\u0085", "control-character", diag.Position{Line: 1, Column: 2}},
		{"paragraph separator", "a\u2029", "control-character", diag.Position{Line: 1, Column: 2}},
		{"CR alone", "a\rb", "control-character", diag.Position{Line: 1, Column: 2}},
		{"CR at the end", "a\n\r", "control-character", diag.Position{Line: 2, Column: 1}},
		{"zero width", "\u4f1a\u200b", "invisible-character", diag.Position{Line: 1, Column: 2}},
		{"byte order mark inside", "a\n\ufeff", "invisible-character", diag.Position{Line: 2, Column: 1}},
		{"conflict", "a\n<<<<<<< HEAD\n", "merge-conflict", diag.Position{Line: 2, Column: 1}},
		{"conflict at the start", "<<<<<<< HEAD\n", "merge-conflict", diag.Position{Line: 1, Column: 1}},
		{
			"conflict in a sentence, then a true one", "so <<<<<<< HEAD\n<<<<<<< HEAD\n",
			"merge-conflict", diag.Position{Line: 2, Column: 1},
		},
		{"conflict in a sentence", "git writes <<<<<<< HEAD\n", "", diag.Position{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, found := CheckText("a.md", []byte(test.data))
			if test.code == "" {
				if len(found) > 0 {
					t.Errorf("found %+v in a good text", found)
				}
				return
			}
			if len(found) != 1 || found[0].Code != test.code || found[0].Pos != test.pos {
				t.Errorf("found %+v, want %s at %v", found, test.code, test.pos)
			}
		})
	}
}

package diag

import (
	"cmp"
	"slices"
	"strings"
)

// An Entry is a diagnostic that stands for all that say the same.
type Entry struct {
	Diagnostic
	// Count is how many diagnostics it stands for, in Files other files.
	Count, Files int
}

// fewFiles is in how many files the same is said so that each stands for itself.
const fewFiles = 3

// Merge makes one entry of diagnostics that say the same at places of more than
// three files, such as of a word that is wrong everywhere. What is said of whole
// files stays apart, because there the file is what matters. ds are sorted, and
// an entry stands where its first one does.
func Merge(ds []Diagnostic) []Entry {
	type said struct {
		severity            Severity
		code, message, hint string
	}
	key := func(d Diagnostic) said { return said{d.Severity, d.Code, d.Message, d.Hint} }
	counts, files, last := map[said]int{}, map[said]int{}, map[said]string{}
	for _, d := range ds {
		k := key(d)
		if counts[k]++; last[k] != d.File {
			files[k]++
			last[k] = d.File
		}
	}
	var entries []Entry
	seen := map[said]bool{}
	for _, d := range ds {
		switch k := key(d); {
		case d.Pos.Line == 0 || files[k] <= fewFiles:
			entries = append(entries, Entry{d, 1, 0})
		case !seen[k]:
			seen[k] = true
			entries = append(entries, Entry{d, counts[k], files[k] - 1})
		}
	}
	return entries
}

// A Kind is how many diagnostics have one code.
type Kind struct {
	Name  string // in words
	Count int
	First Diagnostic
}

// Kinds counts the mistakes among ds, which are sorted, by their kind: the most
// frequent first.
func Kinds(ds []Diagnostic) []Kind {
	var kinds []Kind
	at := map[string]int{}
	for _, d := range ds {
		if d.Severity != Error {
			continue
		}
		i, known := at[d.Code]
		if !known {
			i = len(kinds)
			at[d.Code] = i
			kinds = append(kinds, Kind{Name: inWords(d.Code), First: d})
		}
		kinds[i].Count++
	}
	slices.SortFunc(kinds, func(a, b Kind) int {
		return cmp.Or(-cmp.Compare(a.Count, b.Count), cmp.Compare(a.Name, b.Name))
	})
	return kinds
}

func inWords(code string) string {
	switch code {
	case "yaml":
		return "fields that cannot be read"
	case "wrong-type":
		return "value of another type"
	case "unknown-key":
		return "unknown field"
	case "no-such-file":
		return "missing file"
	case "not-utf-8":
		return "text not in UTF-8"
	}
	return strings.ReplaceAll(code, "-", " ")
}

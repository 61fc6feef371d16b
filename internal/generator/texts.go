package generator

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"sync"
	"time"

	"belfry/internal/content"
	"belfry/internal/diag"
	"belfry/internal/source"
)

// A text is a Markdown file: what it is called, and what it says.
type text struct {
	digest   source.Digest
	modified time.Time         // the file
	document *content.Document // nil where its name cannot be read
	found    []diag.Diagnostic // what is wrong with its name
}

// readTexts parses the Markdown files of the content folder that are touched.
func (r *run) readTexts(ctx context.Context) error {
	languages := r.config.Languages
	if !slices.Equal(languages, r.languages) || r.own != r.config.URL {
		r.texts, r.languages, r.own = store[text]{}, languages, r.config.URL
	}
	var paths []string
	for _, file := range r.files.tree.Files(source.ContentDir) {
		if path.Ext(file) == ".md" {
			paths = append(paths, file)
		}
	}
	parser := content.NewParser(languages).For(r.config.URL)
	var buffers sync.Pool // of *[]byte
	err := r.texts.update(ctx, r, r.o.Progress, paths, func(file string, last *text) (*text, error) {
		buffer, ok := buffers.Get().(*[]byte)
		if !ok {
			buffer = new([]byte)
		}
		defer buffers.Put(buffer)
		return r.text(file, last, parser, buffer)
	})
	r.addNames()
	for _, t := range r.texts.values {
		if t.document != nil {
			r.add(t.document.Diagnostics...)
		}
	}
	return err
}

// text reads and parses one file, unless it is as last. buffer holds its bytes
// meanwhile.
func (r *run) text(file string, last *text, parser *content.Parser, buffer *[]byte) (*text, error) {
	name, found, ok := content.Name(file, r.config.Languages)
	t := &text{found: found}
	if !ok {
		return t, nil
	}
	data, modified, err := r.files.tree.AppendText((*buffer)[:0], file)
	if tooLarge(err) {
		t.document = &content.Document{FileName: name, Diagnostics: []diag.Diagnostic{tooLargeDiagnostic(file)}}
		return t, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	*buffer, t.modified = data, modified
	if r.digests {
		t.digest = source.DigestOf(data)
		if last != nil && last.digest == t.digest {
			return last.at(modified), nil
		}
	}
	t.document = parser.Parse(name, data)
	return t, nil
}

// at returns the text as one that was written at another time.
func (t *text) at(modified time.Time) *text {
	if t.modified.Equal(modified) {
		return t
	}
	again := *t
	again.modified = modified
	return &again
}

// modified returns when the file of a text, or site.yaml, was written.
func (r *run) modified(file string) time.Time {
	if file == content.ConfigFile {
		return r.config.modified
	}
	if i, found := slices.BinarySearch(r.texts.paths, file); found {
		return r.texts.values[i].modified
	}
	return time.Time{}
}

func tooLarge(err error) bool {
	var e *source.TooLargeError
	return errors.As(err, &e)
}

func tooLargeDiagnostic(file string) diag.Diagnostic {
	return diag.Diagnostic{Code: "file-too-large", File: file, Message: fmt.Sprintf("the file is larger than %d MiB, the most that is read", source.MaxFileSize>>20),
		Hint: "a page has text; put pictures and documents into files of their own"}
}

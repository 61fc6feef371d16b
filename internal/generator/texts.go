package generator

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"belfry/internal/content"
	"belfry/internal/diag"
	"belfry/internal/source"
)

// A text is a Markdown file: what it is called, and what it says.
type text struct {
	document *content.Document // nil where its name cannot be read
	found    []diag.Diagnostic // what is wrong with its name
}

// isNamed reports whether the text was read under a name.
func (t *text) isNamed(name content.FileName) bool {
	return t.document != nil && t.document.FileName == name
}

// texts are those of the site.
type texts struct {
	store[text]
	documents []*content.Document // of all that have one, in order
	noted     []int               // places of those of which there is something to say
	// translations are those that were read as such.
	translations map[string]bool
}

// gather brings what is known of all texts up to date, after an update without an error.
func (t *texts) gather() {
	read := t.read
	if t.moved || len(t.documents) != len(t.values) {
		t.documents, t.noted, read = nil, nil, nil
		for i, text := range t.values {
			read = append(read, i)
			if text.document != nil {
				t.documents = append(t.documents, text.document)
			}
		}
	} else { // the last site has the documents as they were
		t.documents = slices.Clone(t.documents)
		for _, i := range read {
			t.documents[i] = t.values[i].document
		}
	}
	t.noted = slices.DeleteFunc(t.noted, func(i int) bool {
		_, is := slices.BinarySearch(read, i)
		return is
	})
	for _, i := range read {
		if text := t.values[i]; len(text.found) > 0 || text.document != nil && len(text.document.Diagnostics) > 0 {
			t.noted = append(t.noted, i)
		}
	}
	slices.Sort(t.noted)
}

// readTexts parses the Markdown files of the content folder that are touched.
func (r *run) readTexts(ctx context.Context) error {
	languages := r.config.Languages
	if !slices.Equal(languages, r.languages) || r.own != r.config.URL {
		r.texts, r.languages, r.own = texts{}, languages, r.config.URL
	}
	r.touchTranslations()
	err := r.updateTexts(ctx, content.NewParser().For(r.config.URL).On(r.o.Shelf).Parse)
	if err != nil {
		r.texts.documents = nil // they are gathered anew when all are read
		return err
	}
	r.texts.translations = r.names.translations
	r.texts.gather()
	r.reportNames()
	for _, i := range r.texts.noted {
		if d := r.texts.values[i].document; d != nil {
			r.add(d.Diagnostics...)
		}
	}
	return nil
}

// touchTranslations touches the texts that have become translations, or originals.
func (r *run) touchTranslations() {
	before, now := r.texts.translations, r.names.translations
	for _, all := range [...]map[string]bool{before, now} {
		for file := range all {
			if !r.all && before[file] != now[file] {
				r.touched = append(r.touched, file)
			}
		}
	}
	slices.Sort(r.touched)
	r.touched = slices.Compact(r.touched)
}

// surveyTexts looks at all Markdown files of the content folder.
func (r *run) surveyTexts(ctx context.Context) error {
	return r.updateTexts(ctx, func(content.FileName, []byte) *content.Document { return nil })
}

// A parsing makes a document of the bytes of its file, which it does not keep.
type parsing func(name content.FileName, data []byte) *content.Document

// updateTexts reads the Markdown files of the content folder that are touched.
func (r *run) updateTexts(ctx context.Context, parse parsing) error {
	var buffers sync.Pool // of *[]byte
	return r.texts.update(ctx, r, r.names.texts, r.o.Progress, func(file string, last made[text]) (made[text], error) {
		buffer, ok := buffers.Get().(*[]byte)
		if !ok {
			buffer = new([]byte)
		}
		defer buffers.Put(buffer)
		return r.text(file, last, parse, buffer)
	})
}

// text reads and parses one file, unless its bytes are those of last. buffer holds
// them meanwhile.
func (r *run) text(file string, last made[text], parse parsing, buffer *[]byte) (made[text], error) {
	name, found, ok := content.Name(file, r.config.Languages)
	t := &text{found: found}
	if !ok {
		return made[text]{value: t}, nil
	}
	name.IsTranslation = r.names.translations[file]
	data, modified, err := r.files.tree.AppendText((*buffer)[:0], file)
	if tooLarge(err) {
		t.document = &content.Document{FileName: name, Diagnostics: []diag.Diagnostic{tooLargeDiagnostic(file)}}
		return made[text]{value: t}, nil
	}
	if err != nil {
		return made[text]{}, fmt.Errorf("reading %s: %w", file, err)
	}
	*buffer = data
	of := source.Fingerprint{Stamp: source.Stamp{Size: int64(len(data)), Time: modified}}
	if r.digests {
		of.Digest = source.DigestOf(data)
		if last.value != nil && last.of.Digest == of.Digest && last.value.isNamed(name) {
			return made[text]{of, last.value}, nil
		}
	}
	t.document = parse(name, data)
	return made[text]{of, t}, nil
}

// modified returns when the file of a text, or site.yaml, was written.
func (r *run) modified(file string) time.Time {
	if file == content.ConfigFile {
		return r.config.Stamp.Time
	}
	return r.texts.files.at(file).Stamp.Time
}

func tooLarge(err error) bool {
	var e *source.TooLargeError
	return errors.As(err, &e)
}

func tooLargeDiagnostic(file string) diag.Diagnostic {
	return diag.Diagnostic{
		Code: "file-too-large", File: file,
		Message: fmt.Sprintf("the file is larger than %d MiB, the most that is read", source.MaxFileSize>>20),
		Hint:    "look whether something was copied into it, and put pictures and documents into files of their own",
	}
}

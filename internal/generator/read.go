package generator

import (
	"context"
	"errors"
	"fmt"
	"path"
	"strings"
	"sync"
	"sync/atomic"

	"belfry/internal/content"
	"belfry/internal/diag"
	"belfry/internal/picture"
	"belfry/internal/site"
	"belfry/internal/source"

	"golang.org/x/sync/errgroup"
)

// documents reads and parses all Markdown files of the content folder.
func (r *Result) documents(ctx context.Context, languages []string, o Options) ([]*content.Document, error) {
	names := r.names(languages)
	parser := content.NewParser(languages)
	var buffers sync.Pool // of *[]byte
	documents := make([]*content.Document, len(names))
	err := inParallel(ctx, o, len(names), func(i int) error {
		buffer, ok := buffers.Get().(*[]byte)
		if !ok {
			buffer = new([]byte)
		}
		defer buffers.Put(buffer)
		var err error
		documents[i], err = r.document(names[i], parser, buffer)
		return err
	})
	for _, d := range documents {
		if d != nil {
			r.add(d.Diagnostics...)
		}
	}
	return documents, err
}

// names returns the names of all Markdown files, and says of those that are
// not read why.
func (r *Result) names(languages []string) []content.FileName {
	var names []content.FileName
	for _, file := range r.files.tree.Files(source.ContentDir) {
		switch {
		case file == content.ConfigFile:
		case path.Ext(file) == ".md":
			name, found, ok := content.Name(file, languages)
			r.add(found...)
			if ok {
				names = append(names, name)
			}
		default:
			r.checkEnding(file)
		}
	}
	for _, link := range r.files.tree.Links() {
		r.add(diag.Diagnostic{Severity: diag.Warning, Code: "symbolic-link", File: link, Message: "this is a symbolic link, which is not followed",
			Hint: "put the file itself here"})
	}
	return names
}

// checkEnding reports a file that is not read because of its ending. One that
// is plainly meant to be a text is a mistake: it would be missed.
func (r *Result) checkEnding(file string) {
	stem, lower := strings.TrimSuffix(file, path.Ext(file)), strings.ToLower(file)
	switch {
	case strings.HasSuffix(lower, ".md"), strings.HasSuffix(lower, ".markdown"), strings.HasSuffix(lower, ".mdown"):
		r.add(misnamed(file, stem+".md"))
	case strings.HasSuffix(lower, ".md.txt"):
		r.add(misnamed(file, stem))
	case file == strings.TrimSuffix(content.ConfigFile, ".yaml")+".yml" && !r.files.tree.Has(content.ConfigFile): // which is reported
	case path.Ext(lower) == ".svg":
		r.add(unread(file, "save the drawing as PNG; SVG files can carry programs"))
	case !picture.Known(file):
		r.add(unread(file, "texts end in .md, pictures in .jpg, .png, .gif or .webp"))
	}
}

func misnamed(file, name string) diag.Diagnostic {
	return diag.Diagnostic{Code: "file-name", File: file, Message: "the name of a text ends in .md", Hint: "rename the file to " + path.Base(name)}
}

func unread(file, hint string) diag.Diagnostic {
	return diag.Diagnostic{Severity: diag.Warning, Code: "unread-file", File: file, Message: "this file is not read", Hint: hint}
}

// document reads and parses one file. buffer holds its bytes meanwhile.
func (r *Result) document(name content.FileName, parser *content.Parser, buffer *[]byte) (*content.Document, error) {
	data, err := r.files.tree.AppendText((*buffer)[:0], name.Path)
	if tooLarge(err) {
		return &content.Document{FileName: name, Diagnostics: []diag.Diagnostic{tooLargeDiagnostic(name.Path)}}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name.Path, err)
	}
	*buffer = data
	return parser.Parse(name, data), nil
}

func tooLarge(err error) bool {
	var e *source.TooLargeError
	return errors.As(err, &e)
}

func tooLargeDiagnostic(file string) diag.Diagnostic {
	return diag.Diagnostic{Code: "file-too-large", File: file, Message: fmt.Sprintf("the file is larger than %d MiB, the most that is read", source.MaxFileSize>>20),
		Hint: "a page has text; put pictures and documents into files of their own"}
}

// media looks at all pictures and documents of the content folder.
func (r *Result) media(ctx context.Context, o Options) (map[string]site.File, error) {
	var names []string
	for _, file := range r.files.tree.Files(source.ContentDir) {
		if path.Ext(file) != ".md" && file != content.ConfigFile {
			names = append(names, file)
		}
	}
	probed := make([]site.File, len(names))
	o.Progress = nil
	err := inParallel(ctx, o, len(names), func(i int) (err error) {
		probed[i], err = r.probe(names[i])
		return err
	})
	files := make(map[string]site.File, len(names))
	for i, name := range names {
		files[name] = probed[i]
	}
	return files, err
}

func (r *Result) probe(name string) (site.File, error) {
	f, err := r.files.tree.Open(name)
	if err != nil {
		return site.File{}, fmt.Errorf("reading %s: %w", name, err)
	}
	defer f.Close()
	info, err := picture.Probe(name, f)
	var unfit *picture.UnfitError
	if errors.As(err, &unfit) {
		return site.File{Unfit: unfit}, nil
	}
	if err != nil {
		return site.File{}, fmt.Errorf("reading %s: %w", name, err)
	}
	return site.File{Info: info}, nil
}

// inParallel calls do for 0 to n-1 from o.Workers goroutines and waits for
// them. It stops early at the first error, or when ctx ends.
func inParallel(ctx context.Context, o Options, n int, do func(i int) error) error {
	group, ctx := errgroup.WithContext(ctx)
	var next, done atomic.Int64
	for range max(o.Workers, 1) {
		group.Go(func() error {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := do(i); err != nil {
					return err
				}
				if d := done.Add(1); o.Progress != nil && d%64 == 0 {
					o.Progress(int(d), n)
				}
			}
			return nil
		})
	}
	return group.Wait()
}

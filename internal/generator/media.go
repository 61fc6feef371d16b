package generator

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"belfry/internal/content"
	"belfry/internal/diag"
	"belfry/internal/picture"
	"belfry/internal/site"
	"belfry/internal/source"
)

// readMedia looks at all files of the content folder that are no texts, and
// says of those that are not read why.
func (r *run) readMedia(ctx context.Context) error {
	for _, file := range r.names.others {
		r.add(r.checkEnding(file)...)
	}
	for _, link := range r.files.tree.Links() {
		r.add(diag.Diagnostic{
			Severity: diag.Warning, Code: "symbolic-link", File: link,
			Message: "this is a symbolic link, which is not followed", Hint: "put the file itself here",
		})
	}
	probe := func(file string, _ made[site.File]) (made[site.File], error) { return r.probe(ctx, file) }
	return r.media.update(ctx, r, r.names.others, nil, probe)
}

// checkEnding reports a file that is not read because of its ending. One that
// is plainly meant to be a text is a mistake: it would be missed.
func (r *run) checkEnding(file string) []diag.Diagnostic {
	stem, lower := strings.TrimSuffix(file, path.Ext(file)), strings.ToLower(file)
	switch {
	case strings.HasSuffix(lower, ".md"), strings.HasSuffix(lower, ".markdown"), strings.HasSuffix(lower, ".mdown"):
		return []diag.Diagnostic{r.misnamed(file, stem+".md")}
	case strings.HasSuffix(lower, ".md.txt"):
		return []diag.Diagnostic{r.misnamed(file, stem)}
	case file == otherConfigFile && !r.files.tree.Has(content.ConfigFile): // which is reported
	case path.Ext(lower) == ".txt" && r.files.tree.HasFields(file):
		return []diag.Diagnostic{unread(file, "it begins as a text does; "+r.renaming(stem+".md"))}
	case path.Ext(lower) == ".svg":
		return []diag.Diagnostic{unread(file, "save the drawing as PNG; SVG files can carry programs")}
	case slices.Contains(phonePictures, path.Ext(lower)):
		return []diag.Diagnostic{unread(file, "few browsers show such pictures; export it as JPEG")}
	case besideNews(file) && slices.Contains(otherDocuments, path.Ext(lower)):
		hint := "copy its words into a text that ends in .md, or save it as PDF and link to that"
		return []diag.Diagnostic{unread(file, hint)}
	case !picture.Known(file):
		return []diag.Diagnostic{unread(file, "texts end in .md, pictures in .jpg, .png, .gif or .webp")}
	}
	return nil
}

// Files that people put beside texts, and that no browser shows.
var (
	phonePictures  = []string{".heic", ".heif", ".avif"}
	otherDocuments = []string{".rtf", ".pages", ".doc", ".docm", ".wps", ".ppt", ".xls"}
)

func (r *run) misnamed(file, name string) diag.Diagnostic {
	return diag.Diagnostic{
		Code: "file-name", File: file, Message: "the name of a text ends in .md", Hint: r.renaming(name),
	}
}

// renaming is the hint to give a text the name that it should have, unless another file
// has that.
func (r *run) renaming(name string) string {
	if r.files.tree.Has(name) {
		return "there is " + path.Base(name) + " already; delete this file if it is a copy, " +
			"or give it another name that ends in .md"
	}
	return "rename the file to " + path.Base(name)
}

func unread(file, hint string) diag.Diagnostic {
	return diag.Diagnostic{
		Severity: diag.Warning, Code: "unread-file", File: file,
		Message: "this file is not read", Hint: hint,
	}
}

// measure looks at a static file that is shown as a picture, or attached.
func (f files) measure(name string) site.File {
	file, err := f.open(source.StaticDir + "/" + name)
	if err != nil {
		return unreadable(err)
	}
	defer file.Close()
	info, err := picture.Measure(name, file)
	if err != nil {
		return unreadable(err)
	}
	return site.File{Info: info}
}

func unreadable(err error) site.File {
	if unfit := (*picture.UnfitError)(nil); errors.As(err, &unfit) {
		return site.File{Unfit: unfit}
	}
	return site.File{Unfit: &picture.UnfitError{Message: "this file cannot be read: " + err.Error()}}
}

// probe looks at a picture or a document, or any other file of the content folder
// that is no text.
func (r *run) probe(ctx context.Context, name string) (made[site.File], error) {
	f, err := r.files.tree.Open(name)
	if err != nil {
		return made[site.File]{}, fmt.Errorf("reading %s: %w", name, err)
	}
	defer f.Close()
	before, err := f.Stat()
	if err != nil {
		return made[site.File]{}, fmt.Errorf("reading %s: %w", name, err)
	}
	info, err := picture.Probe(name, interruptible{f, ctx})
	if unfit := (*picture.UnfitError)(nil); errors.As(err, &unfit) {
		return made[site.File]{knownBy(unfit.Message, unfit.Hint), &site.File{Unfit: unfit}}, nil
	}
	if err != nil {
		return made[site.File]{}, fmt.Errorf("reading %s: %w", name, err)
	}
	stamp := source.Stamp{Size: info.Size, Time: before.ModTime()} // of what is published
	of := source.Fingerprint{Digest: info.Digest, Stamp: stamp}
	return made[site.File]{of, &site.File{Info: info, Stamp: stamp}}, nil
}

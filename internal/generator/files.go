package generator

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"belfry/internal/picture"
	"belfry/internal/publication"
	"belfry/internal/source"
)

// files are a site's own templates and static files over the default ones.
type files struct {
	tree     *source.Tree
	defaults fs.FS
}

func (f files) has(name string) bool {
	if f.tree.Has(name) {
		return true
	}
	_, err := fs.Stat(f.defaults, name)
	return err == nil
}

// open opens a file to be copied, as it is published.
func (f files) open(name string) (publication.File, error) {
	if f.tree.Has(name) {
		return f.openOwn(name)
	}
	file, err := f.defaults.Open(name)
	if err != nil {
		return nil, err
	}
	if seeking, ok := file.(publication.File); ok {
		return seeking, nil
	}
	file.Close()
	return nil, fmt.Errorf("%s: %w", name, errors.ErrUnsupported)
}

// openOwn opens a file of the site itself to be copied, as it is published.
func (f files) openOwn(name string) (publication.File, error) {
	file, err := f.tree.OpenInside(name)
	if err != nil {
		return nil, err
	}
	published, err := picture.Published(name, file)
	if err != nil {
		file.Close()
		return nil, err
	}
	return published, nil
}

func (f files) read(name string) ([]byte, error) {
	if f.tree.Has(name) {
		return f.tree.ReadText(name)
	}
	return fs.ReadFile(f.defaults, name)
}

// readOwn returns a file of the site itself, nil where it has none.
func (f files) readOwn(name string) ([]byte, error) {
	if !f.tree.Has(name) {
		return nil, nil
	}
	return f.tree.ReadText(name)
}

// readDefault returns a default file, nil where there is none.
func (f files) readDefault(name string) ([]byte, error) {
	data, err := fs.ReadFile(f.defaults, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}

// names returns the names of all files below dir, own and default, in order
// and without dir.
func (f files) names(dir string) []string {
	var names []string
	for _, file := range f.tree.Files(dir) {
		names = append(names, strings.TrimPrefix(file, dir+"/"))
	}
	// The defaults are part of the program; walking them cannot fail.
	_ = fs.WalkDir(f.defaults, dir, func(file string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !source.Ignored(file) {
			names = append(names, strings.TrimPrefix(file, dir+"/"))
		}
		return nil
	})
	slices.Sort(names)
	return slices.Compact(names)
}

// templates returns the paths of all templates.
func (f files) templates() []string {
	var paths []string
	for _, name := range f.names(source.TemplatesDir) {
		if path.Ext(name) == ".html" && path.Dir(name) == "." {
			paths = append(paths, source.TemplatesDir+"/"+name)
		}
	}
	return paths
}

// builtin returns the names of Belfry's own templates.
func (f files) builtin() []string {
	paths, _ := fs.Glob(f.defaults, source.TemplatesDir+"/*.html") // the pattern is right
	names := make([]string, len(paths))
	for i, file := range paths {
		names[i] = strings.TrimSuffix(path.Base(file), ".html")
	}
	return names
}

// assetAddress returns a function from the name of a static file to the
// address that pages use for it. The address changes with the file's bytes, so
// that browsers may keep it for good. One of own that has been read is not read
// again.
func (f files) assetAddress(base string, own inputs) func(string) (string, bool) {
	root := ""
	if u, err := url.Parse(base); err == nil {
		root = strings.TrimRight(u.Path, "/")
	}
	address := func(name string, digest source.Digest) string {
		return fmt.Sprintf("%s/%s?v=%.10s", root, name, digest)
	}
	return func(name string) (string, bool) {
		if digest := own.at(source.StaticDir + "/" + name).Digest; digest != (source.Digest{}) {
			return address(name, digest), true
		}
		file, err := f.open(source.StaticDir + "/" + name)
		if err != nil {
			return "", false
		}
		defer file.Close()
		digest, err := source.DigestFrom(file)
		return address(name, digest), err == nil
	}
}

// Lines returns a function that returns a line of a file, without its end, for
// the diagnostics about it. It keeps the file that was asked for last, because
// diagnostics come in the order of files.
func (r *Result) Lines() func(file string, line int) (string, bool) {
	var name string
	var lines []string
	return func(file string, line int) (string, bool) {
		if lines == nil || name != file {
			data, err := r.files.read(file)
			if err != nil {
				return "", false
			}
			name, lines = file, strings.Split(strings.TrimPrefix(string(data), "\uFEFF"), "\n")
		}
		if line < 1 || line > len(lines) {
			return "", false
		}
		return strings.TrimSuffix(lines[line-1], "\r"), true
	}
}

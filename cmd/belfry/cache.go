package main

import (
	"os"
	"path/filepath"
	"slices"
	"time"

	"belfry/internal/output"
	"belfry/internal/shelf"
	"belfry/internal/source"
)

// A cache is the place, in the user's cache folder, for what is kept of one site from
// run to run: what is made of its texts, and how a build left its output folder.
type cache struct {
	dir, site string // the folder, and what the names of the site's files begin with
	program   source.Digest
	now       time.Time
}

// What the names of files in the cache end in.
const (
	shelfEnding = ".shelf"
	sealEnding  = ".seal"
)

// endings are those of all files in the cache.
var endings = []string{shelfEnding, sealEnding, shelf.RoomEnding, shelf.NextEnding}

// cacheLife is how long what is kept of a site stays that nobody builds or previews.
const cacheLife = 60 * 24 * time.Hour

// openCache opens the place for a site. The error says why there can be none.
func openCache(site string, now time.Time) (*cache, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		return nil, err
	}
	dir = filepath.Join(dir, "belfry")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	c := &cache{dir: dir, now: now}
	if c.site, err = nameFor(site); err != nil {
		return nil, err
	}
	c.program, err = programDigest()
	c.forget()
	return c, err
}

// nameFor returns a name for what is kept of a folder.
func nameFor(folder string) (string, error) {
	whole, err := filepath.Abs(folder)
	return source.DigestOf([]byte(whole)).String()[:16], err
}

// programDigest returns the digest of the program that runs.
func programDigest() (digest source.Digest, err error) {
	name, err := os.Executable()
	if err != nil {
		return digest, err
	}
	file, err := os.Open(name)
	if err != nil {
		return digest, err
	}
	defer file.Close()
	return source.DigestFrom(file)
}

// passingShelf returns a shelf of which nothing is left when the program ends.
func passingShelf() *shelf.Shelf { return shelf.Open(shelf.Options{Room: os.TempDir()}) }

// shelf returns the site's shelf, which lasts from run to run.
func (c *cache) shelf() *shelf.Shelf {
	file := c.shelfFile()
	s := shelf.Open(shelf.Options{Room: c.dir, File: file, Program: c.program})
	c.keep(file)
	return s
}

func (c *cache) shelfFile() string { return filepath.Join(c.dir, c.site+shelfEnding) }

// seal returns how the last build left an output folder, nil where nothing is known,
// and the file that says it.
func (c *cache) seal(out string) (seal *output.Seal, file string, err error) {
	name, err := nameFor(out)
	file = filepath.Join(c.dir, c.site+"-"+name+sealEnding)
	data, _ := os.ReadFile(file) // there may be none yet
	c.keep(file)
	return output.ParseSeal(data), file, err
}

// publicationOf returns the digest of all that a publication of this program is made of.
func (c *cache) publicationOf(result source.Digest) source.Digest {
	return source.DigestOf(slices.Concat(c.program[:], result[:]))
}

// keep says that a file is of use now.
func (c *cache) keep(file string) { _ = os.Chtimes(file, c.now, c.now) }

// forget removes what nobody has had use for in a long time. What cannot be removed
// stays.
func (c *cache) forget() {
	entries, _ := os.ReadDir(c.dir)
	for _, e := range entries {
		if !slices.Contains(endings, filepath.Ext(e.Name())) {
			continue
		}
		if info, err := e.Info(); err == nil && c.now.Sub(info.ModTime()) > cacheLife {
			_ = os.Remove(filepath.Join(c.dir, e.Name()))
		}
	}
}

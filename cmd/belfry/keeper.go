package main

import (
	"os"
	"time"

	"belfry/internal/generator"
	"belfry/internal/output"
	"belfry/internal/shelf"
)

// A keeper keeps what a build has made for the next one, where --cache asks for that
// and it can be done.
type keeper struct {
	cache    *cache // nil where nothing is kept
	terminal *terminal
	shelf    *shelf.Shelf
	seal     *output.Seal // of the last build into the same folder, or nil
	sealFile string
}

func (f buildFlags) keeper(t *terminal, now time.Time) *keeper {
	k := &keeper{terminal: t}
	if f.cache {
		var err error
		if k.cache, err = openCache(f.site, now); err == nil {
			k.seal, k.sealFile, err = k.cache.seal(f.outDir())
		}
		if err != nil {
			k.cache = nil
			k.fail(err)
		}
	}
	if k.cache == nil {
		k.shelf = passingShelf()
	} else {
		k.shelf = k.cache.shelf()
	}
	return k
}

func (k *keeper) fail(err error) {
	k.terminal.notice("not all is kept for the next build: " + err.Error())
}

// sealOf returns what the last build left, where it was of the same publication.
func (k *keeper) sealOf(r *generator.Result) *output.Seal {
	if k.cache == nil || !k.seal.Holds(k.cache.publicationOf(r.Of), r.Site.Now) {
		return nil
	}
	return k.seal
}

// sealing returns since when the build runs whose files are to be known again; the zero
// time where nothing is kept.
func (k *keeper) sealing() time.Time {
	if k.cache == nil {
		return time.Time{}
	}
	return k.cache.now
}

// keepTexts keeps what is made of the texts.
func (k *keeper) keepTexts() {
	if err := k.shelf.Save(); err != nil {
		k.fail(err)
	}
}

// keep keeps what is made of the texts, and how the build found the output folder.
func (k *keeper) keep(r *generator.Result, found *output.Seal) {
	if k.cache == nil {
		return
	}
	k.keepTexts()
	found.Of, found.From, found.Until = k.cache.publicationOf(r.Of), r.Site.Now, r.Site.Until
	if found.Same(k.seal) {
		return
	}
	// A seal that is cut short is none, so it need not be written aside.
	if err := os.WriteFile(k.sealFile, found.Bytes(), 0o600); err != nil {
		k.fail(err)
	}
}

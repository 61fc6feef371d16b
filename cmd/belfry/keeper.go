package main

import (
	"context"
	"encoding/json"
	"os"
	"slices"
	"time"

	"belfry/internal/generator"
	"belfry/internal/output"
	"belfry/internal/shelf"
	"belfry/internal/source"
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
	return k
}

// openShelf returns the shelf for what is made of the texts.
func (k *keeper) openShelf() *shelf.Shelf {
	if k.cache == nil {
		k.shelf = passingShelf()
	} else {
		k.shelf = k.cache.shelf()
	}
	return k.shelf
}

// A telling is what a build says besides its summary.
type telling struct {
	How          string // the flags that decide what is said
	Kinds        kinds
	First, Later words // before and after the summary
}

// repeat does all there is to do where the last build made the very same site and the
// output folder is as it was left: it says the same. It reports whether that is so.
func (k *keeper) repeat(ctx context.Context, f buildFlags, o generator.Options, started time.Time) (bool, error) {
	var told telling
	if k.cache == nil || k.seal == nil || f.verify || !k.seal.HoldsAt(o.Now) ||
		json.Unmarshal([]byte(k.seal.Said), &told) != nil || told.How != k.terminal.how(f) {
		return false, nil
	}
	report, stands := output.Stands(ctx, f.outputOptions(k.seal))
	if !stands {
		return false, nil
	}
	now, err := generator.Survey(ctx, o)
	k.terminal.endProgress()
	if err != nil || !k.isOf(now) {
		return false, err
	}
	k.terminal.repeat(told.First)
	k.terminal.summary(told.Kinds, report, f.outDir(), time.Since(started))
	k.terminal.repeat(told.Later)
	k.cache.keep(k.cache.shelfFile())
	return true, nil
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

// isOf reports whether the last build made what is identified by files.
func (k *keeper) isOf(id generator.Identity) bool {
	either := id.Either()
	return slices.ContainsFunc(either[:], func(of source.Digest) bool { return k.cache.publicationOf(of) == k.seal.Of })
}

// keepTexts keeps what is made of the texts.
func (k *keeper) keepTexts() {
	if err := k.shelf.Save(); err != nil {
		k.fail(err)
	}
}

// keep keeps what is made of the texts, how the build found the output folder, and what
// it has said.
func (k *keeper) keep(r *generator.Result, found *output.Seal, told telling) {
	if k.cache == nil {
		return
	}
	k.keepTexts()
	said, _ := json.Marshal(told) // a telling can always be written so
	found.Said = string(said)
	found.Of, found.From, found.Until = k.cache.publicationOf(r.Of), r.Site.Now, r.Site.Until
	if found.Same(k.seal) {
		return
	}
	// A seal that is cut short is none, so it need not be written aside.
	if err := os.WriteFile(k.sealFile, found.Bytes(), 0o600); err != nil {
		k.fail(err)
	}
}

package main

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"belfry/internal/shelf"
)

const (
	// shelfEnding is what the files in the cache folder end in, one for each site.
	shelfEnding = ".shelf"
	// shelfLife is how long the file of a site is kept that nobody builds or previews.
	shelfLife = 60 * 24 * time.Hour
)

// passingShelf returns a shelf of which nothing is left when the program ends.
func passingShelf() *shelf.Shelf { return shelf.Open(shelf.Options{Room: os.TempDir()}) }

// keptShelf returns the shelf of a site that lasts from run to run, in the user's cache
// folder. The error says why there can be none.
func keptShelf(site string, now time.Time) (*shelf.Shelf, error) {
	dir, err := cacheFolder()
	if err != nil {
		return nil, err
	}
	whole, err := filepath.Abs(site)
	if err != nil {
		return nil, err
	}
	program, err := programDigest()
	if err != nil {
		return nil, err
	}
	name := sha256.Sum256([]byte(whole))
	file := filepath.Join(dir, hex.EncodeToString(name[:8])+shelfEnding)
	s := shelf.Open(shelf.Options{Room: dir, File: file, Program: program})
	_ = os.Chtimes(file, now, now) // there may be none yet
	forgetSites(dir, now)
	return s, nil
}

func cacheFolder() (string, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	dir = filepath.Join(dir, "belfry")
	return dir, os.MkdirAll(dir, 0o700)
}

// programDigest returns the digest of the program that runs.
func programDigest() (digest [sha256.Size]byte, err error) {
	name, err := os.Executable()
	if err != nil {
		return digest, err
	}
	file, err := os.Open(name)
	if err != nil {
		return digest, err
	}
	defer file.Close()
	h := sha256.New()
	_, err = io.Copy(h, file)
	h.Sum(digest[:0])
	return digest, err
}

// forgetSites removes what is kept of sites that have not been looked at for long. What
// cannot be removed stays.
func forgetSites(dir string, now time.Time) {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), shelfEnding) {
			continue
		}
		if info, err := e.Info(); err == nil && now.Sub(info.ModTime()) > shelfLife {
			_ = os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}

// Package history knows when the files of a site were first and last changed,
// from the git repository that they are kept in.
//
// Times of files on disk and the time of a build say nothing about content; a
// commit does, and it is the same in every clone. Only committed changes count.
package history

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Changes are when a file was first and last changed, in UTC.
type Changes struct{ First, Last time.Time }

// A History is what the commits say of a site's files. The zero History knows
// nothing. It is immutable.
type History struct {
	files   map[string]Changes
	shallow bool
	refusal string
}

// Of returns the changes of the file at path, relative to the site's folder and
// with slashes, and false where no commit has it.
func (h *History) Of(path string) (Changes, bool) {
	if h == nil {
		return Changes{}, false
	}
	c, ok := h.files[path]
	return c, ok
}

// Shallow reports whether the clone lacks older commits, so that the changes of
// many files are unknown. Such a history is not used: Of knows no file then.
func (h *History) Shallow() bool { return h != nil && h.shallow }

// Refusal returns what git says where it refuses to read the repository, as of
// another user's folder, and "" where it does not. Such a history knows no file.
func (h *History) Refusal() string {
	if h == nil {
		return ""
	}
	return h.refusal
}

// A Log is the record of where a repository's branch has been, to which every
// commit adds. It says cheaply whether a History is out of date.
type Log struct {
	path string
	seen fs.FileInfo // nil where there is none
}

// LogOf returns the log of the repository that dir lies in, as it is now.
func LogOf(ctx context.Context, dir string) *Log {
	l := &Log{}
	if out, err := git(ctx, dir, "rev-parse", "--git-path", "logs/HEAD"); err == nil {
		l.path = strings.TrimSpace(string(out))
		if !filepath.IsAbs(l.path) {
			l.path = filepath.Join(dir, l.path)
		}
	}
	l.seen, _ = os.Stat(l.path) // a repository without a commit has none
	return l
}

// Changed reports whether there have been commits since LogOf, or others are
// checked out.
func (l *Log) Changed() bool {
	now, err := os.Stat(l.path)
	if err != nil || l.seen == nil {
		return err == nil || l.seen != nil
	}
	return now.Size() != l.seen.Size() || !now.ModTime().Equal(l.seen.ModTime())
}

// ErrNone says that the folder is not in a git repository, that there is no
// commit yet, or that there is no git on this machine.
var ErrNone = errors.New("there is no history of changes")

// Read returns the history of the files below the folder dir. Renames count as
// changes of the new file.
func Read(ctx context.Context, dir string) (*History, error) {
	prefix, err := git(ctx, dir, "rev-parse", "--show-prefix", "--is-shallow-repository")
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	var failed *exec.ExitError
	switch {
	case errors.As(err, &failed) && bytes.Contains(failed.Stderr, []byte("dubious ownership")):
		said, _, _ := strings.Cut(string(failed.Stderr), "\n")
		return &History{refusal: strings.TrimPrefix(said, "fatal: ")}, nil
	case err != nil:
		return nil, ErrNone
	}
	lines := strings.Split(string(prefix), "\n")
	if len(lines) > 1 && strings.TrimSpace(lines[1]) == "true" {
		return &History{shallow: true}, nil
	}
	return readLog(ctx, dir, strings.TrimSpace(lines[0]))
}

func git(ctx context.Context, dir string, args ...string) ([]byte, error) {
	c := exec.CommandContext(ctx, "git", append([]string{"-C", dir, "-c", "core.quotePath=false"}, args...)...)
	c.Env = append(c.Environ(), "LC_ALL=C")
	return c.Output()
}

// readLog follows git log, newest commit first. A merge lists only the files
// that are as in none of its parents (-c): those that somebody changed while
// merging. All else that it brings is in the commits that it merges.
func readLog(ctx context.Context, dir, prefix string) (*History, error) {
	c := exec.CommandContext(ctx, "git", "-C", dir, "log", "--format=%x00/%ct", "--name-only", "-c", "-z", "--no-renames", "--", ".")
	var stderr bytes.Buffer
	c.Stderr = &stderr
	out, err := c.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := c.Start(); err != nil {
		return nil, ErrNone
	}
	h := &History{files: map[string]Changes{}}
	readErr := h.read(out, prefix)
	if err := c.Wait(); err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, ErrNone // a repository without a commit
	}
	return h, readErr
}

// read takes the fields of the log, which end in NUL: for each commit its time
// in seconds after a slash, with which no path begins, then the paths of its
// files. Some fields are empty.
func (h *History) read(r io.Reader, prefix string) error {
	fields := bufio.NewReader(r)
	var at time.Time
	for {
		field, err := fields.ReadString(0)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading the history of changes: %w", err)
		}
		field = strings.TrimPrefix(strings.TrimSuffix(field, "\x00"), "\n")
		text, isTime := strings.CutPrefix(field, "/")
		switch {
		case field == "":
		case isTime:
			seconds, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
			if err != nil {
				return fmt.Errorf("reading the history of changes: %q is no time", text)
			}
			at = time.Unix(seconds, 0).UTC()
		default:
			h.note(path.Clean(strings.TrimPrefix(field, prefix)), at)
		}
	}
}

// note records a change. Commits need not be in the order of their times.
func (h *History) note(file string, at time.Time) {
	c, seen := h.files[file]
	if !seen || at.Before(c.First) {
		c.First = at
	}
	if at.After(c.Last) {
		c.Last = at
	}
	h.files[file] = c
}

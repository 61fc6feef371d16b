package history

import (
	"bufio"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
	"time"
)

// A logReader reads what git log prints.
type logReader struct {
	history *History
	prefix  string           // of the site's folder in the repository
	commits map[string]int64 // the time of each, in seconds since 1970
	at      time.Time        // of the commit that is being read
}

// read takes the fields of the log, which end in NUL: for each commit, after a
// slash, with which no path begins, its name, time and parents; then the paths of
// its files. Some fields are empty.
func (l *logReader) read(r io.Reader) error {
	fields := bufio.NewReader(r)
	for {
		field, err := fields.ReadString(0)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading the history of changes: %w", err)
		}
		field = strings.TrimPrefix(strings.TrimSuffix(field, "\x00"), "\n")
		text, isCommit := strings.CutPrefix(field, "/")
		switch {
		case field == "":
		case isCommit:
			if err := l.commit(strings.Fields(text)); err != nil {
				return err
			}
		default:
			l.history.note(path.Clean(strings.TrimPrefix(field, l.prefix)), l.at)
		}
	}
}

// commit goes on to another commit, given its name, time and parents. It counts
// as later than its parents, also where a clock was wrong, or two were made in
// one second: what builds on something is later than it.
func (l *logReader) commit(fields []string) error {
	if len(fields) < 2 {
		return fmt.Errorf("reading the history of changes: %q is no commit", strings.Join(fields, " "))
	}
	seconds, err := strconv.ParseInt(fields[1], 10, 64)
	if err != nil {
		return fmt.Errorf("reading the history of changes: %q is no time", fields[1])
	}
	for _, parent := range fields[2:] {
		if before, known := l.commits[parent]; known && seconds <= before {
			seconds = before + 1
		}
	}
	l.commits[fields[0]] = seconds
	l.at = time.Unix(seconds, 0).UTC()
	return nil
}

// note records a change. Branches come one after another, so times do not.
func (h *History) note(file string, at time.Time) {
	h.files[file] = h.files[file].Join(Changes{at, at})
}

// Package icalread reads calendars as the programs of subscribers do: with a library
// that has no part in writing them, following rules day by day, and setting the
// clocks as the VTIMEZONEs in the file say (RFC 5545).
package icalread

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	ics "github.com/emersion/go-ical"
)

// A Reader reads one calendar after the other. It keeps what it has worked out of
// the parts of time zones: they are the same in most.
type Reader struct {
	changes  map[string][]change // by the text of a part
	lastYear int
	current  map[string]zone // of the calendar that is read, by TZID
}

// NewReader returns a reader that follows the zones of calendars up to lastYear.
func NewReader(lastYear int) *Reader {
	return &Reader{changes: map[string][]change{}, lastYear: lastYear}
}

// Read returns the entries of the calendar that takes the whole of data. The error
// says in words why it cannot be read.
func (r *Reader) Read(data []byte) ([]Entry, error) {
	c, err := decode(data)
	if err != nil {
		return nil, fmt.Errorf("the second reader cannot read the calendar: %w", err)
	}
	if err := r.useZones(c); err != nil {
		return nil, err
	}
	var entries []Entry
	for _, part := range c.Children {
		if part.Name == ics.CompEvent {
			entries = append(entries, r.entry(part))
		}
	}
	return entries, nil
}

// decode parses one calendar that takes the whole file. The library panics at
// a line that ends within a parameter.
func decode(data []byte) (c *ics.Calendar, err error) {
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("a line ends too early: %v", reason)
		}
	}()
	d := ics.NewDecoder(bytes.NewReader(data))
	if c, err = d.Decode(); errors.Is(err, io.EOF) {
		return nil, errors.New("it ends too early")
	} else if err != nil {
		return nil, err
	}
	if _, err := d.Decode(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something follows the end of the calendar")
	}
	return c, nil
}

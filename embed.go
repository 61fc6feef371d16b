// Package belfry carries the templates and static files that are part of the
// program.
package belfry

import "embed"

// Defaults holds the folders templates/ and static/: what a site looks like
// where it has no file of its own.
//
//go:embed templates static
var Defaults embed.FS

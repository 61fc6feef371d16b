package main

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// commandLine matches a line of a ```console fence that somebody types.
var commandLine = regexp.MustCompile(`^\$ (?:go run \./cmd/)?belfry(?: |$)(.*)`)

// TestGuidesCommands: each command in a guide is one that belfry takes, and what
// it is said to print is what it prints, but for numbers.
func TestGuidesCommands(t *testing.T) {
	for file, text := range guides(t) {
		found, _ := fences(file, text)
		good, _ := examples(t, found)
		dir := writeGuideSite(t, good)
		for _, f := range found {
			if f.is("console") {
				tryCommands(t, f, dir)
			}
		}
	}
}

func tryCommands(t *testing.T, f fence, dir string) {
	lines := strings.Split(strings.TrimSuffix(f.text, "\n"), "\n")
	for i, line := range lines {
		m := commandLine.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		args := strings.Fields(m[1])
		if wrong := wrongCall(args); wrong != nil {
			t.Errorf("%s: %s: %v", f.place, line, wrong)
			continue
		}
		end := i + 1
		for end < len(lines) && !strings.HasPrefix(lines[end], "$ ") {
			end++
		}
		if want := strings.Join(lines[i+1:end], "\n"); want != "" && len(args) > 0 {
			compareOutput(t, f, dir, args, want)
		}
	}
}

// wrongCall says why belfry would refuse to be called with args.
func wrongCall(args []string) error {
	root := rootCommand(newTerminal(os.Stdout, os.Stderr))
	root.InitDefaultHelpCmd()
	c, rest, err := root.Find(args)
	if err != nil {
		return err
	}
	c.InitDefaultHelpFlag()
	if err := c.ParseFlags(rest); err != nil && err != pflag.ErrHelp {
		return err
	}
	return nil
}

// compareOutput compares what a command is said to print with what it prints in a
// site. Numbers differ from site to site. A preview is only called: others try it.
func compareOutput(t *testing.T, f fence, dir string, args []string, want string) {
	if args[0] == "serve" && !slices.Contains(args, "--help") {
		return
	}
	building := args[0] == "build" && !slices.Contains(args, "--help")
	if building && !slices.Contains(args, "--now") {
		args = append(args, "--now", guideNow)
	}
	stdout, stderr := printed(t, dir, args...)
	got := strings.TrimSpace(stderr + stdout)
	if building || args[0] == "version" {
		want, got = withoutNumbers(want), withoutNumbers(got)
		got, _, _ = strings.Cut(got, "\nthis folder is in no git repository")
	}
	if diff := cmp.Diff(got, strings.TrimSpace(want)); diff != "" {
		t.Errorf("%s: belfry %s prints something else: %s", f.place, strings.Join(args, " "), diff)
	}
}

var counted = regexp.MustCompile(`\d+(\.\d+)?(m?s\b)?`)

// inLanguages are those of the site, and how much of it is in them.
var inLanguages = regexp.MustCompile(`(?m)^translated: .*$`)

func withoutNumbers(s string) string {
	return inLanguages.ReplaceAllString(counted.ReplaceAllString(s, "0"), "translated: …")
}

var (
	flagWord   = regexp.MustCompile("`(?:belfry \\w+ )?(--[a-z][a-z-]*)")
	otherFlags = []string{"--unshallow"}
)

// TestGuidesFlags: each flag that a guide names is one of belfry's.
func TestGuidesFlags(t *testing.T) {
	known := slices.Clone(otherFlags)
	root := rootCommand(newTerminal(os.Stdout, os.Stderr))
	for _, c := range append([]*cobra.Command{root}, root.Commands()...) {
		c.InitDefaultHelpFlag()
		c.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, "--"+f.Name) })
	}
	for file, text := range guides(t) {
		for _, m := range flagWord.FindAllStringSubmatch(text, -1) {
			if !slices.Contains(known, m[1]) {
				t.Errorf("%s: there is no flag %s", file, m[1])
			}
		}
	}
}

var (
	guideLink = regexp.MustCompile(`\]\(([^)#]*)#?([^)]*)\)`)
)

// TestGuidesLinks: each link within the guides leads to a file and a heading.
func TestGuidesLinks(t *testing.T) {
	texts := guides(t)
	headings := map[string][]string{}
	for file, text := range texts {
		_, prose := fences(file, text)
		headings[file] = headingsOf(prose)
	}
	for file, text := range texts {
		_, prose := fences(file, text)
		for _, m := range guideLink.FindAllStringSubmatch(inCode.ReplaceAllString(strings.Join(prose, "\n"), ""), -1) {
			to, anchor := file, m[2]
			if m[1] != "" {
				to = path.Join(path.Dir(file), m[1])
			}
			switch {
			case strings.Contains(m[1], ":"):
			case !exists(filepath.Join("../..", to)):
				t.Errorf("%s: there is no file %s", file, m[1])
			case anchor != "" && !slices.Contains(headings[to], anchor):
				t.Errorf("%s: there is no heading #%s in %s", file, anchor, to)
			}
		}
	}
}

var notInAnchor = regexp.MustCompile(`[^\w -]`)

// headingsOf returns the anchors of headings as the web pages of repositories make
// them.
func headingsOf(prose []string) []string {
	var anchors []string
	for _, line := range prose {
		if strings.HasPrefix(line, "#") {
			text := strings.ToLower(strings.TrimSpace(strings.TrimLeft(line, "#")))
			anchors = append(anchors, strings.ReplaceAll(notInAnchor.ReplaceAllString(text, ""), " ", "-"))
		}
	}
	return anchors
}

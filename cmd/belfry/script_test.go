package main

import (
	"errors"
	"flag"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"belfry/internal/corpus"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/net/html"
)

var update = flag.Bool("update", false, "rewrite the expected texts in testdata/script")

// TestScript runs belfry as people do: on a site in a folder of its own. Each
// script shows one behaviour. The scripts have the commands below besides
// those of testscript, and the program attributes. Under the race detector, which sees
// the same goroutines in each, a third of them run.
func TestScript(t *testing.T) {
	scripts, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil || len(scripts) < 600 {
		t.Fatalf("there are %d scripts, %v", len(scripts), err)
	}
	if corpus.UnderRace {
		i := 0
		scripts = slices.DeleteFunc(scripts, func(string) bool { i++; return i%3 > 0 })
	}
	testscript.Run(t, testscript.Params{
		Files:               scripts,
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":      exits,
			"unescape":   unescape,
			"enlarge":    enlarge,
			"gives":      gives,
			"paint":      paint,
			"photograph": photograph,
			"mend":       mend,
			"unchanged":  unchanged,
			"stretch":    stretch,
			"copies":     copies,
		},
	})
}

// exits runs a program that must end with a code: exits 1 belfry build.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code program args...")
	}
	code := 0
	var ended *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &ended) {
		code = ended.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("%s ended with %d, not with %s", args[1], code, args[0])
	}
}

var escape = regexp.MustCompile(`\\x[0-9a-f]{2}|\\u[0-9a-f]{4}`)

// unescape puts bytes (\x00) and characters (\u200b) into files that cannot
// stand in a script.
func unescape(ts *testscript.TestScript, neg bool, args []string) {
	for _, file := range args {
		data := escape.ReplaceAllStringFunc(ts.ReadFile(file), func(s string) string {
			n, err := strconv.ParseUint(s[2:], 16, 32)
			ts.Check(err)
			if s[1] == 'x' {
				return string([]byte{byte(n)})
			}
			return string(rune(n))
		})
		ts.Check(os.WriteFile(ts.MkAbs(file), []byte(data), 0o644))
	}
}

// enlarge repeats a file's last line until the file has a number of bytes:
// enlarge file 5242881.
func enlarge(ts *testscript.TestScript, neg bool, args []string) {
	text := strings.TrimSuffix(ts.ReadFile(args[0]), "\n")
	last := text[strings.LastIndexByte(text, '\n'):]
	size, err := strconv.Atoi(args[1])
	ts.Check(err)
	text += strings.Repeat(last, (size-len(text))/len(last)+1)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text[:size]), 0o644))
}

var stretched = regexp.MustCompile(`«(\d+)\*([^»]*)»`)

// stretch writes out in files what they say is to be repeated: «300*x».
func stretch(ts *testscript.TestScript, neg bool, args []string) {
	for _, file := range args {
		text := stretched.ReplaceAllStringFunc(ts.ReadFile(file), func(s string) string {
			m := stretched.FindStringSubmatch(s)
			n, err := strconv.Atoi(m[1])
			ts.Check(err)
			return strings.Repeat(m[2], n)
		})
		ts.Check(os.WriteFile(ts.MkAbs(file), []byte(text), 0o644))
	}
}

// copies makes a number of copies beside a file: copies 3 news/item.md makes
// news/item-1.md to news/item-3.md.
func copies(ts *testscript.TestScript, neg bool, args []string) {
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	name, text := ts.MkAbs(args[1]), ts.ReadFile(args[1])
	for i := range n {
		ending := filepath.Ext(name)
		ts.Check(os.WriteFile(fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, ending), i+1, ending), []byte(text), 0o644))
	}
}

// unchanged compares a folder, and when each of its files was written, with what
// it was at the last time: unchanged public.
func unchanged(ts *testscript.TestScript, neg bool, args []string) {
	var now strings.Builder
	ts.Check(fs.WalkDir(os.DirFS(ts.MkAbs(args[0])), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			fmt.Fprintf(&now, "%s %d %d\n", path, info.Size(), info.ModTime().UnixNano())
		}
		return err
	}))
	const variable = "unchanged"
	if before := ts.Getenv(variable); before != "" && (before == now.String()) == neg {
		ts.Fatalf("%s was\n%s\nand is\n%s", args[0], before, now.String())
	}
	ts.Setenv(variable, now.String())
}

// paint makes a picture of 40 by 30 pixels: paint png file.
func paint(ts *testscript.TestScript, neg bool, args []string) {
	canvas := image.NewGray(image.Rect(0, 0, 40, 30))
	formats := map[string]func(io.Writer) error{
		"png":  func(w io.Writer) error { return png.Encode(w, canvas) },
		"jpeg": func(w io.Writer) error { return jpeg.Encode(w, canvas, nil) },
		"gif":  func(w io.Writer) error { return gif.Encode(w, canvas, nil) },
	}
	f, err := os.Create(ts.MkAbs(args[1]))
	ts.Check(err)
	defer f.Close()
	ts.Check(formats[args[0]](f))
}

// attributes is a program that prints an attribute of all elements of one
// name in a page: attributes public/index.html a href.
func attributes() {
	file, err := os.Open(os.Args[1])
	if err != nil {
		panic(err)
	}
	page, err := html.Parse(file)
	if err != nil {
		panic(err)
	}
	for n := range page.Descendants() {
		if n.Type != html.ElementNode || n.Data != os.Args[2] {
			continue
		}
		for _, a := range n.Attr {
			if a.Key == os.Args[3] {
				fmt.Println(a.Val)
			}
		}
	}
}

package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
)

// largeSize is that of a film, and of an attachment; mostMemory is what may be
// in use at once while both are copied, or served to many.
const (
	largeSize  = 96 << 20
	mostMemory = 64 << 20
)

// weighed is belfry, which says at its end how much memory it ever took from the
// system. What the system says of a process that has ended counts the one that
// started it, too.
func weighed() {
	code := run()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	fmt.Printf("weighs %d\n", stats.Sys)
	os.Exit(code)
}

// largeSite is a site with a film, an attachment, and a page that a text links to,
// which end with their names.
func largeSite(t *testing.T) string {
	t.Helper()
	dir := servedSite(t)
	writeFile(t, filepath.Join(dir, "content/events/meeting.md"), []byte("---\ntitle: Meeting\n"+
		"start: 2025-07-01 10:00\nattachments: [{src: plans.pdf, title: Plans}]\n---\n"))
	writeFile(t, filepath.Join(dir, "content/news/link.md"),
		[]byte("---\ntitle: Link\npublished: 2025-06-01\n---\n[Place](/page.html#place)\n"))
	for _, name := range []string{"static/film.mp4", "static/page.html", "content/events/plans.pdf"} {
		file := filepath.Join(dir, name)
		writeFile(t, file, nil)
		f, err := os.OpenFile(file, os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		end := filepath.Base(name)
		if _, err := f.WriteAt([]byte(end), largeSize-int64(len(end))); err != nil {
			t.Skip("files cannot be so large here:", err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// weigh returns a command that runs belfry as weighed does.
func weigh(args ...string) *exec.Cmd {
	c := exec.Command(os.Args[0], args...)
	c.Args[0] = "weighed"
	return c
}

func checkWeight(t *testing.T, line string) {
	t.Helper()
	var weight int
	if _, err := fmt.Sscanf(line, "weighs %d", &weight); err != nil || weight > mostMemory {
		t.Errorf("%q: %v; at most %d bytes are allowed", line, err, mostMemory)
	}
}

// TestLargeFilesAreCopied without being held in memory, and not again.
func TestLargeFilesAreCopied(t *testing.T) {
	dir := largeSite(t)
	for _, want := range []string{"0 unchanged", "0 written"} {
		out, err := weigh("build", "--site", dir, "--now", "2025-06-15").Output()
		if err != nil || !strings.Contains(string(out), want) {
			t.Fatalf("%v: %s", err, out)
		}
		checkWeight(t, lastLine(string(out)))
	}
	media, _ := filepath.Glob(filepath.Join(dir, "public/media/plans-*.pdf"))
	for end, files := range map[string][]string{"film.mp4": {filepath.Join(dir, "public/film.mp4")}, "plans.pdf": media} {
		if len(files) != 1 {
			t.Fatalf("%s is published at %q", end, files)
		}
		f, err := os.Open(files[0])
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		data, err := io.ReadAll(io.NewSectionReader(f, largeSize-20, 40))
		if want := append(make([]byte, 20-len(end)), end...); err != nil || !bytes.Equal(data, want) {
			t.Errorf("%s ends with %q, %v", end, data, err)
		}
	}
}

// TestLargeFilesAreServed to several at once.
func TestLargeFilesAreServed(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a process cannot be interrupted there")
	}
	r := begin(t, weigh("serve", "--site", largeSite(t), "--addr", "127.0.0.1:0", "--now", "2025-06-15"))
	at := address(r.until(t, "the preview is at http://127.0.0.1:"))
	var wait sync.WaitGroup
	for i := range 6 {
		wait.Go(func() {
			from := i * (largeSize / 6)
			ask, err := http.NewRequest("GET", at+"/film.mp4", nil)
			if err != nil {
				t.Error(err)
				return
			}
			ask.Header.Set("Range", fmt.Sprintf("bytes=%d-", from))
			answer, err := http.DefaultClient.Do(ask)
			if err != nil {
				t.Error(err)
				return
			}
			defer answer.Body.Close()
			if n, err := io.Copy(io.Discard, answer.Body); err != nil || n != int64(largeSize-from) || answer.StatusCode != 206 {
				t.Errorf("from %d on: status %d, %d bytes, %v", from, answer.StatusCode, n, err)
			}
		})
	}
	wait.Wait()
	if err := r.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	checkWeight(t, r.until(t, "weighs"))
	for range r.lines { // until the pipe is closed
	}
	if err := r.Wait(); err != nil {
		t.Error(err)
	}
}

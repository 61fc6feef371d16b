package main

import (
	"bufio"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// A running command prints lines and can be interrupted.
type running struct {
	*exec.Cmd
	lines chan string
}

// start runs belfry as a process of its own.
func start(t testing.TB, args ...string) *running {
	t.Helper()
	return begin(t, belfryCommand(args...))
}

// belfryCommand is belfry as a process of its own: the test binary, which knows
// by its name what to be.
func belfryCommand(args ...string) *exec.Cmd {
	c := exec.Command(os.Args[0], args...)
	c.Args[0] = "belfry"
	return c
}

// belfryProgram is a file to be run as belfry, for commands that run it.
func belfryProgram(t testing.TB) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "belfry")
	if err := os.Symlink(self, program); err != nil {
		t.Fatal(err)
	}
	return program
}

func begin(t testing.TB, c *exec.Cmd) *running {
	t.Helper()
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.Stderr = c.Stdout
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	r := &running{c, make(chan string, 1000)}
	t.Cleanup(func() { _ = c.Process.Kill() })
	go func() {
		for s := bufio.NewScanner(out); s.Scan(); {
			r.lines <- s.Text()
		}
		close(r.lines)
	}()
	return r
}

// until returns the first line that has a text.
func (r *running) until(t testing.TB, text string) string {
	t.Helper()
	var seen []string
	for timeout := time.After(20 * time.Second); ; {
		select {
		case line, more := <-r.lines:
			if strings.Contains(line, text) {
				return line
			}
			if !more {
				t.Fatalf("the command ended without %q:\n%s", text, strings.Join(seen, "\n"))
			}
			seen = append(seen, line)
		case <-timeout:
			t.Fatalf("no %q in:\n%s", text, strings.Join(seen, "\n"))
		}
	}
}

// through returns all lines up to the first that has a text.
func (r *running) through(t testing.TB, text string) []string {
	t.Helper()
	var lines []string
	for len(lines) == 0 || !strings.Contains(lines[len(lines)-1], text) {
		lines = append(lines, r.until(t, ""))
	}
	return lines
}

// interrupt is Ctrl-C; the command has to end at once, and well.
func (r *running) interrupt(t testing.TB) {
	t.Helper()
	if runtime.GOOS == "windows" {
		_ = r.Process.Kill()
		return
	}
	started := time.Now()
	if err := r.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	for range r.lines { // until the pipe is closed
	}
	if err := r.Wait(); err != nil {
		t.Errorf("an interrupted preview ends with %v", err)
	}
	if took := time.Since(started); took > 2*time.Second {
		t.Errorf("an interrupted preview ends after %s", took)
	}
}

func address(line string) string {
	_, rest, _ := strings.Cut(line, "http://")
	host, _, _ := strings.Cut(rest, "/")
	return "http://" + host
}

func get(t testing.TB, address string) (int, string) {
	t.Helper()
	r, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(body)
}

func servedSite(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range served {
		writeFile(t, filepath.Join(dir, f.Name), f.Data)
	}
	return dir
}

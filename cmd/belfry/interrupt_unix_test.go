//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestSecondInterrupt: Ctrl-C ends a program at once the second time, whatever it
// is about. Here it waits for somebody to read what it prints.
func TestSecondInterrupt(t *testing.T) {
	dir := servedSite(t)
	writeFile(t, filepath.Join(dir, "content/news/first.md"),
		[]byte("---\ntitle: First\npublished: 2025-06-01\n---\n"+strings.Repeat("[a](/nowhere/)\n\n", 3000)))
	c := belfryCommand("build", "--site", dir, "--max-errors", "0")
	out, err := c.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	defer c.Process.Kill()
	if _, err := out.Read(make([]byte, 1)); err != nil { // it prints
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	for deadline := time.After(20 * time.Second); ; {
		_ = c.Process.Signal(os.Interrupt)
		select {
		case err := <-ended:
			status, ok := c.ProcessState.Sys().(syscall.WaitStatus)
			if !ok || !status.Signaled() || status.Signal() != syscall.SIGINT {
				t.Errorf("the program ends with %v", err)
			}
			return
		case <-time.After(50 * time.Millisecond):
		case <-deadline:
			t.Fatal("the program does not end")
		}
	}
}

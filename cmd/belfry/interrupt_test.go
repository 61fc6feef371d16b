package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"time"
)

// stubborn is a command that does not end when it is asked to.
func stubborn() {
	ctx, stop := interruptible()
	defer stop()
	fmt.Println("begun")
	<-ctx.Done()
	fmt.Println("asked")
	time.Sleep(time.Hour)
}

// TestASecondInterruptEndsAtOnce whatever the command is doing.
func TestASecondInterruptEndsAtOnce(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a process cannot be interrupted there")
	}
	c := exec.Command(os.Args[0])
	c.Args[0] = "stubborn"
	r := begin(t, c)
	r.until(t, "begun")
	interrupt := func() { _ = c.Process.Signal(os.Interrupt) } // it may have ended
	interrupt()
	r.until(t, "asked")
	again := time.NewTicker(10 * time.Millisecond) // the first may be still being handled
	defer again.Stop()
	for timeout := time.After(20 * time.Second); ; {
		select {
		case <-again.C:
			interrupt()
		case _, more := <-r.lines:
			if more {
				continue
			}
			if err := c.Wait(); err == nil || !strings.Contains(err.Error(), "signal: interrupt") {
				t.Errorf("the command ended with %v", err)
			}
			return
		case <-timeout:
			t.Fatal("the command goes on")
		}
	}
}

//go:build amd64 || arm64

package main

import (
	"encoding/binary"
	"errors"
	"os"
	"runtime"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"
)

// A tracer runs a process step by step, from one system call to the next.
type tracer struct {
	pid     int
	calls   map[int]call // the one that each thread is in
	changed func()       // called after each call that may have changed a file, before the process goes on
}

// A call is a system call with what it was given.
type call struct {
	number uint64
	flags  uint64 // the third argument
}

// changes reports whether the call can change what is in a folder.
func (c call) changes() bool {
	switch c.number {
	case unix.SYS_OPENAT:
		return c.flags&unix.O_CREAT != 0
	case unix.SYS_MKDIRAT, unix.SYS_UNLINKAT, unix.SYS_RENAMEAT, unix.SYS_RENAMEAT2, unix.SYS_LINKAT, unix.SYS_SYMLINKAT,
		unix.SYS_WRITE, unix.SYS_PWRITE64, unix.SYS_WRITEV,
		unix.SYS_COPY_FILE_RANGE, unix.SYS_SENDFILE, unix.SYS_SPLICE, unix.SYS_FTRUNCATE,
		unix.SYS_FCHMOD, unix.SYS_FCHMODAT:
		return true
	}
	return false
}

// trace runs belfry on one processor, and calls changed after each system call
// that may have changed a file. Meanwhile belfry stands still: what changed finds
// is what a process that is killed there leaves.
func trace(t *testing.T, changed func(), args ...string) {
	t.Helper()
	runtime.LockOSThread() // which alone may trace the process
	defer runtime.UnlockOSThread()
	p, err := os.StartProcess(os.Args[0], append([]string{"belfry"}, args...), &os.ProcAttr{
		Env: append(os.Environ(), "GOMAXPROCS=1"), Files: []*os.File{nil, nil, os.Stderr},
		Sys: &unix.SysProcAttr{Ptrace: true},
	})
	if err != nil {
		missing(t, "no build is killed at each of its writes: processes cannot be traced here: "+err.Error())
	}
	defer p.Kill()
	r := &tracer{pid: p.Pid, calls: map[int]call{}, changed: changed}
	var status unix.WaitStatus
	if _, err := unix.Wait4(p.Pid, &status, unix.WALL, nil); err != nil {
		t.Fatal(err)
	}
	const options = unix.PTRACE_O_TRACESYSGOOD | unix.PTRACE_O_TRACECLONE | unix.PTRACE_O_EXITKILL
	if err := unix.PtraceSetOptions(p.Pid, options); err != nil {
		t.Fatal(err)
	}
	if code, err := r.run(); err != nil || code != 0 {
		t.Fatalf("the build ended with %d, %v", code, err)
	}
}

// run goes on until all threads have ended, and returns the exit code.
func (r *tracer) run() (code int, err error) {
	for thread, signal := r.pid, 0; ; {
		if err := unix.PtraceSyscall(thread, signal); err != nil && !errors.Is(err, unix.ESRCH) {
			return 0, err
		}
		var status unix.WaitStatus
		for {
			thread, err = unix.Wait4(-1, &status, unix.WALL|unix.WNOTHREAD, nil)
			if errors.Is(err, unix.ECHILD) {
				return code, nil
			}
			if err != nil && !errors.Is(err, unix.EINTR) {
				return 0, err
			}
			if err == nil && status.Stopped() {
				break
			}
			if err == nil && thread == r.pid {
				code = status.ExitStatus()
			}
		}
		if signal, err = r.stopped(thread, status.StopSignal()); err != nil {
			return 0, err
		}
	}
}

// stopped handles a stop, and returns the signal to go on with.
func (r *tracer) stopped(thread int, signal unix.Signal) (int, error) {
	switch signal {
	case unix.SIGTRAP | 0x80:
		return 0, r.atCall(thread)
	case unix.SIGTRAP, unix.SIGSTOP: // a new thread
		return 0, nil
	}
	return int(signal), nil
}

// atCall is where a thread enters a system call, or comes back from it. See
// ptrace_syscall_info in <linux/ptrace.h>.
func (r *tracer) atCall(thread int) error {
	var info [88]byte
	_, _, failed := unix.Syscall6(unix.SYS_PTRACE, unix.PTRACE_GET_SYSCALL_INFO, uintptr(thread),
		uintptr(len(info)), uintptr(unsafe.Pointer(&info)), 0, 0)
	switch failed {
	case 0:
	case unix.ESRCH: // the process has ended, and its stopped threads with it
		return nil
	default:
		return failed
	}
	number := func(at int) uint64 { return binary.NativeEndian.Uint64(info[at:]) }
	switch info[0] {
	case unix.PTRACE_SYSCALL_INFO_ENTRY:
		r.calls[thread] = call{number: number(24), flags: number(32 + 2*8)}
	case unix.PTRACE_SYSCALL_INFO_EXIT:
		if int64(number(24)) >= 0 && r.calls[thread].changes() {
			r.changed()
		}
	}
	return nil
}

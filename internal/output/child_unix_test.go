//go:build unix

package output

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"belfry/internal/publication"
)

// These tests run the test binary again as a child, which writes a publication
// and dies, or may not write. The variable says what it does, and where.
const childVariable = "BELFRY_OUTPUT_CHILD"

func TestMain(m *testing.M) {
	if job := os.Getenv(childVariable); job != "" {
		what, dir, _ := strings.Cut(job, " ")
		runChild(what, dir)
		return
	}
	os.Exit(m.Run())
}

func child(t *testing.T, what, dir string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), childVariable+"="+what+" "+dir)
	cmd.Stderr = os.Stderr
	return cmd
}

func runChild(what, dir string) {
	var err error
	_, next := large()
	switch what {
	case "small-files":
		signal.Ignore(syscall.SIGXFSZ)
		err = syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 4096, Max: 4096})
	case "nobody":
		err = syscall.Setuid(65534)
	default:
		var version int
		fmt.Sscan(what, &version)
		next = versionOf(version)
	}
	if err == nil {
		fmt.Println("ready")
		_, err = Write(context.Background(), slowly(next), Options{Dir: dir, Workers: 2})
	}
	fmt.Println(err)
}

// slowly returns the publication of files, each of which takes a moment, and is
// written in two parts.
func slowly(files tree) *publication.Publication {
	var outputs []publication.Output
	for path, text := range files {
		outputs = append(outputs, publication.Output{Path: path, Stage: stageOf(path), Render: func(w io.Writer) error {
			_, first := io.WriteString(w, text[:len(text)/2])
			time.Sleep(100 * time.Microsecond)
			_, second := io.WriteString(w, text[len(text)/2:])
			return errors.Join(first, second)
		}})
	}
	p, _ := publication.New(outputs, nil, nil)
	return p
}

// versionOf is a site of which each version changes half the files, brings some,
// loses some, and turns some files into folders or back.
func versionOf(version int) tree {
	files := tree{}
	for i := range 60 {
		path := fmt.Sprintf("%d/%d%s", i%7, i, []string{".html", ".css", ".xml"}[i%3])
		switch {
		case i%5 == version%5:
			continue
		case i%10 == 3 && version%2 == 0:
			path += "/index.html"
		}
		files[path] = strings.Repeat(fmt.Sprintln(path, version/(1+i%2)), 1+i*20)
	}
	return files
}

func TestAKilledBuildLeavesWholeFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	old, total := tree{}, tree{}
	torn := 0
	for version := range 60 {
		next := versionOf(version)
		finished := killSoon(t, dir, version)
		got := tree{}
		if _, err := os.Stat(dir); err == nil {
			got = readTree(t, dir)
		}
		checkKilled(t, dir, old, next, got)
		if !finished {
			torn++
		}
		maps.DeleteFunc(got, func(path, _ string) bool {
			return strings.Contains(path, tempPrefix) || strings.HasSuffix(path, "/")
		})
		old, total = got, next
		if t.Failed() {
			t.Fatalf("after %d builds", version+1)
		}
	}
	if torn < 20 {
		t.Errorf("only %d builds of 60 were killed before their end", torn)
	}
	mustWrite(t, dir, total)
	wantTree(t, dir, total)
	wantListed(t, dir, total)
}

// killSoon starts a build, kills it after a random while and reports whether it
// was done by then.
func killSoon(t *testing.T, dir string, version int) bool {
	t.Helper()
	cmd := child(t, fmt.Sprint(version), dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	said := bufio.NewReader(out)
	said.ReadString('\n')
	time.Sleep(rand.N(20 * time.Millisecond))
	cmd.Process.Signal(syscall.SIGKILL)
	end, _ := io.ReadAll(said)
	if cmd.Wait(); len(end) > 0 && string(end) != "<nil>\n" {
		t.Fatalf("the build failed: %s", end)
	}
	return len(end) > 0
}

// checkKilled checks what a killed build that was to turn old into next left.
func checkKilled(t *testing.T, dir string, old, next, got tree) {
	t.Helper()
	var listed list
	if _, err := os.Stat(filepath.Join(dir, ListName)); err == nil {
		listed = readListed(t, dir)
	}
	complete := true
	for path, text := range next {
		if was, both := old[path]; both && got[path] != was && got[path] != text {
			t.Errorf("%s is in both versions, and is neither the old nor the new file", path)
		}
		complete = complete && got[path] == text
	}
	for path, text := range got {
		switch {
		case strings.Contains(path, tempPrefix), strings.HasSuffix(path, "/"):
		case !listed.has(path):
			t.Errorf("%s stands and is not on the list", path)
		case text != old[path] && text != next[path]:
			t.Errorf("%s is neither the old nor the new file", path)
		}
	}
	for path := range old {
		_, stands := got[path]
		if _, stays := next[path]; !stands && !stays && !complete && !inTheWay(path, next) {
			t.Errorf("%s was removed before all new files stood", path)
		}
	}
}

// inTheWay reports whether the file at path must go for one of next.
func inTheWay(path string, next tree) bool {
	for new := range next {
		if strings.HasPrefix(new, path+"/") || strings.HasPrefix(path, new+"/") {
			return true
		}
	}
	return false
}

func TestAFileThatMayNotGrow(t *testing.T) {
	dir := t.TempDir()
	old, next := large()
	mustWrite(t, dir, old)
	said, err := child(t, "small-files", dir).Output()
	if err != nil {
		t.Fatal(err)
	}
	want := "ready\nwriting " + filepath.Join(dir, "a", "index.html") + ": file too large\n"
	if string(said) != want && string(said) != strings.Replace(want, "/a/", "/b/", 1) {
		t.Errorf("the build said %q, want %q", said, want)
	}
	wantOldFiles(t, dir, old, next)
}

func TestAFolderThatMayNotBeWrittenTo(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("needs to be root to become another user")
	}
	dir := t.TempDir()
	old, next := large()
	mustWrite(t, dir, old)
	for _, open := range []string{filepath.Dir(dir), dir} {
		if err := os.Chmod(open, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	said, err := child(t, "nobody", dir).Output()
	if err != nil {
		t.Fatal(err)
	}
	want := "ready\nwriting " + filepath.Join(dir, "a", "index.html") + ": permission denied\n"
	if string(said) != want {
		t.Errorf("the build said %q, want %q", said, want)
	}
	wantOldFiles(t, dir, old, next)
}

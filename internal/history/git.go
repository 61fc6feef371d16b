package history

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Read returns the history of the files below the folder dir. The error says
// that ctx has ended, or that the machine has failed.
func Read(ctx context.Context, dir string) (*History, error) {
	out, err := git(ctx, dir, "rev-parse", "--show-prefix", "--is-shallow-repository").Output()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return unread(dir, err), nil
	}
	lines := strings.Split(string(out), "\n")
	h := &History{files: map[string]Changes{}}
	if len(lines) > 1 && strings.TrimSpace(lines[1]) == "true" {
		h.state = Shallow
	}
	if git(ctx, dir, "rev-parse", "--quiet", "--verify", "HEAD").Run() != nil && ctx.Err() == nil {
		return h, nil // there is no commit yet
	}
	if err := h.readLog(ctx, dir, strings.TrimSpace(lines[0])); err != nil {
		if failed := new(exec.ExitError); errors.As(err, &failed) && ctx.Err() == nil {
			return unread(dir, err), nil
		}
		return nil, err
	}
	return h, nil
}

// unread returns the history of a folder of which git gives none, for the reason
// err.
func unread(dir string, err error) *History {
	if !hasRepository(dir) {
		return &History{state: NoRepository}
	}
	says := err.Error()
	if failed := new(exec.ExitError); errors.As(err, &failed) && len(failed.Stderr) > 0 {
		says, _, _ = strings.Cut(string(failed.Stderr), "\n")
	} else if errors.Is(err, exec.ErrNotFound) {
		says = "there is no program git on this machine"
	}
	return &History{state: Unreadable, says: strings.TrimSpace(strings.TrimPrefix(says, "fatal: "))}
}

// hasRepository reports whether a folder, or one that it lies in, is a
// repository, whatever git makes of it.
func hasRepository(dir string) bool {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return false
	}
	for {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); !errors.Is(err, fs.ErrNotExist) {
			return err == nil
		}
		above := filepath.Dir(dir)
		if above == dir {
			return false
		}
		dir = above
	}
}

// Mark returns a text that changes whenever Read may give another history: with
// another commit, older commits that are fetched, a repository that comes or
// goes, or git's refusal to read it.
func Mark(ctx context.Context, dir string) string {
	out, err := git(ctx, dir, "rev-parse", "--absolute-git-dir", "--git-path", "shallow", "HEAD").CombinedOutput()
	if err != nil {
		return string(out) + err.Error()
	}
	shallow := strings.Split(string(out), "\n")[1] // as seen from dir
	if !filepath.IsAbs(shallow) {
		shallow = filepath.Join(dir, shallow)
	}
	oldest, _ := os.ReadFile(shallow) // there is none where all commits are known
	return string(out) + string(oldest)
}

// settings are those of a configuration that change what git prints.
var settings = []string{
	"core.quotePath=false", "color.ui=never", "diff.relative=false",
	"log.showRoot=true", "log.showSignature=false", "log.follow=false",
}

// git returns the command that runs git in the folder dir, whatever the caller's
// environment and configuration say of other repositories and of how git prints.
func git(ctx context.Context, dir string, args ...string) *exec.Cmd {
	all := []string{"-C", dir}
	for _, s := range settings {
		all = append(all, "-c", s)
	}
	c := exec.CommandContext(ctx, "git", append(all, args...)...)
	c.Env = append(slices.DeleteFunc(c.Environ(), ofAnotherRun),
		"LC_ALL=C", "GIT_NO_LAZY_FETCH=1", "GIT_TERMINAL_PROMPT=0")
	return c
}

// ofAnotherRun reports whether a variable tells git which repository and files
// to look at, or how to speak. In a hook git sets them for the repository that
// it works in, and they would hold for any other, too. Where configuration lies
// is the user's to say.
func ofAnotherRun(variable string) bool {
	name, _, _ := strings.Cut(variable, "=")
	switch strings.ToUpper(name) { // Windows has them in any case
	case "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM",
		"GIT_EXEC_PATH", "GIT_TEST_ASSUME_DIFFERENT_OWNER":
		return false
	}
	return strings.HasPrefix(strings.ToUpper(name), "GIT_")
}

// readLog follows git log, oldest commit first. All commits are listed, also
// those that a branch has and that a merge took nothing of: their times must not
// be lost. A merge lists what it changes in the branch that it was made in.
func (h *History) readLog(ctx context.Context, dir, prefix string) error {
	c := git(ctx, dir, "log",
		"--format=%x00/%H %ct %P", "--name-only", "-z", "--encoding=UTF-8",
		"--topo-order", "--reverse", "--full-history", "--sparse", "--diff-merges=first-parent",
		"--no-renames", "--no-relative", "--no-ext-diff", "--no-color", "--no-notes", "--", ".")
	var stderr bytes.Buffer
	c.Stderr = &stderr
	out, err := c.StdoutPipe()
	if err != nil {
		return err
	}
	if err := c.Start(); err != nil {
		return err
	}
	l := logReader{history: h, prefix: prefix, commits: map[string]int64{}}
	readErr := l.read(out)
	if err := c.Wait(); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if failed := new(exec.ExitError); errors.As(err, &failed) {
			failed.Stderr = stderr.Bytes()
		}
		return err
	}
	return readErr
}

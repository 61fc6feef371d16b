//go:build unix

package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestMachines: a site with a history of commits has the same bytes and modes
// whoever builds it: with other umasks, git configurations, processors, time
// zones and languages.
func TestMachines(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	e := &editor{t: t, dir: t.TempDir(), now: time.Date(2025, time.May, 2, 9, 0, 0, 0, time.UTC)}
	e.git("init", "-q", "-b", "main")
	for name, data := range siteFiles(t, fixtureSite(t)) {
		e.write(name, string(data))
	}
	e.commit()
	e.now = e.now.AddDate(0, 0, 3)
	e.write("content/events/2025-09-01-größe.md", "---\ntitle: Size\nstart: 2025-09-01 10:00\n---\n")
	e.commit()
	e.now = e.now.AddDate(0, 0, 3)
	e.write("content/events/2025-09-01-größe.md", "---\ntitle: Size\nstart: 2025-09-01 11:00\n---\n")
	e.commit()

	program := belfryProgram(t)
	machines := []struct {
		umask    string
		settings []string // of git, as name and value
		env      []string
	}{
		{"022", nil, []string{"GOMAXPROCS=2", "TZ=UTC", "LC_ALL=C"}},
		{"077", []string{"log.showRoot false"}, []string{"GOMAXPROCS=1", "TZ=Pacific/Kiritimati", "LC_ALL=tr_TR.UTF-8"}},
		{"027", []string{"core.quotePath true"}, []string{"GOMAXPROCS=2", "TZ=America/Los_Angeles", "LC_ALL=ja_JP.eucJP"}},
		{"002", []string{"log.showSignature true", "log.decorate full"},
			[]string{"GOMAXPROCS=1", "TZ=Asia/Kathmandu", "LANGUAGE=de"}},
		{"000", []string{"diff.renames copies", "log.follow true"},
			[]string{"GOMAXPROCS=2", "TZ=Europe/Dublin", "LC_ALL=ar_EG"}},
		{"022", []string{"i18n.logOutputEncoding UTF-16"}, []string{"TZ=no/such", "LC_ALL=xx"}},
		{"022", []string{"color.ui always", "format.pretty %s"}, []string{"TZ=", "LC_ALL="}},
		{"022", []string{"log.date relative", "diff.relative true"}, []string{"TZ=Atlantic/Azores"}},
		{"022", []string{"diff.noprefix true", "diff.mnemonicPrefix true"}, []string{"TZ=Australia/Lord_Howe"}},
		{"022", []string{"log.diffMerges separate", "core.abbrev 4"},
			[]string{"GIT_DIR=/nowhere", "GIT_INDEX_FILE=/nowhere"}},
		{"022", []string{"core.precomposeUnicode false", "core.fsmonitor false", "diff.external false"},
			[]string{"GIT_TRACE=1", "NO_COLOR=1"}},
	}
	var first map[string][]byte
	var modes map[string]fs.FileMode
	for i, m := range machines {
		config := filepath.Join(t.TempDir(), "config")
		writeFile(t, config, nil)
		for _, s := range m.settings {
			name, value, _ := strings.Cut(s, " ")
			if out, err := exec.Command("git", "config", "--file", config, name, value).CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
		}
		out := filepath.Join(t.TempDir(), "site")
		c := exec.Command("sh", "-c", `umask "$0" && exec "$@"`, m.umask, program,
			"build", "--site", e.dir, "--out", out, "--now", "2025-06-15", "--quiet")
		c.Env = append(os.Environ(), append(m.env, "GIT_CONFIG_GLOBAL="+config)...)
		if printed, err := c.CombinedOutput(); err != nil {
			t.Fatalf("machine %d: %v\n%s", i, err, printed)
		}
		files, fileModes := tree(t, out, "."), treeModes(t, out)
		if i == 0 {
			first, modes = files, fileModes
			if event := string(files["events/größe.ics"]); !strings.Contains(event, "LAST-MODIFIED:20250508T090000Z") {
				t.Fatalf("the history of commits is not read:\n%s", event)
			}
			continue
		}
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			compareTrees(t, first, files)
			for name, mode := range modes {
				if fileModes[name] != mode {
					t.Errorf("the mode of %s is %v, want %v", name, fileModes[name], mode)
				}
			}
		})
	}
}

func treeModes(t *testing.T, dir string) map[string]fs.FileMode {
	t.Helper()
	modes := map[string]fs.FileMode{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == "." {
			return err
		}
		info, err := d.Info()
		if err == nil {
			modes[name] = info.Mode()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return modes
}

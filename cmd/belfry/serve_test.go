package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
)

var served = []txtar.File{
	{Name: "content/site.yaml", Data: []byte("name: Test\nurl: https://network.example\n")},
	{Name: "content/news/first.md", Data: []byte("---\ntitle: First\npublished: 2025-06-01\n---\n\nThe first text.\n")},
	{Name: "content/news/draft.md", Data: []byte("---\ntitle: Draft\npublished: 2025-06-01\ndraft: true\n---\n\n" +
		"The draft.\n")},
}

// TestServe: the preview says where it is and what is wrong, follows changes,
// takes another port where its own is taken, and ends with Ctrl-C.
func TestServe(t *testing.T) {
	dir := servedSite(t)
	first := start(t, "serve", "--site", dir, "--addr", "127.0.0.1:0", "--now", "2025-06-15")
	at := address(first.until(t, "the preview is at http://127.0.0.1:"))
	if status, body := get(t, at+"/news/first/"); status != 200 || !strings.Contains(body, "The first text") {
		t.Errorf("the page: %d", status)
	}
	if status, _ := get(t, at+"/news/draft/"); status != 404 {
		t.Errorf("the draft: %d", status)
	}
	if _, body := get(t, strings.Replace(at, "127.0.0.1", "localhost", 1)+"/"); !strings.Contains(body, "Test") {
		t.Error("the preview does not answer under the name localhost")
	}

	second := start(t, "serve", "--site", dir, "--addr", strings.TrimPrefix(at, "http://"),
		"--drafts", "--now", "2025-06-15")
	second.until(t, "is taken, so the preview is at another port")
	other := address(second.until(t, "the preview is at"))
	if other == at {
		t.Error("two previews are at one address")
	}
	if status, _ := get(t, other+"/news/draft/"); status != 200 {
		t.Errorf("the draft, with --drafts: %d", status)
	}
	stream, err := http.Get(other + "/.belfry/events?address=/news/draft/")
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Body.Close()
	line, _ := bufio.NewReader(stream.Body).ReadString('\n')
	if !strings.Contains(line, `"ribbon":"content/news/draft.md: a draft, until draft is taken out"`) {
		t.Errorf("the draft's page is told %s", line)
	}
	second.interrupt(t) // with a stream that is open

	writeFile(t, filepath.Join(dir, "content/news/first.md"), []byte("---\ntitle: First\n---\n"))
	first.until(t, "content/news/first.md:2:1: error: the field published is missing")
	first.until(t, "1 mistake; the preview at "+at+"/ stays as it was")
	writeFile(t, filepath.Join(dir, "content/news/first.md"), served[1].Data)
	first.until(t, "the preview at "+at+"/ is up to date")
	first.interrupt(t)
}

// TestServeTemplateFault: a mistake that shows only while a page is rendered is
// said once, and nothing is said to be up to date meanwhile: when a browser asks
// for the page, and after a change when a tab shows it.
func TestServeTemplateFault(t *testing.T) {
	dir := servedSite(t)
	template := filepath.Join(dir, "templates/news.html")
	writeFile(t, template, []byte("<h1>\n{{slice .Page.Title 99}}</h1>"))
	c := start(t, "serve", "--site", dir, "--addr", "127.0.0.1:0", "--now", "2025-06-15")
	at := address(c.until(t, "the preview is at"))
	for range 2 {
		if status, _ := get(t, at+"/news/first/"); status != 500 {
			t.Errorf("the page: %d", status)
		}
	}
	const fault = "templates/news.html:2:3: error: the list of this page has no entry 99"
	broken, fine := "1 mistake; the preview at "+at+"/ cannot show all pages", "the preview at "+at+"/ is up to date"
	want := []string{
		"  content/news/draft.md: a draft, until draft is taken out",
		fault, "    2 | {{slice .Page.Title 99}}</h1>", "      |   ^",
		"      hint: put {{if …}} before it and {{end}} after it; the first entry is 0",
		broken,
	}
	if said := c.through(t, broken); !slices.Equal(said[len(said)-len(want):], want) {
		t.Errorf("the preview says\n%s", strings.Join(said, "\n"))
	}
	stream, err := http.Get(at + "/.belfry/events?address=/news/first/")
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Body.Close()
	changed := func(page, last string) []string {
		next := filepath.Join(dir, "next") // so that there is no empty template meanwhile
		writeFile(t, next, []byte(page))
		if err := os.Rename(next, template); err != nil {
			t.Fatal(err)
		}
		return c.through(t, last)
	}
	for _, step := range []struct{ page, last, never string }{
		{"<h1>{{.Page.Title}}</h1>", fine, "mistake"},
		{"<h1>\n{{slice .Page.Title 99}}!</h1>", broken, fine},
		{"<h1>\n{{slice .Page.Title 99}}!!</h1>", broken, fine},
		{"<h1>{{.Page.Title}}!</h1>", fine, "mistake"},
	} {
		said := strings.Join(changed(step.page, step.last), "\n")
		if strings.Contains(said, step.never) || strings.Count(said, fault) != strings.Count(step.last, "mistake") {
			t.Errorf("with %q the preview says\n%s", step.page, said)
		}
	}
	c.interrupt(t)
}

// TestServeSeesCommits: calendars follow a repository that is made after the
// start, commits that leave no trace but themselves, and one that is taken away.
func TestServeSeesCommits(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	dir := servedSite(t)
	meeting := filepath.Join(dir, "content/events/meeting.md")
	writeFile(t, meeting, []byte("---\ntitle: Meeting\nstart: 2025-07-01 10:00\n---\n"))
	written := time.Date(2025, 2, 1, 10, 0, 0, 0, time.UTC)
	for _, file := range []string{meeting, filepath.Join(dir, "content/site.yaml")} {
		if err := os.Chtimes(file, written, written); err != nil {
			t.Fatal(err)
		}
	}
	commit := func(date string) {
		t.Helper()
		for _, args := range [][]string{
			{"init", "-q"}, {"config", "core.logAllRefUpdates", "false"},
			{"add", "."}, {"commit", "-q", "--allow-empty", "-m", "x"},
		} {
			author := []string{"-C", dir, "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"}
			c := exec.Command("git", append(author, args...)...)
			c.Env = append(os.Environ(), "GIT_COMMITTER_DATE="+date, "GIT_AUTHOR_DATE="+date)
			if out, err := c.CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
		}
	}
	c := start(t, "serve", "--site", dir, "--addr", "127.0.0.1:0", "--now", "2025-06-15")
	at := address(c.until(t, "the preview is at"))
	untilStamp := func(what, stamp string) {
		t.Helper()
		for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
			_, body := get(t, at+"/events/meeting.ics")
			if strings.Contains(body, "LAST-MODIFIED:"+stamp) {
				return
			}
			if time.Now().After(deadline) {
				t.Fatalf("%s: no %s in\n%s", what, stamp, body)
			}
		}
	}
	untilStamp("no repository", "20250201T100000Z")
	commit("2025-03-01T10:00:00Z")
	untilStamp("a repository that is made later", "20250301T100000Z")
	writeFile(t, meeting, []byte("---\ntitle: Meeting\nstart: 2025-07-01 11:00\n---\n"))
	if err := os.Chtimes(meeting, written, written); err != nil {
		t.Fatal(err)
	}
	commit("2025-04-01T10:00:00Z")
	untilStamp("another commit", "20250401T100000Z")
	if err := os.RemoveAll(filepath.Join(dir, ".git")); err != nil {
		t.Fatal(err)
	}
	untilStamp("no repository any more", "20250201T100000Z")
	c.interrupt(t)
}

func TestListen(t *testing.T) {
	for _, addr := range []string{"", "8080", "127.0.0.1", "127.0.0.1:http", "127.0.0.1:-1", "127.0.0.1:65536"} {
		var usage usageError
		if _, err := listen(context.Background(), addr, "help"); !errors.As(err, &usage) {
			t.Errorf("--addr %q gives %v", addr, err)
		}
	}
	taken, err := listen(context.Background(), "127.0.0.1:0", "")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	next, err := listen(context.Background(), taken.Addr().String(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer next.Close()
	if port := next.Addr().(*net.TCPAddr).Port; port <= taken.Addr().(*net.TCPAddr).Port {
		t.Errorf("the port is %d", port)
	}
}

// TestHosts: browsers may call the preview what the machine calls itself, and
// nothing else.
func TestHosts(t *testing.T) {
	l, err := listen(context.Background(), "127.0.0.1:0", "")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	port := l.Addr().(*net.TCPAddr).Port
	want := fmt.Sprintf("[127.0.0.1:%d [::1]:%d localhost:%d preview.example:%d]", port, port, port, port)
	if got := fmt.Sprint(hosts(fmt.Sprintf("Preview.example:%d", port), l)); got != want {
		t.Errorf("the hosts are %s, not %s", got, want)
	}
}

// TestHostsOfWhatIsPrinted: the preview goes by the address that it prints, also
// where that is another one than --addr says, and where browsers leave the port out.
func TestHostsOfWhatIsPrinted(t *testing.T) {
	for addr, at := range map[string]net.TCPAddr{
		"[::1]:80":                {IP: net.IPv6loopback, Port: 80},
		"[2001:0DB8:0::1]:80":     {IP: net.ParseIP("2001:db8::1"), Port: 80},
		"[2001:0DB8:0::1]:8080":   {IP: net.ParseIP("2001:db8::1"), Port: 8080},
		"192.0.2.1:80":            {IP: net.IPv4(192, 0, 2, 1), Port: 80},
		"machine.example:8080":    {IP: net.IPv4(192, 0, 2, 1), Port: 8080},
		"[::]:80":                 {IP: net.IPv6unspecified, Port: 80},
		"[::ffff:192.0.2.1]:8080": {IP: net.ParseIP("::ffff:192.0.2.1"), Port: 8080},
	} {
		l := listenerAt{addr: &at}
		printed, err := url.Parse(addressOf(l))
		if err != nil {
			t.Fatal(err)
		}
		host := strings.TrimSuffix(printed.Host, ":80") // as browsers send it
		if all := hosts(addr, l); !slices.Contains(all, host) {
			t.Errorf("--addr %s prints %s, and the hosts are %q", addr, printed, all)
		}
	}
}

// A listenerAt only says where it would listen.
type listenerAt struct {
	net.Listener
	addr net.Addr
}

func (l listenerAt) Addr() net.Addr { return l.addr }

func TestEditorLink(t *testing.T) {
	for pattern, want := range map[string]string{
		"vscode://file/{file}:{line}:{column}": "vscode://file/a/my%20R%26D%20site/content/news/caf%C3%A9%23.md:3:7",
		"idea://open?file={file}&line={line}":  "idea://open?file=/a/my%20R%26D%20site/content/news/caf%C3%A9%23.md&line=3",
		"":                                     "",
	} {
		if got := editorLink(pattern, "/a/my R&D site")("content/news/café#.md", 3, 7); got != want {
			t.Errorf("%s is %s, not %s", pattern, got, want)
		}
	}
}

// TestServeAtTheLimit: where the system watches no more folders the preview says
// so, and follows changes all the same.
func TestServeAtTheLimit(t *testing.T) {
	for limit, said := range map[string]string{
		"max_inotify_watches":   "no more watched folders (fs.inotify.max_user_watches",
		"max_inotify_instances": "no more watching programs (fs.inotify.max_user_instances",
	} {
		if err := exec.Command("unshare", "-Ur", "sh", "-c", "echo 1 > /proc/sys/user/"+limit).Run(); err != nil {
			t.Skip("no limit can be set here: ", err)
		}
		dir := servedSite(t)
		const script = `echo 0 > /proc/sys/user/$0; exec "$1" serve --site "$2" --addr 127.0.0.1:0 --now 2025-06-15`
		c := begin(t, exec.Command("unshare", "-Ur", "sh", "-c", script, limit, belfryProgram(t), dir))
		c.until(t, said)
		at := address(c.until(t, "the preview is at"))
		writeFile(t, filepath.Join(dir, "content/news/first.md"),
			[]byte("---\ntitle: First\npublished: 2025-06-01\n---\n\nChanged.\n"))
		for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
			if _, body := get(t, at+"/news/first/"); strings.Contains(body, "Changed.") {
				break
			}
			if time.Now().After(deadline) {
				t.Fatal("the change is not seen")
			}
		}
		c.interrupt(t)
	}
}

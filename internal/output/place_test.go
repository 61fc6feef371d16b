package output

import (
	"os"
	"path/filepath"
	"testing"
)

// site makes a site folder as the command names it.
func site(t *testing.T) (dir string, o Options) {
	t.Helper()
	home := t.TempDir()
	dir = filepath.Join(home, "sites", "network")
	put(t, dir, tree{"content/site.yaml": "", "templates/page.html": "", "static/css/site.css": ""})
	o.Protected = []string{dir, home}
	for _, source := range []string{"content", "templates", "static"} {
		o.Sources = append(o.Sources, filepath.Join(dir, source))
	}
	return dir, o
}

func TestRefusesPlaces(t *testing.T) {
	dir, o := site(t)
	home := o.Protected[1]
	symlink(t, filepath.Join(dir, "static"), filepath.Join(home, "link"))
	symlink(t, home, filepath.Join(dir, "up"))
	symlink(t, filepath.Join(home, "nowhere"), filepath.Join(dir, "dangling"))
	put(t, dir, tree{"file": ""})
	before := readTree(t, home)
	for _, c := range []struct{ dir, says string }{
		{"", "no output folder"},
		{"/", "root of the file system"},
		{dir, "must not be written to"},
		{dir + "/public/..", "must not be written to"},
		{filepath.Dir(dir), "lies above"},
		{home, "must not be written to"},
		{filepath.Dir(home), "lies above"},
		{dir + "/content", "must not be written to"},
		{dir + "/content/news", "lies inside"},
		{dir + "/static/css", "lies inside"},
		{dir + "/templates/new/deep", "lies inside"},
		{home + "/link", "must not be written to"},
		{home + "/link/new", "lies inside"},
		{dir + "/up", "must not be written to"},
		{dir + "/up/sites", "lies above"},
		{dir + "/dangling", "link to what is not there"},
		{dir + "/dangling/public", "link to what is not there"},
		{dir + "/file", "not a directory"},
		{dir + "/file/public", "not a directory"},
	} {
		o.Dir = c.dir
		refused(t, publish(t, tree{"index.html": ""}), o, c.says, c.dir)
	}
	wantTree(t, home, before)
}

func TestRefusesASourceThatIsNotThereYet(t *testing.T) {
	dir, o := site(t)
	os.RemoveAll(filepath.Join(dir, "static"))
	o.Dir = filepath.Join(dir, "static")
	refused(t, publish(t, nil), o, "must not be written to")
}

func TestRefusesOneFolderUnderAnotherName(t *testing.T) {
	dir, o := site(t)
	twin := t.TempDir()
	if err := bind(dir, twin); err != nil {
		t.Skip("needs a bind mount:", err)
	}
	t.Cleanup(func() { unbind(twin) })
	o.Dir = filepath.Join(twin, "content", "public")
	refused(t, publish(t, nil), o, "lies inside")
	o.Dir = twin
	refused(t, publish(t, nil), o, "must not be written to")
}

func TestAcceptsPlaces(t *testing.T) {
	dir, o := site(t)
	elsewhere := t.TempDir()
	symlink(t, elsewhere, filepath.Join(dir, "linked"))
	for _, place := range []string{"public", "a/b", "content-public", "linked", "linked/new"} {
		o.Dir = filepath.Join(dir, place)
		if _, err := Write(t.Context(), publish(t, tree{"index.html": "home"}), o); err != nil {
			t.Errorf("%s: %v", place, err)
		}
		os.RemoveAll(filepath.Join(elsewhere, ListName))
		os.RemoveAll(filepath.Join(elsewhere, "index.html"))
	}
}

func TestAcceptsARelativePlace(t *testing.T) {
	t.Chdir(t.TempDir())
	o := Options{Dir: "public", Protected: []string{"."}}
	if _, err := Write(t.Context(), publish(t, tree{"index.html": "home"}), o); err != nil {
		t.Fatal(err)
	}
	wantTree(t, "public", tree{"index.html": "home"})
	refused(t, publish(t, nil), Options{Dir: ".", Protected: []string{"."}}, "must not be written to")
}

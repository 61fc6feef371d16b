package preview

import (
	"net/http"
	"net/url"
	"time"

	"belfry/internal/publication"
	"belfry/internal/source"
)

// A file may take mostLooks times lookAgain to be written anew: editor programs
// empty it before.
const (
	lookAgain = 20 * time.Millisecond
	mostLooks = 25
)

// written returns the state, once the copied file that is asked for is what its
// address says, or has had the time to become so: a page that asks for it while
// it is being written would show what it got for as long as its address stays.
// What does not fit its address is not to be kept.
func (s *Server) written(w http.ResponseWriter, r *http.Request) *state {
	for looks := 1; ; looks++ {
		st := s.state.Load()
		if st.good == nil || st.fits(r.URL) {
			return st
		}
		if looks > mostLooks || r.Context().Err() != nil {
			w.Header().Set("Cache-Control", "no-store")
			return st
		}
		pause(r.Context(), lookAgain)
	}
}

// fits reports whether what is at an address is what the address says. Only
// that of a copied file does: in its path, or as ?v=VERSION.
func (st *state) fits(u *url.URL) bool {
	output, _ := st.find(u.Path)
	version := u.Query().Get("v")
	if output == nil || output.Copy == nil || !source.IsVersion(version) && !output.Copy.Fixed {
		return true
	}
	digest, err := digestNow(output.Copy)
	return err == nil && (output.Copy.Fixed || digest.Version() == version)
}

func digestNow(original *publication.Original) (source.Digest, error) {
	file, err := original.Open()
	if err != nil {
		return source.Digest{}, err
	}
	defer file.Close()
	return original.Digest(file)
}

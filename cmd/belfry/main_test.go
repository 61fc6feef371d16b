package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(withOwnCache{m}, map[string]func(){
		"belfry":     main,
		"attributes": attributes,
		"measured":   measured,
		"floor":      floor,
		"weighed":    weighed,
		"stubborn":   stubborn,
	})
}

// withOwnCache are the tests, for which nothing is kept in the user's cache folder.
type withOwnCache struct{ *testing.M }

func (m withOwnCache) Run() int {
	dir, err := os.MkdirTemp("", "belfry-cache-*")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	os.Setenv("XDG_CACHE_HOME", dir)
	return m.M.Run()
}

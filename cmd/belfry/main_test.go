package main

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"belfry":     main,
		"attributes": attributes,
		"measured":   measured,
		"floor":      floor,
		"weighed":    weighed,
		"stubborn":   stubborn,
	})
}

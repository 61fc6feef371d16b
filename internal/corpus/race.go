//go:build race

package corpus

// UnderRace says that the race detector watches, with which all takes several times as
// long.
const UnderRace = true

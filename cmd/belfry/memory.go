package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// A garbagePolicy says how much garbage may gather before it is collected. GOGC,
// where it is set, rules instead; GOMEMLIMIT holds besides.
type garbagePolicy struct {
	// small is how many bytes the heap may grow to in any case: while it is small,
	// collecting often saves nothing.
	small uint64
	// percent is how much garbage may gather on top of what lives, beyond that.
	percent int
}

var (
	// buildGarbage: what a build allocates while it reads it mostly keeps, and it ends
	// soon.
	buildGarbage = garbagePolicy{small: 24 << 20, percent: 100}
	// previewGarbage: a refresh allocates much that lives as long as it does, and
	// shall not wait for the collector.
	previewGarbage = garbagePolicy{small: 88 << 20, percent: 60}
)

// apply makes the collector follow the policy.
func (p garbagePolicy) apply() {
	if os.Getenv("GOGC") != "" {
		return
	}
	debug.SetGCPercent(p.percentFor(4 << 20))
	runtime.SetFinalizer(new(collected), p.retune)
}

// A collected value is garbage at once: its finalizer runs after each
// collection. It has a size of its own so that it shares no memory block.
type collected struct{ _ [64]byte }

func (p garbagePolicy) retune(c *collected) {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	if sample[0].Value.Kind() == metrics.KindUint64 {
		debug.SetGCPercent(p.percentFor(sample[0].Value.Uint64()))
	}
	runtime.SetFinalizer(c, p.retune)
}

// percentFor returns how much garbage may gather on top of live bytes.
func (p garbagePolicy) percentFor(live uint64) int {
	if live == 0 || live >= p.small {
		return p.percent
	}
	return max(p.percent, int((p.small-live)*100/live))
}

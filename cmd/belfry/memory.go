package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// A build holds the texts of a whole site, so little garbage may gather on top
// of them; but while the heap is small, collecting often saves nothing.
const (
	smallHeap   = 88 << 20 // bytes that the heap may grow to in any case
	fullPercent = 60       // of garbage on top of what lives, beyond that
)

// tuneCollector lets the heap grow to smallHeap before garbage is collected,
// and by fullPercent beyond. GOGC, where it is set, rules instead.
func tuneCollector() {
	if os.Getenv("GOGC") != "" {
		return
	}
	debug.SetGCPercent(percentFor(4 << 20))
	runtime.SetFinalizer(new(collected), retune)
}

// A collected value is garbage at once: its finalizer runs after each
// collection. It has a size of its own so that it shares no memory block.
type collected struct{ _ [64]byte }

func retune(c *collected) {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	if sample[0].Value.Kind() == metrics.KindUint64 {
		debug.SetGCPercent(percentFor(sample[0].Value.Uint64()))
	}
	runtime.SetFinalizer(c, retune)
}

// percentFor returns how much garbage may gather on top of live bytes.
func percentFor(live uint64) int {
	if live == 0 || live >= smallHeap {
		return fullPercent
	}
	return max(fullPercent, int((smallHeap-live)*100/live))
}

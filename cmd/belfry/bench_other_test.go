//go:build !unix

package main

import (
	"os"
	"time"
)

// peakMemory is not known here.
func peakMemory(*os.ProcessState) int64 { return 0 }

var begun = time.Now()

// processorTime is not known here: time passes instead.
func processorTime() time.Duration { return time.Since(begun) }

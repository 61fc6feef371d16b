package preview

import (
	"net/http"
	"slices"
	"time"
)

// pieceSize is how many bytes are waited for at once.
const pieceSize = 32 << 10

// A patientWriter gives a client as long as it needs, while it goes on reading.
// It sends pieces, so that each can be waited for by itself: it has none of the
// ways in which a whole file is sent at once.
type patientWriter struct {
	http.ResponseWriter
	patience time.Duration
	timer    *time.Timer // ends the answer
}

// waitWhileRead returns a writer of the answer to a client that may take
// answerTimeout for each piece of it, and what ends that.
func waitWhileRead(w http.ResponseWriter) (patient http.ResponseWriter, stop func()) {
	return waitFor(w, answerTimeout)
}

func waitFor(w http.ResponseWriter, patience time.Duration) (http.ResponseWriter, func()) {
	control := http.NewResponseController(w)
	// Where there are no deadlines to set, none is in force.
	_ = control.SetWriteDeadline(time.Time{})
	timer := time.AfterFunc(patience, func() { _ = control.SetWriteDeadline(time.Unix(1, 0)) })
	return &patientWriter{w, patience, timer}, func() {
		_ = control.Flush() // nothing may be left to be sent without a bound
		timer.Stop()
	}
}

func (w *patientWriter) Write(data []byte) (written int, _ error) {
	for piece := range slices.Chunk(data, pieceSize) {
		w.timer.Reset(w.patience)
		n, err := w.ResponseWriter.Write(piece)
		if written += n; err != nil {
			return written, err
		}
	}
	return written, nil
}

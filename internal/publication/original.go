package publication

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"

	"belfry/internal/source"
)

// An Original is a file that an output is a copy of. It may be larger than the
// machine's memory, so it is always read piece by piece.
type Original struct {
	// Open opens the file as it is published: a picture without what it gives away,
	// and any other as it is. Its size, its digest and all its parts are those of
	// what is published.
	Open func() (File, error)
	// Seen is what the file was when the site was made.
	Seen source.Fingerprint
	// Fixed says that the copy must have the digest that was seen: its address
	// holds it. Otherwise the copy is of the file as it is by then.
	Fixed bool
	// Builtin says that the file is part of the program, so that it never changes.
	Builtin bool
}

// A File is an original, open.
type File interface {
	fs.File
	io.Seeker
}

// ErrChanged says that an original is no longer what its copy has to be.
var ErrChanged = errors.New("the file has changed while the site was being made; build again")

// An UnreadError says why an original was not copied, as far as the original is
// to blame and not the place that it is copied to.
type UnreadError struct{ Err error }

func (e *UnreadError) Error() string { return e.Err.Error() }

func (e *UnreadError) Unwrap() error { return e.Err }

// pieceSize is how many bytes are copied before it is asked whether to go on.
const pieceSize = 16 << 20

// CopyTo writes the file to w and returns its size, unless ctx ends before. What
// was written before an error is of no use. Where w is a file, the system copies
// by itself if it can.
func (o *Original) CopyTo(ctx context.Context, w io.Writer) (int64, error) {
	f, err := o.Open()
	if err != nil {
		return 0, &UnreadError{err}
	}
	defer f.Close()
	before, err := f.Stat()
	if err != nil {
		return 0, &UnreadError{err}
	}
	hash := sha256.New()
	if o.Fixed {
		w = io.MultiWriter(w, hash)
	}
	n, err := copyPieces(ctx, w, f)
	if err != nil {
		return n, blame(err)
	}
	after, err := f.Stat()
	switch {
	case err != nil:
		return n, &UnreadError{err}
	case source.StampOf(before) != source.StampOf(after), after.Size() != n,
		o.Fixed && source.Digest(hash.Sum(nil)) != o.Seen.Digest:
		return n, &UnreadError{ErrChanged}
	}
	return n, nil
}

func copyPieces(ctx context.Context, w io.Writer, f File) (n int64, err error) {
	for {
		if ctx.Err() != nil {
			return n, context.Cause(ctx)
		}
		piece, err := io.CopyN(w, f, pieceSize)
		n += piece
		if err == io.EOF {
			return n, nil
		}
		if err != nil {
			return n, err
		}
	}
}

// blame tells an error of reading from one of writing.
func blame(err error) error {
	if at := (*fs.PathError)(nil); errors.As(err, &at) && (at.Op == "read" || at.Op == "seek") {
		return &UnreadError{err}
	}
	return err
}

// Digest returns the digest of the open file f. It reads f only where f is no
// longer as it was seen, and leaves it at its beginning. A file that is not what
// its copy has to be is ErrChanged.
func (o *Original) Digest(f File) (source.Digest, error) {
	info, err := f.Stat()
	if err != nil {
		return source.Digest{}, err
	}
	if o.Seen.Fits(source.StampOf(info)) {
		return o.Seen.Digest, nil
	}
	digest, err := source.DigestFrom(f)
	if err != nil {
		return digest, err
	}
	if o.Fixed && digest != o.Seen.Digest {
		return digest, ErrChanged
	}
	_, err = f.Seek(0, io.SeekStart)
	return digest, err
}

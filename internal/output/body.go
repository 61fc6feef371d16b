package output

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"os"

	"belfry/internal/publication"
	"belfry/internal/source"
)

// A body is the bytes of one output after the other: in memory what is rendered,
// in its original what is copied.
type body struct {
	output   *publication.Output
	rendered bytes.Buffer
	size     int64  // known once the output stands
	scratch  []byte // for comparing files
}

// take turns to the output o, and renders it.
func (b *body) take(ctx context.Context, o *publication.Output) error {
	b.output, b.size = o, 0
	b.rendered.Reset()
	if o.Copy != nil {
		return nil
	}
	if err := o.Produce(ctx, &b.rendered); err != nil {
		return fmt.Errorf("rendering %s: %w", o.Path, err)
	}
	b.size = int64(b.rendered.Len())
	return nil
}

// fill returns what writes the bytes to a file.
func (b *body) fill(ctx context.Context) func(*os.File) error {
	return func(file *os.File) (err error) {
		if b.output.Copy != nil {
			b.size, err = b.output.Copy.CopyTo(ctx, file)
			return err
		}
		_, err = file.Write(b.rendered.Bytes())
		return err
	}
}

// An opening opens a file for reading.
type opening func(name string) (io.ReadCloser, error)

// opener returns the opening of a folder, whose method to open files open is.
func opener[F io.ReadCloser](open func(name string) (F, error)) opening {
	return func(name string) (io.ReadCloser, error) { return open(name) }
}

// isHeld reports whether the regular file name in a folder, as info describes
// it, holds the bytes and nothing else. A file that cannot be read does not. The
// error says why the original cannot be read, or that ctx has ended.
func (b *body) isHeld(ctx context.Context, open opening, name string, info fs.FileInfo) (bool, error) {
	switch original := b.output.Copy; {
	case original == nil:
		return b.holdsRendered(open, name, info), nil
	case original.Fixed:
		return b.holdsFixed(ctx, open, name, info)
	default:
		return b.holdsCopy(ctx, open, name, info)
	}
}

func (b *body) holdsRendered(open opening, name string, info fs.FileInfo) bool {
	data := b.rendered.Bytes()
	if info.Size() != int64(len(data)) {
		return false
	}
	file, err := open(name)
	if err != nil {
		return false
	}
	defer file.Close()
	for len(data) > 0 {
		n, err := file.Read(b.scratch[:min(len(b.scratch), len(data))])
		if !bytes.Equal(b.scratch[:n], data[:n]) || err != nil && err != io.EOF {
			return false
		}
		if n == 0 {
			return false
		}
		data = data[n:]
	}
	return true
}

// holdsFixed compares with the digest that the copy must have, so that the
// original, which has been read for that, need not be read once more.
func (b *body) holdsFixed(ctx context.Context, open opening, name string, info fs.FileInfo) (bool, error) {
	seen := b.output.Copy.Seen
	if info.Size() != seen.Stamp.Size {
		return false, nil
	}
	file, err := open(name)
	if err != nil {
		return false, nil
	}
	defer file.Close()
	hash := sha256.New()
	for ctx.Err() == nil {
		n, err := file.Read(b.scratch)
		hash.Write(b.scratch[:n])
		if err != nil {
			b.size = info.Size()
			return err == io.EOF && source.Digest(hash.Sum(b.scratch[:0])) == seen.Digest, nil
		}
	}
	return false, context.Cause(ctx)
}

// holdsCopy compares with the original, block by block.
func (b *body) holdsCopy(ctx context.Context, open opening, name string, info fs.FileInfo) (bool, error) {
	original, err := b.output.Copy.Open()
	if err != nil {
		return false, &publication.UnreadError{Err: err}
	}
	defer original.Close()
	now, err := original.Stat()
	if err != nil {
		return false, &publication.UnreadError{Err: err}
	}
	if b.size = now.Size(); info.Size() != b.size {
		return false, nil
	}
	copied, err := open(name)
	if err != nil {
		return false, nil
	}
	defer copied.Close()
	half := len(b.scratch) / 2
	for ctx.Err() == nil {
		n, ended := io.ReadFull(original, b.scratch[:half])
		if ended != nil && ended != io.EOF && ended != io.ErrUnexpectedEOF {
			return false, &publication.UnreadError{Err: ended}
		}
		m, err := io.ReadFull(copied, b.scratch[half:])
		if err != ended || !bytes.Equal(b.scratch[:n], b.scratch[half:half+m]) {
			return false, nil
		}
		if ended != nil {
			return true, nil
		}
	}
	return false, context.Cause(ctx)
}

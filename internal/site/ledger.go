package site

import "belfry/internal/content"

// A ledger is the pieces of a site, by the places of their documents, beside those of
// the last one. What a refresh has to look at of all of them lies side by side, so that
// it need not touch each piece.
type ledger struct {
	documents []*content.Document
	pieces    []*piece
	marks     []marks // of those whose name is theirs; none of others
	values    []any   // what they were resolved to, likewise

	// fresh are the places of pieces that the last site has not had; gone are pieces that
	// it alone has had.
	fresh []int32
	gone  []*piece
	// moved says that a document has another place than it had, or another name, or
	// that there was no last site: then nothing is known of the whole.
	moved bool
}

// ledgerOf returns the pieces of the documents, in their order. What the last site has
// made of those that are the same is kept, until it turns out that something else that
// was looked at is another.
func (m *Maker) ledgerOf(g *ground) ledger {
	all, last := g.in.Documents, m.last.ledger()
	l := ledger{
		documents: all, pieces: make([]*piece, len(all)), marks: make([]marks, len(all)), values: make([]any, len(all)),
	}
	known := 0 // place in the last site
	for known < min(len(all), len(last.documents)) && all[known] == last.documents[known] {
		known++
	}
	copy(l.pieces, last.pieces[:known])
	copy(l.marks, last.marks[:known])
	copy(l.values, last.values[:known])
	for i := known; i < len(all); i++ {
		d := all[i]
		for known < len(last.documents) && last.documents[known] != d && last.documents[known].Path < d.Path {
			l.gone = append(l.gone, last.pieces[known])
			known++
		}
		l.moved = l.moved || known != i
		switch {
		case known < len(last.documents) && last.documents[known] == d:
			l.keep(i, last, known)
			known++
		case known < len(last.documents) && last.documents[known].Path == d.Path:
			was := last.pieces[known]
			l.gone, l.moved = append(l.gone, was), l.moved || was.document.FileName != d.FileName
			l.renew(i, g.newPiece(m.vocabulary, d, was.number))
			known++
		default:
			l.moved = true
			l.renew(i, g.newPiece(m.vocabulary, d, m.numbers))
			m.numbers++
		}
	}
	l.gone = append(l.gone, last.pieces[known:]...)
	l.moved = l.moved || known < len(last.documents) || len(all) == 0
	return l
}

// keep takes over what is at a place of the last site.
func (l *ledger) keep(i int, last *ledger, place int) {
	l.pieces[i], l.marks[i], l.values[i] = last.pieces[place], last.marks[place], last.values[place]
}

// renew puts a piece of which nothing is made yet at a place.
func (l *ledger) renew(i int, p *piece) {
	l.pieces[i], l.fresh = p, append(l.fresh, int32(i))
}

// makeAgain puts a piece that is as the one at a place, of which nothing is made, there.
func (l *ledger) makeAgain(i int32) {
	p := l.pieces[i]
	l.gone = append(l.gone, p)
	l.renew(int(i), p.again())
}

// enter enters what has become of the piece at a place.
func (l *ledger) enter(i int32) {
	p := l.pieces[i]
	l.marks[i], l.values[i] = p.marks, p.value
}

// marked yields the places of pieces of a kind that have one of some marks, in order.
func (n *names) marked(kind content.Kind, some marks) func(yield func(int32) bool) {
	return func(yield func(int32) bool) {
		for _, i := range n.byKind[kind] {
			if n.ledger.marks[i]&some != 0 && !yield(i) {
				return
			}
		}
	}
}

// settle enters all pieces whose name is theirs, where names may have come or gone, and
// makes those fresh of which nothing is made.
func (n *names) settle() {
	if !n.moved {
		for _, i := range n.fresh {
			if n.isNamed(i) {
				n.enter(i)
			}
		}
		return
	}
	n.fresh = nil
	clear(n.ledger.marks)
	clear(n.values)
	for i := range int32(len(n.pieces)) {
		p := n.pieces[i]
		if !p.made || !n.isNamed(i) {
			p = p.again() // the last site has it as it is
			n.pieces[i] = p
		}
		if !n.isNamed(i) {
			continue // nobody looks whether what was made of it stands
		}
		if n.enter(i); !p.made {
			n.fresh = append(n.fresh, i)
		}
	}
}

// isNamed reports whether the file at a place has its name alone, or is the first that
// has it. A translation has one where it is shown.
func (n *names) isNamed(i int32) bool {
	name := n.names[i]
	if name.IsTranslation {
		_, is := n.translations[i]
		return is
	}
	place, is := n.places[name.Key()]
	return is && place == i
}

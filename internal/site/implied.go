package site

import (
	"slices"

	"belfry/internal/address"
	"belfry/internal/content"
)

// An impliedAddress is one that an edition has had of a text, though nobody has written
// that it has: as its translation follows the former addresses of the original, or as a
// commit knows of a text there that is gone.
type impliedAddress struct {
	at       address.Path
	original int32 // place of the text that it is of
	edition  int
}

// impliedAddresses returns those of all texts, in order.
func (r *resolver) impliedAddresses(n *names) []impliedAddress {
	var all []impliedAddress
	formerly := func(original int32, edition int) {
		for _, alias := range n.pieces[original].aliases {
			at := address.Path(alias.Name)
			if _, under := r.keyIn(at); under == 0 && at != "" {
				all = append(all, impliedAddress{r.folders[edition] + at, original, edition})
			}
		}
	}
	for _, i := range n.translationPlaces {
		if edition, _ := r.editionOf(n.names[i]); edition > 0 {
			formerly(n.translations[i], edition)
		}
	}
	if !r.hasHistory() || len(r.folders) == 1 {
		return all
	}
	for _, was := range r.o.Record.texts {
		original, is := n.places[was.key]
		edition, known := r.editionOf(content.FileName{Lang: was.lang})
		if _, still := n.translated[inLanguage(was.key, was.lang)]; !is || !known || still {
			continue
		}
		own := n.names[original]
		if home, _ := r.editionOf(own); home == edition {
			continue
		}
		all = append(all, impliedAddress{r.folders[edition] + own.Address(), original, edition})
		if edition > 0 {
			formerly(original, edition)
		}
	}
	return slices.Clip(all)
}

package locale

import "testing"

// TestDoubt: a text is doubted in another language than its own, and never in its own.
func TestDoubt(t *testing.T) {
	texts := map[string]string{
		"en": "The network starts its work with an online meeting, and all the members that are in it hold two " +
			"sessions for their country.",
		"fr": "Le réseau commence ses travaux par une réunion en ligne, et tous les membres qui en font partie " +
			"organisent deux sessions pour leur pays, dans le cadre du projet et avec les communes.",
		"de": "Das Netzwerk beginnt seine Arbeit mit einem Treffen im Internet, und alle Mitglieder, die dabei sind, " +
			"halten zwei Sitzungen für ihr Land ab, auf der und von der man lernt.",
		"el": "Το δίκτυο ξεκινά τις εργασίες του " +
			"με μια διαδικτυακή συνάντηση.",
		"bg": "Мрежата започва работата си с онлайн среща " +
			"и всички членове.",
	}
	for tag, text := range texts {
		for own := range texts {
			doubt := DoubtOf(text, own)
			if (doubt == Doubt{}) != (own == tag) {
				t.Errorf("a text in %s that is said to be in %s: %+v", tag, own, doubt)
			}
		}
	}
	if doubt := DoubtOf(texts["el"], "sr"); doubt != (Doubt{}) {
		t.Errorf("nothing is known of Serbian, but: %+v", doubt)
	}
	for tag := range words {
		if scriptOf(tag) == latin && DoubtOf(words[tag], tag) != (Doubt{}) {
			t.Errorf("the words of %s are not in it", tag)
		}
	}
}

package locale

import (
	"strings"
	"sync"
	"unicode"
)

// words are some of the most frequent words of each language. A word may stand for several:
// which has most of a text's words is what counts.
var words = map[string]string{
	"bg": "и на за от се че в са да не по това при",
	"cs": "a se že na je pro jsou který která bylo jako také při nebo byl",
	"da": "og er det af ikke med til på den der som også blev eller fra",
	"de": "und der die das ist nicht mit für auf ein eine von zu auch den werden",
	"el": "και το να της του η των είναι για με που από στην",
	"en": "the and of to is in that for with are was this by from which",
	"es": "el los las y que por con una para es del como se está también",
	"et": "ja on ei see mis kes oma või kui ka nende selle",
	"fi": "ja on ei että se joka myös sekä ovat tai kun mukaan",
	"fr": "le les des et est une dans pour que avec sur du au par pas",
	"ga": "agus an na ar go le tá don bhí is i ag atá nó",
	"hr": "i u je na se za su koji koja s te ili od bi kako",
	"hu": "a az és hogy nem egy is van vagy ez meg valamint csak",
	"it": "il di che è per una con del della gli sono alla dei nella anche",
	"lt": "ir yra kad tai į iš su bei taip pat arba buvo kuris apie",
	"lv": "un ir ar par no uz ka tas kas vai tika arī pie",
	"mt": "u ta li fil għal dan huwa minn tal hija bħala kienet jew il",
	"nl": "de het een en van is niet met voor dat zijn op ook worden bij",
	"pl": "i w na z się jest nie do to że oraz dla które przez",
	"pt": "o os as e que um uma para com não do da é por foi também",
	"ro": "și în de la cu care este pentru pe nu din sunt prin sau a",
	"sk": "a sa že na je pre sú ktorý ktorá bolo ako tiež pri alebo bol",
	"sl": "in je na se za so ki ter pri tudi ali bi kot po z",
	"sv": "och att är det en som för på av med inte till den ett om",
}

var wordSets = sync.OnceValue(func() map[string][]string {
	sets := map[string][]string{}
	for tag, text := range words {
		for word := range strings.FieldsSeq(text) {
			sets[word] = append(sets[word], tag)
		}
	}
	return sets
})

// The names of the scripts that are told apart.
const latin, greek, cyrillic = "Latin", "Greek", "Cyrillic"

// scriptOf returns the script of a language, also of some that are no language of the
// Union; "" for one of which nothing is known.
func scriptOf(tag string) string {
	switch tag {
	case "el":
		return greek
	case "bg", "uk", "ru", "mk":
		return cyrillic
	}
	if _, official := Get(tag); official {
		return latin
	}
	return ""
}

// A Doubt is why a text is not in the language that it is said to be in: it has the
// letters of another, or the words. The zero Doubt is none.
type Doubt struct {
	Letters string // "Greek", "Cyrillic" or "Latin"
	Tag     string // of one of Tags
}

// enoughLetters and enoughWords are how many there have to be before anything is said.
const enoughLetters, enoughWords = 40, 8

// DoubtOf returns why a text is hardly in the language with a tag. Of a language of which
// nothing is known there is no doubt.
func DoubtOf(text, tag string) Doubt {
	own, letters := scriptOf(tag), lettersIn(text)
	all := letters[latin] + letters[greek] + letters[cyrillic]
	if own == "" || all < enoughLetters {
		return Doubt{}
	}
	for script, n := range letters {
		if script != own && 2*n > all {
			return Doubt{Letters: script}
		}
	}
	found := wordsIn(text)
	if best := mostFrequent(found); own == latin && found[best] >= enoughWords && 3*found[tag] < found[best] {
		return Doubt{Tag: best}
	}
	return Doubt{}
}

// lettersIn counts the letters of a text by their scripts.
func lettersIn(text string) map[string]int {
	n := map[string]int{}
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Latin, r):
			n[latin]++
		case unicode.Is(unicode.Greek, r):
			n[greek]++
		case unicode.Is(unicode.Cyrillic, r):
			n[cyrillic]++
		}
	}
	return n
}

// wordsIn counts the frequent words of a text by their languages.
func wordsIn(text string) map[string]int {
	n := map[string]int{}
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		for _, tag := range wordSets()[strings.ToLower(word)] {
			n[tag]++
		}
	}
	return n
}

// mostFrequent returns the language of which there are most words; the first of several.
func mostFrequent(found map[string]int) (best string) {
	for _, tag := range Tags() {
		if found[tag] > found[best] {
			best = tag
		}
	}
	return best
}

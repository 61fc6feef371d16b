package content

import "strings"

// sayInstead gives all words of a list, in one text, the same hint.
func sayInstead(advice map[string]string, hint, words string) map[string]string {
	for w := range strings.FieldsSeq(words) {
		advice[w] = hint
	}
	return advice
}

// format reads how people take part in an event.
func (d *decoder) format(n *node) string { return d.Word(n, formatWords, otherFormats()) }

var formatWords = []string{"online", "hybrid", "in-person"}

// otherFormats are the words that people have for formats.
func otherFormats() map[string]string {
	all := sayInstead(map[string]string{}, "write in-person",
		`onsite on-site offline physical physically face-to-face f2f presence presential presencial in-presence
		personal person in-house on-premises on-location`)
	sayInstead(all, "write online",
		`virtual virtually webinar remote remotely digital digitally web internet zoom teams webex
		video videoconference video-conference video-call stream livestream on-line`)
	return sayInstead(all, "write hybrid", "mixed blended both hybride in-person-and-online online-and-in-person")
}

var statusWords = []string{"scheduled", "tentative", "cancelled", "postponed", "moved-online"}

// status reads whether an event takes place.
func (d *decoder) status(n *node) string {
	return d.Word(n, statusWords, otherStatuses("write the old date in place of this line, "+
		"as in previous_start: 2024-06-03 10:00, and the new date in start"))
}

// changedStatus reads whether one date of an event takes place.
func (d *decoder) changedStatus(n *node) string {
	return d.Word(n, statusWords, otherStatuses("take the line out: on is the old date, and start the new one"))
}

// otherStatuses are the words that people have for what becomes of an event,
// moved for those of one that has another date.
func otherStatuses(moved string) map[string]string {
	all := sayInstead(map[string]string{}, moved,
		"rescheduled re-scheduled moved delayed shifted brought-forward new-date")
	sayInstead(all, "write scheduled; or take the line out, which says the same",
		"confirmed active on ok open planned upcoming announced published normal definite fixed as-planned")
	sayInstead(all, "take the line out and say it in the summary: status says only whether the event takes place",
		`full fully-booked booked-out booked sold-out soldout waiting-list waitlist closed registration-closed
		over past done finished completed ended held`)
	sayInstead(all, "write moved-online", "online virtual digital remote moved-to-online now-online online-only")
	sayInstead(all, "write tentative", "provisional planning unconfirmed tbc tbd pending to-be-confirmed")
	sayInstead(all, "write postponed", "on-hold suspended deferred put-off")
	return sayInstead(all, "write cancelled", "off called-off annulled deleted dropped")
}

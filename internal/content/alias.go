package content

import (
	"fmt"
	"net/url"
	"strings"

	"belfry/internal/address"
	"belfry/internal/character"
)

// alias reads a former address of this site, from which visitors are sent on.
func (d *decoder) alias(n *node) Ref {
	r := d.ref(n)
	if r.Name == "" { // which has been reported
		return Ref{}
	}
	inner, begins := strings.CutPrefix(r.Name, "/")
	inner, ends := strings.CutSuffix(inner, "/")
	f := formerFault(inner)
	what, taken := section(inner)
	switch {
	case f.Kind == address.Empty && hidden(f.Part):
		d.ReportAt(n, "not-an-address", fmt.Sprintf("%q begins with a dot, as hidden files do", f.Part),
			"take it out of aliases")
	case !begins || !ends || f.Kind == address.Empty:
		d.ReportAt(n, "not-an-address", fmt.Sprintf("%q is not written as an address of this site", r.Name),
			slashesHint(r.Name))
	case refused(f): // which has been reported
	case f.Kind != address.Fine && f.Part == inner:
		d.ReportAt(n, "not-an-address", f.Message("this address"), formerHint(r.Name))
	case f.Kind != address.Fine:
		d.ReportAt(n, "not-an-address", f.Message("a part of this address"), formerHint(r.Name))
	case taken:
		d.ReportAt(n, "address-taken", "the address "+r.Name+" is taken: "+what, "take it out, or choose another one")
	default:
		return r
	}
	return Ref{}
}

// slashesHint says how an address is written that lacks the slashes around it, or is
// another than those of this site.
func slashesHint(s string) string {
	inner := strings.Trim(s, "/")
	if strings.HasPrefix(s, "//") || strings.ContainsAny(inner, ":?") || formerFault(inner).Kind != address.Fine {
		return "write what comes after the name of the site, as in /old/name/"
	}
	return "write /" + inner + "/"
}

// formerHint says what to do about a former address that cannot be one. Browsers show,
// and give away, letters as %C3%A9.
func formerHint(s string) string {
	typed, err := url.PathUnescape(s)
	if inner := strings.Trim(typed, "/"); err == nil && typed != s && formerFault(inner).Kind == address.Fine {
		return "write /" + inner + "/"
	}
	return "take it out of aliases"
}

// hidden reports whether a part of an address is a name that begins with a dot.
func hidden(part string) bool { return strings.HasPrefix(part, ".") && strings.Trim(part, ".") != "" }

// formerFault returns what is wrong with a former address, without the slashes
// around it. It is written as people type it, and no part of it is hidden.
func formerFault(inner string) address.Fault {
	f := address.Check(inner)
	for part := range strings.SplitSeq(inner, "/") {
		if i := strings.IndexAny(part, "#% "); f.Kind == address.Fine && i >= 0 {
			f = address.Fault{Kind: address.Sign, Part: part, Rune: rune(part[i])}
		}
		if f.Kind == address.Fine && part[0] == '.' {
			f = address.Fault{Kind: address.Empty, Part: part}
		}
	}
	return f
}

// refused reports whether what is wrong with an address is a character that no
// text may have, which is reported as that. Tabs and ends of lines are none.
func refused(f address.Fault) bool {
	return f.Kind == address.Control && character.Of(f.Rune) == character.Control
}

package pages

import (
	"html/template"
	"strings"
)

// A Subscription offers a calendar to subscribe to. Address is the whole URL
// to copy; Webcal is the same with the scheme that opens calendar programs.
type Subscription struct {
	Address string
	Webcal  template.URL
}

// subscription returns the offer for the calendar at an address (without the
// site's root).
func (p *publisher) subscription(calendar string) Subscription {
	address := p.site.Absolute(p.site.Root + calendar)
	_, rest, _ := strings.Cut(address, "://")
	// html/template knows no webcal: links. The rest is a host that has been
	// parsed as a URL and an escaped path.
	return Subscription{address, template.URL("webcal://" + rest)}
}

func (p *publisher) wholeCalendar() []Link {
	return []Link{{p.site.Name, p.site.Root + "/calendar.ics"}}
}

// contactLink names a mailto: link or an address by what it leads to.
func contactLink(contact string) *Link {
	if contact == "" {
		return nil
	}
	text := strings.TrimPrefix(strings.TrimPrefix(contact, "mailto:"), "https://")
	return &Link{strings.TrimPrefix(text, "http://"), contact}
}

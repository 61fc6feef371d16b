package content

import (
	"fmt"
	"net/url"
	"strings"

	"go.yaml.in/yaml/v4"
)

// web reads an http or https address.
func (d *decoder) web(n *node) string {
	s, ok := d.value(n, "an address")
	if !ok {
		return ""
	}
	address, isWeb := webAddress(s)
	if !isWeb {
		d.reportAt(n, "not-an-address", fmt.Sprintf("%q is not a web address", s), webHint(s, "web addresses begin with https://"))
	}
	return address
}

func webAddress(s string) (string, bool) {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || strings.ContainsAny(s, " \t\n") {
		return "", false
	}
	return u.String(), true
}

// webHint says what to write instead of s, which is no web address.
func webHint(s, otherwise string) string {
	if strings.ContainsAny(s, " \t\n") {
		return "an address has no spaces; copy it anew"
	}
	address, isWeb := webAddress("https://" + s)
	if host, _, _ := strings.Cut(s, "/"); isWeb && strings.Contains(host, ".") && !strings.ContainsAny(host, "@:") {
		return "write " + address
	}
	return otherwise
}

// address reads a web address or an address of this site (/about/).
func (d *decoder) address(n *node) Ref {
	if ofThisSite(n) {
		return d.refTo(strings.TrimSpace(n.Value), n)
	}
	s, ok := d.value(n, "an address")
	address, isWeb := webAddress(s)
	if ok && !isWeb {
		d.reportAt(n, "not-an-address", fmt.Sprintf("%q is not an address", s),
			webHint(s, "addresses begin with https://, those of this site with /"))
	}
	return d.refTo(address, n)
}

func ofThisSite(n *node) bool {
	return n.Kind == yaml.ScalarNode && strings.HasPrefix(n.Value, "/") && !strings.HasPrefix(n.Value, "//")
}

// siteAddress reads an address of this site.
func (d *decoder) siteAddress(n *node) Ref {
	if ofThisSite(n) {
		return d.refTo(strings.TrimSpace(n.Value), n)
	}
	if s, ok := d.value(n, "an address of this site"); ok {
		d.reportAt(n, "not-an-address", fmt.Sprintf("%q is not an address of this site", s), "addresses of this site begin with /, as in /news/")
	}
	return Ref{}
}

// contact reads the address of a page, or an e-mail address as a mailto: link.
func (d *decoder) contact(n *node) Ref {
	if n.Kind != yaml.ScalarNode || strings.Contains(n.Value, "/") {
		return d.address(n)
	}
	s, ok := d.value(n, "an e-mail address or the address of a page")
	local, host, isMail := strings.Cut(strings.TrimPrefix(s, "mailto:"), "@")
	if isMail && local != "" && strings.Contains(host, ".") && !strings.ContainsAny(s, " \t?&<>\"") {
		return d.refTo("mailto:"+local+"@"+host, n)
	}
	if ok {
		d.reportAt(n, "not-an-address", fmt.Sprintf("%q is neither an e-mail address nor the address of a page", s),
			webHint(s, "write name@network.example, https://network.example/page or /page/"))
	}
	return Ref{}
}

package content

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"belfry/internal/frontmatter"
	"belfry/internal/picture"
)

// web reads an http or https address.
func (d *decoder) web(n *node) string {
	s, ok := d.Value(n, "an address")
	if !ok {
		return ""
	}
	address, isWeb := webAddress(s)
	if !isWeb {
		d.reportNotWeb(n, s, "a web address", "web addresses begin with https://")
	}
	return address
}

// signUp reads the web address of a form, or an e-mail address as a mailto: link.
func (d *decoder) signUp(n *node) Ref {
	if n.Kind == frontmatter.Scalar {
		if mail, ok := mailAddress(strings.TrimSpace(n.Value)); ok {
			return d.refTo(mail, n)
		}
		if hint := mailHint(n.Value, ""); hint != "" && !strings.Contains(n.Value, "://") {
			d.ReportAt(n, "not-an-address", fmt.Sprintf("%q has more than an address", n.Value), hint)
			return Ref{}
		}
	}
	return d.webAt(n)
}

// webAt reads an http or https address that may be one of this site.
func (d *decoder) webAt(n *node) Ref { return d.refTo(d.web(n), n) }

// mailAddress returns an e-mail address as a mailto: link.
func mailAddress(s string) (string, bool) {
	local, host, isMail := strings.Cut(strings.TrimPrefix(s, "mailto:"), "@")
	if !isMail || local == "" || !strings.Contains(host, ".") || strings.ContainsAny(s, " \t?&<>\"/") {
		return "", false
	}
	return "mailto:" + local + "@" + host, true
}

var mailInText = regexp.MustCompile(`[^\s<>,;()"'&:/?]+@[^\s<>,;()"'&:/?]+\.[^\s<>,;()"'&:/?.]+`)

// mailHint writes the only e-mail address of a text, as in Jane <jane@x.example>.
func mailHint(s, otherwise string) string {
	if found := mailInText.FindAllString(s, 2); len(found) == 1 && found[0] != s {
		return "write " + found[0]
	}
	return otherwise
}

// reportNotWeb says of a text that is no address what to write instead.
func (d *decoder) reportNotWeb(n *node, s, what, otherwise string) {
	message, hint := fmt.Sprintf("%q is not %s", s, what), webHint(s, otherwise)
	_, isMail := mailAddress(s)
	switch {
	case isMail:
		hint = "an e-mail address has its place under registration, as url, or under contact"
	case isFileName(s) && d.isEvent() && picture.Known(s):
		message = fmt.Sprintf("%q is the name of a file, but an address is expected", s)
		hint = "list the file under attachments, not here: - {src: " + frontmatter.AsWritten(s) + ", title: …}"
	case isFileName(s):
		message, hint = fmt.Sprintf("%q is the name of a file, but an address is expected", s), otherwise
	}
	d.ReportAt(n, "not-an-address", message, hint)
}

func (d *decoder) isEvent() bool {
	return strings.HasPrefix(d.File, Dir+"/"+KindEvent.Folder()+"/")
}

// fileEndings are those of files that people mean, not of hosts.
var fileEndings = strings.Fields(`.pdf .doc .docx .odt .rtf .pages .xls .xlsx .ods .csv .ppt .pptx .odp .key
	.txt .md .zip .html .htm .php .ics .jpg .jpeg .png .gif .webp .heic .svg .mp3 .mp4 .mov .m4a .wav .vtt`)

// isFileName reports whether s names a file, of this folder or one below or
// above it.
func isFileName(s string) bool {
	first, _, inFolder := strings.Cut(s, "/")
	if strings.ContainsAny(s, ":?#") || inFolder && strings.Contains(strings.Trim(first, "."), ".") {
		return false
	}
	return slices.Contains(fileEndings, strings.ToLower(path.Ext(s)))
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
	host, _, _ := strings.Cut(s, "/")
	isHost := strings.Contains(host, ".") && !strings.ContainsAny(host, "@:")
	if address, isWeb := webAddress("https://" + s); isWeb && isHost && !isFileName(s) {
		return "write " + address
	}
	return otherwise
}

// address reads a web address or an address of this site (/about/).
func (d *decoder) address(n *node) Ref {
	if ofThisSite(n) {
		return d.refTo(strings.TrimSpace(n.Value), n)
	}
	s, ok := d.Value(n, "an address")
	address, isWeb := webAddress(s)
	if ok && !isWeb {
		d.reportNotWeb(n, s, "an address", "addresses begin with https://, those of this site with /")
	}
	return d.refTo(address, n)
}

// link reads what address reads, or the address of a calendar (webcal://…).
func (d *decoder) link(n *node) Ref {
	if n.Kind == frontmatter.Scalar {
		if calendar, ok := calendarAddress(strings.TrimSpace(n.Value)); ok {
			return d.refTo(calendar, n)
		}
	}
	return d.address(n)
}

// calendarAddress reads the address of a calendar to subscribe to. Its scheme has
// no meaning beyond that: the rest is a web address.
func calendarAddress(s string) (string, bool) {
	const scheme = "webcal"
	if len(s) < len(scheme) || !strings.EqualFold(s[:len(scheme)], scheme) {
		return "", false
	}
	address, ok := webAddress("https" + s[len(scheme):])
	return scheme + strings.TrimPrefix(address, "https"), ok
}

func ofThisSite(n *node) bool {
	return n.Kind == frontmatter.Scalar && strings.HasPrefix(n.Value, "/") && !strings.HasPrefix(n.Value, "//")
}

// siteAddress reads an address of this site.
func (d *decoder) siteAddress(n *node) Ref {
	if ofThisSite(n) {
		return d.refTo(strings.TrimSpace(n.Value), n)
	}
	if s, ok := d.Value(n, "an address of this site"); ok {
		d.ReportAt(n, "not-an-address", fmt.Sprintf("%q is not an address of this site", s),
			pathHint(s, "addresses of this site begin with /, as in /news/"))
	}
	return Ref{}
}

// pathHint writes a whole address of a page as one of this site.
func pathHint(s, otherwise string) string {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || strings.Trim(u.Path, "/") == "" {
		return otherwise
	}
	return "write /" + strings.Trim(u.Path, "/") + "/"
}

// contact reads the address of a page, or an e-mail address as a mailto: link.
func (d *decoder) contact(n *node) Ref {
	if n.Kind != frontmatter.Scalar || strings.Contains(n.Value, "/") {
		return d.address(n)
	}
	s, ok := d.Value(n, "an e-mail address or the address of a page")
	if mail, isMail := mailAddress(s); isMail {
		return d.refTo(mail, n)
	}
	if ok {
		d.ReportAt(n, "not-an-address", fmt.Sprintf("%q is neither an e-mail address nor the address of a page", s),
			mailHint(s, webHint(s, "write name@network.example, https://network.example/page or /page/")))
	}
	return Ref{}
}

package site

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"belfry/internal/content"
	"belfry/internal/locale"
)

// folderAddress returns the address of the list of what lies in a folder of the
// content, or of a year of it: content/news/2025 is /news/2025/.
func (r *resolver) folderAddress(name string) (address string, is bool) {
	folder, year, inYear := strings.Cut(strings.TrimPrefix(strings.TrimRight(name, "/"), content.Dir+"/"), "/")
	if !inContent(name) || !content.IsFolder(folder) || folder == content.KindPage.Folder() {
		return "", false
	}
	if !inYear {
		return "/" + folder + "/", true
	}
	if folder == content.KindNews.Folder() && r.files.newsYears()[year] {
		return "/" + folder + "/" + year + "/", true
	}
	return "", false
}

// newsYears returns the years in whose lists news are, as they are written.
func newsYears(documents []*content.Document) map[string]bool {
	all := map[string]bool{}
	for _, d := range documents {
		if year := yearOfNews(d); year != 0 {
			all[fmt.Sprintf("%04d", year)] = true
		}
	}
	return all
}

// yearOfNews returns the year in whose list a document is, as it is written; 0 for none.
func yearOfNews(d *content.Document) int {
	if d.News == nil || d.News.Published.IsZero() {
		return 0
	}
	return d.News.Published.Date.Year
}

var (
	lostScheme = regexp.MustCompile(`(?i)^https?[:;]?/+(.+)$`)
	aHost      = regexp.MustCompile(`^[^\s.?#@:]+(?:\.[^\s.?#@:]+)+$`)
	mailInLink = regexp.MustCompile(`^[^\s/@?#]+@[^\s/@?#]+\.[^\s/@?#.]+(?:\?.*)?$`)
)

// generic are the endings of hosts that are of no country, and fileEndings those
// of countries that files have, too.
var (
	generic     = strings.Fields("com org net info eu uk int edu gov biz city town brussels paris berlin wien example")
	fileEndings = strings.Fields("md ai ps pl py sh")
)

// outsideHint says what was meant by a path that is the address of another site
// without what such an address begins with, or an e-mail address; "" where it
// is neither.
func outsideHint(dest string) string {
	bare, cut := dest, false
	if m := lostScheme.FindStringSubmatch(dest); m != nil {
		bare, cut = m[1], true
	}
	switch host, _, _ := strings.Cut(bare, "/"); {
	case mailInLink.MatchString(bare):
		return "write mailto:" + bare
	case aHost.MatchString(host) && (cut || strings.HasPrefix(host, "www.") || endsAsHost(host)):
		return "write https://" + bare
	}
	return ""
}

// endsAsHost reports whether the ending of a name is one of hosts, not of files.
func endsAsHost(name string) bool {
	ending := strings.ToLower(name[strings.LastIndexByte(name, '.')+1:])
	return slices.Contains(generic, ending) ||
		locale.IsCountry(strings.ToUpper(ending)) && !slices.Contains(fileEndings, ending)
}

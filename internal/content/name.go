package content

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"belfry/internal/address"
	"belfry/internal/diag"
	"belfry/internal/locale"

	"golang.org/x/text/unicode/norm"
)

// A Kind is one of the things that editors write.
type Kind uint8

const (
	KindNews Kind = iota
	KindEvent
	KindMember
	KindPartner
	KindPage
)

// The folders of the kinds, in the order of Kind.
var kindFolders = [...]string{"news", "events", "members", "partners", "pages"}

// Folder returns the folder below content/ in which files of the kind lie.
func (k Kind) Folder() string { return kindFolders[k] }

// Dir is the folder of all that editors write.
const Dir = "content"

// ConfigFile is the path of the site's settings.
const ConfigFile = "content/site.yaml"

// A FileName is what the path of a content file says.
type FileName struct {
	Path string
	Kind Kind
	// Name is the file's name without date, language and ending, in Unicode
	// normalisation form C: it gives the address and the iCalendar UID.
	Name string
	// Lang is the language suffix, or "" for the default language.
	Lang string
	// IsTranslation says that another file holds the text as it was written first. No
	// path says that by itself: it is for those to set who know all; see Translations.
	IsTranslation bool

	key     string
	address address.Path
}

// Address returns the path at which a site at the root of its host shows the
// file's page.
func (n FileName) Address() address.Path { return n.address }

// Key identifies what the file is about, whatever its language; see KeyFor.
func (n FileName) Key() string { return n.key }

// KeyFor returns the key of what has a name among those of a kind.
func KeyFor(kind Kind, name string) string { return kind.Folder() + "/" + name }

// Name reads the path of a Markdown file below content/. It returns false for
// a path that is not in the folder of a kind; the diagnostics then say why.
func Name(file string, languages []string) (FileName, []diag.Diagnostic, bool) {
	n := FileName{Path: file}
	folder, rest, ok := strings.Cut(strings.TrimPrefix(file, "content/"), "/")
	if !ok || !n.setKind(folder) {
		return n, []diag.Diagnostic{misplaced(file, folder, ok)}, false
	}
	if n.Name, n.Lang, ok = nameAndLanguage(rest); !ok {
		return n, []diag.Diagnostic{nameError(file, "index.md lies in no folder of its own",
			"put it into a folder that bears the name: content/"+folder+"/NAME/index.md")}, false
	}
	n.key = KeyFor(n.Kind, n.Name)
	n.address = address.Home.Folder(n.key)
	if n.Kind == KindPage {
		n.address = address.Home.Folder(n.Name)
	}
	if d, bad := n.problem(languages); bad {
		return n, []diag.Diagnostic{d}, false
	}
	return n, n.nearlyDated(), true
}

// nameAndLanguage reads the path of a text in the folder of its kind. It returns
// false for an index.md that lies in no folder of its own.
func nameAndLanguage(file string) (name, language string, ok bool) {
	name, language, _ = strings.Cut(strings.TrimSuffix(path.Base(file), ".md"), ".")
	if name == "index" {
		if name = path.Base(path.Dir(file)); name == "." {
			return name, language, false
		}
	}
	return norm.NFC.String(BareName(name)), language, true
}

// KeyOf returns the key (see FileName.Key) of the text at a path, which need not
// exist any more or be one that can be read, and what its name says of its language; false
// where there can be none.
func KeyOf(file string) (key, lang string, ok bool) {
	folder, rest, ok := strings.Cut(strings.TrimPrefix(file, Dir+"/"), "/")
	var n FileName
	if !ok || !strings.HasPrefix(file, Dir+"/") || !strings.HasSuffix(rest, ".md") || !n.setKind(folder) {
		return "", "", false
	}
	name, lang, ok := nameAndLanguage(rest)
	return KeyFor(n.Kind, name), lang, ok
}

func (n *FileName) setKind(folder string) bool {
	for k, name := range kindFolders {
		if name == folder {
			n.Kind = Kind(k)
			return true
		}
	}
	return false
}

// Misplaced is the code of what lies in no folder that is read.
const Misplaced = "misplaced-file"

// FolderNames lists the folders of all kinds, for messages.
func FolderNames() string { return strings.Join(kindFolders[:], ", ") }

// IsFolder reports whether files of some kind lie in the folder content/name.
func IsFolder(name string) bool { return slices.Contains(kindFolders[:], name) }

// newsFolders are what other programs call the folder of news.
var newsFolders = []string{"post", "posts", "_posts", "blog", "blogs", "article", "articles", "announcements"}

func misplaced(file, folder string, inFolder bool) diag.Diagnostic {
	d := diag.Diagnostic{Severity: diag.Warning, Code: Misplaced, File: file,
		Message: "this file is not read: it lies in none of the folders " + FolderNames()}
	if slices.Contains(newsFolders, folder) && inFolder {
		d.Hint = "news belong into content/news/: move the folder's files there"
	} else if near, ok := diag.Nearest(folder, kindFolders[:]); inFolder && ok {
		d.Hint = "did you mean content/" + near + "/?"
	} else if !inFolder {
		d.Hint = "a plain page lies in content/pages/"
	}
	return d
}

func nameError(file, message, hint string) diag.Diagnostic {
	return diag.Diagnostic{Severity: diag.Error, Code: "file-name", File: file, Message: message, Hint: hint}
}

const anotherName = "choose another name for the file"

const allowedNames = "a name has letters, digits and hyphens, as in 2024-06-28-onboarding-meeting.md"

func (n FileName) problem(languages []string) (diag.Diagnostic, bool) {
	if d, bad := n.languageProblem(languages); bad {
		return d, true
	}
	if n.Name == "" {
		return nameError(n.Path, "the file's name is only a date", allowedNames), true
	}
	f := address.Check(n.Name)
	switch {
	case f.Kind != address.Fine && f.Kind != address.Ending && f.Kind != address.Sign:
		return nameError(n.Path, f.Message("the file's name"), nameHint(f)), true
	case strings.ContainsFunc(n.Name, notInName):
		return n.unfitName(), true
	case f.Kind != address.Fine:
		return nameError(n.Path, f.Message("the file's name"), nameHint(f)), true
	}
	if why, reserved := n.reserved(); reserved {
		return nameError(n.Path, "the name "+n.Name+" is taken: "+why, anotherName), true
	}
	return diag.Diagnostic{}, false
}

func nameHint(f address.Fault) string {
	if f.Kind == address.Device || f.Kind == address.Kept {
		return anotherName
	}
	return f.Hint(allowedNames)
}

func (n FileName) languageProblem(languages []string) (diag.Diagnostic, bool) {
	if n.Lang == "" || slices.Contains(languages, n.Lang) {
		return diag.Diagnostic{}, false
	}
	best, spoken := locale.IsSpoken(n.Lang)
	if spoken {
		return diag.Diagnostic{}, false
	}
	d := diag.Diagnostic{Severity: diag.Error, Code: "unknown-language", File: n.Path,
		Message: "the ending ." + n.Lang + ".md names no language",
		Hint:    "the site's languages are " + strings.Join(languages, ", ") + "; a name itself has no dots"}
	written := strings.TrimSuffix(path.Base(n.Path), ".md")
	if name, _, nearly := datedName(written); nearly && !leadingDate.MatchString(written) {
		d.Hint = "dates in names have hyphens: rename the file to " + name + ".md"
		return d, true
	}
	if best != "" {
		d.Hint = "write ." + best + ".md"
	}
	return d, true
}

var (
	aYear        = regexp.MustCompile(`^\d{4}$`)
	siteSections = []string{
		"news", "events", "topics", "countries", "members", "partners",
		"calendar", "subscribe", "search", "api", "media", "feed", "404", "index",
		"css", "js", "fonts", "icons",
	}
)

// reserved says why a name cannot be used: the site's own addresses have it,
// also those that only later content or languages bring about.
func (n FileName) reserved() (string, bool) {
	switch {
	case n.Kind <= KindEvent && aYear.MatchString(n.Name):
		return "/" + n.Kind.Folder() + "/" + n.Name + "/ is the archive of that year", true
	case n.Kind == KindEvent && strings.EqualFold(n.Name, "series"):
		return "/events/series/ is the place of the series", true
	}
	if n.Kind != KindPage {
		return "", false
	}
	return section(n.Name)
}

// section says what /name/ is, where it is a part of every site.
func section(name string) (string, bool) {
	lower := strings.ToLower(name)
	switch {
	case slices.Contains(siteSections, lower):
		return "/" + lower + "/ is a part of the site", true
	case isLanguage(lower):
		return "/" + lower + "/ is the site in that language", true
	}
	return "", false
}

func isLanguage(tag string) bool {
	_, known := locale.Get(tag)
	return known
}

// notInName reports whether a character has no place in a name: of signs it has
// only hyphens, so that it can be read out.
func notInName(r rune) bool {
	return r != '-' && r != '_' && !unicode.In(r, unicode.L, unicode.M, unicode.Nd)
}

// unfitName says what in a name has no place in an address, and what to name the
// file instead.
func (n FileName) unfitName() diag.Diagnostic {
	var unfit []string
	for _, r := range n.Name {
		if text := quoteRune(r); notInName(r) && !slices.Contains(unfit, text) {
			unfit = append(unfit, text)
		}
	}
	has := strings.Join(unfit[:len(unfit)-1], ", ")
	if has != "" {
		has += " and "
	}
	verb := "has"
	if len(unfit) > 1 {
		verb = "have"
	}
	message := "the file's name has " + has + unfit[len(unfit)-1] + ", which " + verb + " no place in an address"
	return nameError(n.Path, message, n.renameHint())
}

// renameHint says what to name a file, or its folder, instead, in small letters
// and with hyphens.
func (n FileName) renameHint() string {
	file, folder := path.Base(n.Path), path.Base(path.Dir(n.Path))
	stem, rest, _ := strings.Cut(file, ".")
	what := "file"
	if stem == "index" {
		what, stem, rest = "folder", folder, ""
	} else {
		rest = "." + rest
	}
	words := strings.FieldsFunc(norm.NFC.String(stem), func(r rune) bool { return r == '-' || notInName(r) })
	name := strings.ToLower(strings.Join(words, "-"))
	if BareName(name) == "" {
		return allowedNames
	}
	return "rename the " + what + " to " + name + rest
}

func quoteRune(r rune) string {
	if r == ' ' {
		return "a space"
	}
	return `the character "` + string(r) + `"`
}

package generator

import (
	"fmt"
	"path"
	"strings"

	"belfry/internal/content"
	"belfry/internal/diag"
	"belfry/internal/source"
)

// reportNames reports what is wrong with the names of texts. Those that lie in one
// folder that is not read are one entry.
func (r *run) reportNames() {
	others := map[string]int{} // by folder, those besides the first
	for _, i := range r.texts.noted {
		if folder := strayFolder(r.texts.files[i].path, r.texts.values[i]); folder != "" {
			others[folder]++
		}
	}
	for _, i := range r.texts.noted {
		t := r.texts.values[i]
		folder := strayFolder(r.texts.files[i].path, t)
		more := others[folder] - 1
		switch {
		case folder == "" || more == 0:
			r.add(t.found...)
		case more > 0:
			d := t.found[0]
			d.Message = fmt.Sprintf("this file and %d more in %s/ are not read: they lie in none of the folders %s",
				more, folder, content.FolderNames())
			r.add(d)
			others[folder] = 0
		}
	}
}

// strayFolder returns the folder of content/ in which a text lies that is not
// read because of that, or "".
func strayFolder(file string, t *text) string {
	if len(t.found) == 0 || t.found[0].Code != content.Misplaced {
		return ""
	}
	folder, _, inFolder := strings.Cut(strings.TrimPrefix(file, content.Dir+"/"), "/")
	if !inFolder {
		return content.Dir
	}
	return content.Dir + "/" + folder
}

// checkStrays says of content at the top of the site's folder where it belongs.
func (r *run) checkStrays() {
	folders, texts := source.Strays(r.o.Dir)
	for _, folder := range folders {
		kind := strings.TrimPrefix(folder, "_")
		if !content.IsFolder(kind) {
			kind = content.KindNews.Folder()
		}
		r.strays = append(r.strays, diag.Diagnostic{Severity: diag.Warning, Code: content.Misplaced, File: folder,
			Message: "this folder is not read", Hint: "move its files into " + content.Dir + "/" + kind + "/"})
	}
	if len(texts) > 0 {
		message := "this file is not read"
		if more := len(texts) - 1; more > 0 {
			message = fmt.Sprintf("this file and %d more at the top of the site's folder are not read", more)
		}
		r.strays = append(r.strays, diag.Diagnostic{
			Severity: diag.Warning, Code: content.Misplaced, File: texts[0],
			Message: message, Hint: belong,
		})
	}
}

// checkLeftOut says which files of static/ are not published.
func (r *run) checkLeftOut() {
	names := source.LeftOut(r.o.Dir)
	if len(names) == 0 {
		return
	}
	message := "this file is left out, because it is like those that programs leave behind"
	if more := len(names) - 1; more > 0 {
		message = fmt.Sprintf("this file and %d more in %s/ are left out, "+
			"because they are like those that programs leave behind", more, source.StaticDir)
	}
	r.strays = append(r.strays, diag.Diagnostic{Severity: diag.Notice, Code: "left-out", File: names[0], Message: message,
		Hint: "delete it, or give it another name if it is to be published"})
}

const belong = "news belong into content/news/, events into content/events/, other texts into content/pages/"

// checkEmpty refuses a site that has no text at all: something is in the wrong
// place, or missing.
func (r *run) checkEmpty() {
	if diag.Count(r.config.found, diag.Error) > 0 {
		return
	}
	if len(r.texts.documents) > 0 {
		return
	}
	for _, t := range r.texts.values {
		if diag.Count(t.found, diag.Error) > 0 {
			return
		}
	}
	r.add(diag.Diagnostic{
		Code: "no-content", File: content.Dir,
		Message: "there is no text here that can be published", Hint: belong,
	})
}

// unused warns of documents beside news and events that nothing refers to, so
// that nobody will see them. It is asked only where nothing else is wrong.
func (r *run) unused(published map[string]bool) []diag.Diagnostic {
	var found []diag.Diagnostic
	var mentioned map[string]bool
	for _, medium := range r.media.files {
		file := medium.path
		if published[file] || !besideNews(file) || !isDocument(file) {
			continue
		}
		if mentioned == nil {
			mentioned = r.mentioned()
		}
		if !mentioned[file] {
			found = append(found, diag.Diagnostic{Severity: diag.Warning, Code: "unused-file", File: file,
				Message: "this document is not published, because nothing refers to it", Hint: documentHint})
		}
	}
	return found
}

const documentHint = "copy its words into a text that ends in .md; " +
	"or link to it from one, or list it under attachments of an event"

func besideNews(file string) bool {
	folder, _, _ := strings.Cut(strings.TrimPrefix(file, content.Dir+"/"), "/")
	return folder == content.KindNews.Folder() || folder == content.KindEvent.Folder()
}

func isDocument(file string) bool {
	switch strings.ToLower(path.Ext(file)) {
	case ".pdf", ".docx", ".odt", ".xlsx", ".ods", ".pptx", ".odp":
		return true
	}
	return false
}

// mentioned returns the files that any text refers to, also one that is not
// published now.
func (r *run) mentioned() map[string]bool {
	set := map[string]bool{}
	for _, t := range r.texts.values {
		if t.document == nil {
			continue
		}
		for _, name := range t.document.Mentions() {
			set[name] = true
		}
	}
	return set
}

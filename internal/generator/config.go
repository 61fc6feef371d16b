package generator

import (
	"path"
	"strings"
	"time"

	"belfry/internal/content"
	"belfry/internal/diag"
	"belfry/internal/source"
)

// A configuration is what content/site.yaml says, and what is wrong with it.
type configuration struct {
	*content.Config
	found    []diag.Diagnostic
	digest   source.Digest // of the file
	modified time.Time
}

func (r *run) readConfig() error {
	known := r.config.Config != nil && !r.config.Unread
	if !known || !r.files.tree.Has(content.ConfigFile) || r.touched(content.ConfigFile) {
		config, err := r.parseConfig()
		if err != nil {
			return err
		}
		if !known || config.Unread || config.digest != r.config.digest || !config.modified.Equal(r.config.modified) {
			r.config, r.changed = config, true
		}
	}
	r.add(r.config.found...)
	return nil
}

func (r *run) parseConfig() (configuration, error) {
	if !r.files.tree.Has(content.ConfigFile) {
		config, _ := content.ParseConfig(nil)
		config.Unread = true
		return configuration{Config: config, found: []diag.Diagnostic{{Code: "no-site-file", File: content.ConfigFile,
			Message: "there is no file " + content.ConfigFile + " in the site's folder", Hint: r.noConfigHint()}}}, nil
	}
	data, modified, err := r.files.tree.AppendText(nil, content.ConfigFile)
	var found []diag.Diagnostic
	if tooLarge(err) {
		found = append(found, tooLargeDiagnostic(content.ConfigFile))
		data, err = nil, nil
	}
	if err != nil {
		return configuration{}, err
	}
	digest := source.DigestOf(data)
	config, more := content.ParseConfig(data)
	return configuration{config, append(found, more...), digest, modified}, nil
}

func (r *run) noConfigHint() string {
	if other := strings.TrimSuffix(content.ConfigFile, ".yaml") + ".yml"; r.files.tree.Has(other) {
		return "rename " + other + " to " + path.Base(content.ConfigFile)
	}
	return "is this the folder of a site? name another one with --site FOLDER"
}

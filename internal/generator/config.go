package generator

import (
	"path"

	"belfry/internal/content"
	"belfry/internal/diag"
	"belfry/internal/source"
)

// otherConfigFile is what people call content.ConfigFile, too.
const otherConfigFile = content.Dir + "/site.yml"

// A configuration is what content/site.yaml says, and what is wrong with it.
type configuration struct {
	*content.Config
	input // the file
	found []diag.Diagnostic
}

func (r *run) readConfig() error {
	known := r.config.Config != nil && !r.config.Unread
	if !known || !r.files.tree.Has(content.ConfigFile) || r.isTouched(content.ConfigFile) {
		config, err := r.parseConfig()
		if err != nil {
			return err
		}
		r.config = config
	}
	r.add(r.config.found...)
	return nil
}

func (r *run) parseConfig() (configuration, error) {
	file := input{path: content.ConfigFile}
	if !r.files.tree.Has(file.path) {
		config, _ := content.ParseConfig(nil)
		config.Unread = true
		return configuration{config, file, []diag.Diagnostic{{
			Code: "no-site-file", File: file.path,
			Message: "there is no file " + file.path + " in the site's folder", Hint: r.noConfigHint(),
		}}}, nil
	}
	data, modified, err := r.files.tree.AppendText(nil, file.path)
	if tooLarge(err) {
		config, _ := content.ParseConfig(nil)
		config.Unread = true
		return configuration{config, file, []diag.Diagnostic{tooLargeDiagnostic(file.path)}}, nil
	}
	if err != nil {
		return configuration{}, err
	}
	file.Digest, file.Stamp = source.DigestOf(data), source.Stamp{Size: int64(len(data)), Time: modified}
	config, found := content.ParseConfig(data)
	return configuration{config, file, found}, nil
}

func (r *run) noConfigHint() string {
	if r.files.tree.Has(otherConfigFile) {
		return "rename " + otherConfigFile + " to " + path.Base(content.ConfigFile)
	}
	return "is this the folder of a site? name another one with --site FOLDER"
}

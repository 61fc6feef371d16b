package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"belfry"
	"belfry/internal/calendar"
	"belfry/internal/generator"
	"belfry/internal/history"
	"belfry/internal/output"
	"belfry/internal/source"
	"belfry/internal/theme"

	"github.com/spf13/cobra"
)

// buildFlags are the flags of belfry build as they are given.
type buildFlags struct {
	siteFlags
	out                   string
	quiet, verify, strict bool
	cache                 bool
	maxErrors             int
}

// siteFlags say which site is made, and how; all commands that make one have
// them, but baseURL, which a preview has no use for.
type siteFlags struct {
	site, baseURL, now string
	drafts             bool
}

func (f *siteFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&f.site, "site", ".", "the `folder` of the site")
	c.Flags().StringVar(&f.now, "now", "", "build as if it were this `date`, or date and time (default now)")
	c.Flags().BoolVar(&f.drafts, "drafts", false, "publish drafts, and what is not due yet or has expired")
}

func buildCommand(t *terminal) *cobra.Command {
	var f buildFlags
	c := &cobra.Command{
		Use:   "build",
		Short: "Builds the site and writes it to a folder",
		Args:  noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			return build(c, t, f)
		},
	}
	f.add(c)
	c.Flags().StringVar(&f.out, "out", "", "the `folder` to write to (default public in the site's folder)")
	c.Flags().StringVar(&f.baseURL, "base-url", "", "the `address` to publish at, instead of the one in site.yaml")
	c.Flags().BoolVar(&f.verify, "verify", false, "read the calendars with a second reader and compare")
	c.Flags().BoolVar(&f.strict, "strict", false, "take every warning for a mistake, as a build that publishes should")
	c.Flags().BoolVar(&f.cache, "cache", false, "keep what is made of the texts for the next build, in your cache folder")
	c.Flags().IntVar(&f.maxErrors, "max-errors", mostShown,
		"print this `number` of mistakes at most, and of warnings; 0 prints all, each at each of its places")
	c.Flags().BoolVar(&f.quiet, "quiet", false, "print nothing but mistakes and warnings")
	return c
}

func build(c *cobra.Command, t *terminal, f buildFlags) error {
	buildGarbage.apply()
	started := time.Now()
	o, err := f.options(started, seeHelp(c))
	if err != nil {
		return err
	}
	if f.maxErrors < 0 {
		return usageError{fmt.Errorf("--max-errors: %d is less than nothing", f.maxErrors), "write 0 for all"}
	}
	t.quiet, t.most = f.quiet, f.maxErrors
	o.Progress = t.progress("reading", started)
	if o.History, err = history.Read(c.Context(), f.site); err != nil {
		return err
	}
	k := f.keeper(t, started)
	if done, err := k.repeat(c.Context(), f, o, started); done || err != nil {
		return err
	}
	o.Shelf, o.Identify = k.openShelf(), k.cache != nil
	defer o.Shelf.Close()
	result, err := generator.Generate(c.Context(), o)
	t.endProgress()
	if err != nil {
		return err
	}
	if f.strict {
		result = result.Strict()
	}
	told := telling{How: t.how(f)}
	told.First = t.told(func() { t.diagnostics(result) })
	if result.Failed() {
		k.keepTexts()
		t.failed(result)
		return errContent
	}
	if f.verify {
		if err := verifyCalendars(c.Context(), t, result, o.Workers); err != nil {
			return err
		}
	}
	report, err := f.write(c.Context(), t, result, k, started)
	if err != nil {
		return err
	}
	told.Kinds = kindsOf(result.Publication)
	t.summary(told.Kinds, report, f.outDir(), time.Since(started))
	told.Later = t.told(func() {
		t.coverage(result.Site.Coverage())
		t.withheld(result.Site.Withheld)
		t.dates(result.Site, o.History)
	})
	k.keep(result, report.Seal, told)
	return nil
}

// write writes the site to its folder.
func (f buildFlags) write(
	ctx context.Context, t *terminal, result *generator.Result, k *keeper, started time.Time,
) (output.Report, error) {
	o := f.outputOptions(k.sealOf(result))
	o.Progress, o.Sealing = t.progress("writing", started), k.sealing()
	report, err := output.Write(ctx, result.Publication, o)
	t.endProgress()
	if fault := new(theme.Fault); errors.As(err, &fault) {
		t.fault(result, fault)
		return report, errContent
	}
	return report, err
}

// outputOptions are those of the output folder, of which seal is what is known.
func (f buildFlags) outputOptions(seal *output.Seal) output.Options {
	return output.Options{
		Dir: f.outDir(), Protected: protected(f.site), Sources: sources(f.site),
		Workers: runtime.GOMAXPROCS(0), Seal: seal,
	}
}

func (f buildFlags) outDir() string {
	return cmp.Or(f.out, filepath.Join(f.site, "public"))
}

// options checks the flags. help is the hint for those that are wrong.
func (f siteFlags) options(started time.Time, help string) (generator.Options, error) {
	o := generator.Options{
		Dir: f.site, Defaults: belfry.Defaults, Drafts: f.drafts, BaseURL: f.baseURL,
		Workers: runtime.GOMAXPROCS(0), Now: started,
	}
	if info, err := os.Stat(f.site); err != nil || !info.IsDir() {
		return o, usageError{fmt.Errorf("--site: there is no folder %s", f.site), help}
	}
	if f.now != "" {
		when, err := calendar.ParseWhen(f.now)
		if wrong := (*calendar.ParseError)(nil); errors.As(err, &wrong) {
			return o, usageError{fmt.Errorf("--now: %w", err), cmp.Or(wrong.Hint, help)}
		}
		o.Now = when.In(calendar.UTC())
	}
	if f.baseURL != "" && !isBaseURL(f.baseURL) {
		return o, usageError{fmt.Errorf("--base-url: %q is not an address like https://network.example", f.baseURL), help}
	}
	return o, nil
}

func isBaseURL(s string) bool {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" {
		return false
	}
	return u.Host != "" && u.User == nil && u.RawQuery == "" && u.Fragment == ""
}

// protected lists the folders that the output may lie in, but may not be.
func protected(site string) []string {
	dirs := []string{site}
	if home, err := os.UserHomeDir(); err == nil {
		dirs = append(dirs, home)
	}
	return dirs
}

// sources lists the folders that editors write in. The output may not lie in
// them either.
func sources(site string) []string {
	var dirs []string
	for _, dir := range source.Folders() {
		dirs = append(dirs, filepath.Join(site, dir))
	}
	return dirs
}

package main

import (
	"errors"
	"fmt"
	"strings"

	"belfry/internal/diag"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// A usageError is a mistake in how a command was called.
type usageError struct {
	error
	hint string
}

func hintFor(err error) string {
	var usage usageError
	if errors.As(err, &usage) {
		return usage.hint
	}
	if errors.As(err, new(verifyError)) {
		return "this is a mistake in belfry, not in the content: please report it with the lines above; " +
			"a build without --verify writes the site as it is"
	}
	return ""
}

func seeHelp(c *cobra.Command) string { return "see " + c.CommandPath() + " --help" }

// unknownCommand refuses arguments that name no command.
func unknownCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := seeHelp(c)
	var names []string
	for _, command := range c.Commands() {
		names = append(names, command.Name())
	}
	if near, ok := diag.Nearest(args[0], names); ok {
		hint = "did you mean " + c.Name() + " " + near + "?"
	}
	return usageError{fmt.Errorf("there is no command %s", args[0]), hint}
}

// noArguments refuses arguments behind a command that takes none.
func noArguments(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return usageError{fmt.Errorf("%s takes flags only, but %s is given", c.CommandPath(), args[0]), seeHelp(c)}
}

// noEmptyFlag refuses flags that are given without what they are for, as happens
// where a script has a variable that is empty: --out "$DIR".
func noEmptyFlag(c *cobra.Command, _ []string) (err error) {
	c.Flags().Visit(func(f *pflag.Flag) {
		if err == nil && f.Value.Type() == "string" && strings.TrimSpace(f.Value.String()) == "" {
			what, _ := pflag.UnquoteUsage(f)
			err = usageError{fmt.Errorf("--%s is given, but no %s with it", f.Name, what),
				"name one, or leave --" + f.Name + " away"}
		}
	})
	return err
}

// wrongFlag adds to the error of a flag what was probably meant.
func wrongFlag(c *cobra.Command, err error) error {
	hint := seeHelp(c)
	if name, unknown := strings.CutPrefix(err.Error(), "unknown flag: --"); unknown {
		var names []string
		c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		if near, ok := diag.Nearest(name, names); ok {
			hint = "did you mean --" + near + "?"
		}
	}
	return usageError{err, hint}
}

// Command belfry builds the site of the Smart Communities Network from
// Markdown files.
//
// It exits with 0 when it did what it was asked to, with 1 when the content
// has mistakes, and with 2 when it was called in a wrong way or the machine
// failed.
package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
)

func main() { os.Exit(run()) }

// The exit codes.
const (
	exitContent = 1
	exitMachine = 2
)

// errContent stops a command because of mistakes in the content, which have
// been printed.
var errContent = errors.New("the content has mistakes")

func run() int {
	ctx, stop := interruptible()
	defer stop()
	defer context.AfterFunc(ctx, stop)() // a second signal ends the program at once
	t := newTerminal(os.Stdout, os.Stderr)
	err := rootCommand(t).ExecuteContext(ctx)
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errContent):
		return exitContent
	case ctx.Err() != nil:
		t.fail("stopped", "")
		return exitMachine
	}
	t.fail(err.Error(), hintFor(err))
	return exitMachine
}

// interruptible returns a context that ends at the first Ctrl-C, so that what is
// being done comes to an orderly end. From then on the system handles it: a
// second one ends the process, whatever that is doing.
func interruptible() (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

func rootCommand(t *terminal) *cobra.Command {
	c := &cobra.Command{
		Use:               "belfry",
		Short:             "Builds a site with news, events and calendars from Markdown files",
		SilenceErrors:     true,
		SilenceUsage:      true,
		PersistentPreRunE: noEmptyFlag,
		Args:              unknownCommand,
		RunE:              func(c *cobra.Command, _ []string) error { return c.Help() },
		CompletionOptions: cobra.CompletionOptions{
			HiddenDefaultCmd: true,
		},
	}
	c.SetFlagErrorFunc(wrongFlag)
	c.AddCommand(buildCommand(t), serveCommand(t), versionCommand(t))
	return c
}

package main

import (
	"runtime/debug"

	"github.com/spf13/cobra"
)

func versionCommand(t *terminal) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Prints the version",
		Args:  noArguments,
		Run:   func(*cobra.Command, []string) { t.print(version()) },
	}
}

// version names the version and the commit that the program was built from, as
// far as the build recorded them.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "belfry"
	}
	text := "belfry " + info.Main.Version
	if info.Main.Version == "" || info.Main.Version == "(devel)" {
		text = "belfry, built from source"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) > 12 {
			text += ", commit " + s.Value[:12]
		}
	}
	return text + ", " + info.GoVersion
}

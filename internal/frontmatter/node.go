package frontmatter

import (
	"fmt"
	"iter"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// A Node is a value, or a key, with its place in the fields. Position says where
// that is in the file.
type Node = yaml.Node

// The kinds of a Node that is no alias: Follow makes those of aliases, too.
const (
	Scalar   = yaml.ScalarNode   // one value
	Sequence = yaml.SequenceNode // a list; Content has its entries
	Mapping  = yaml.MappingNode  // a group of fields; see Pairs
)

// InBrackets reports whether a list or a group is written in brackets: [a, b],
// {a: b}.
func InBrackets(n *Node) bool { return n.Style&yaml.FlowStyle != 0 }

// Given reports whether a key has a value: "summary:" alone says nothing, and
// neither does null or an empty text in quotes.
func Given(n *Node) bool {
	if n.Kind != Scalar || n.Anchor != "" || n.Style&yaml.TaggedStyle != 0 {
		return true
	}
	return n.Tag != "!!null" && strings.TrimSpace(n.Value) != ""
}

// IsNull reports whether n is nothing: null, ~ or no text at all.
func IsNull(n *Node) bool {
	return n.Kind == Scalar && n.Tag == "!!null" && n.Anchor == "" && n.Style == 0
}

// Follow returns the value that an alias stands for, at the alias's place.
func Follow(n *Node) *Node {
	if n.Alias == nil {
		return n
	}
	value := *n.Alias
	value.Line, value.Column = n.Line, n.Column
	return &value
}

// Pairs are the keys of a group, each with its value, in the order of the file.
// There are none in what is no group; group may be nil.
func Pairs(group *Node) iter.Seq2[*Node, *Node] {
	return func(yield func(key, value *Node) bool) {
		if group == nil || group.Kind != Mapping {
			return
		}
		for i := 0; i+1 < len(group.Content); i += 2 {
			if !yield(group.Content[i], Follow(group.Content[i+1])) {
				return
			}
		}
	}
}

// Lookup returns the value of a key as it is written, which can be an alias; nil
// where there is none. group may be nil.
func Lookup(group *Node, name string) *Node {
	for i := 0; group != nil && i+1 < len(group.Content); i += 2 {
		if group.Content[i].Value == name {
			return group.Content[i+1]
		}
	}
	return nil
}

// Width returns how many characters n takes in its line.
func Width(n *Node) int {
	if n.Kind != Scalar {
		return 1
	}
	length := utf8.RuneCountInString(n.Value)
	if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
		length += 2
	}
	return length
}

// KindOf names a value in an editor's words.
func KindOf(n *Node) string {
	switch n.Kind {
	case Sequence:
		return "a list"
	case Mapping:
		return "a group of fields"
	default:
		return fmt.Sprintf("the text %q", n.Value)
	}
}

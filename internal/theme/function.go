package theme

import (
	"reflect"
	"slices"
	"text/template/parse"
)

// A signature says how many values a function takes, -1 standing for any
// number, and what it returns.
type signature struct {
	least, most int
	result      func(given []reflect.Type) reflect.Type
}

// signatures has the functions that a template can call.
var signatures = map[string]signature{
	"and": {1, -1, common}, "or": {1, -1, common}, "not": {1, 1, always[bool]},
	"eq": {2, -1, always[bool]}, "ne": {2, 2, always[bool]},
	"lt": {2, 2, always[bool]}, "le": {2, 2, always[bool]},
	"gt": {2, 2, always[bool]}, "ge": {2, 2, always[bool]},
	"len": {1, 1, always[int]}, "index": {1, -1, unknown}, "slice": {1, 4, sliced}, "call": {1, -1, unknown},
	"print": {0, -1, always[string]}, "printf": {1, -1, always[string]}, "println": {0, -1, always[string]},
	"html": {0, -1, always[string]}, "js": {0, -1, always[string]}, "urlquery": {0, -1, always[string]},
	"t": {1, 1, always[string]}, "asset": {1, 1, always[string]},
}

func always[T any]([]reflect.Type) reflect.Type { return reflect.TypeFor[T]() }

func unknown([]reflect.Type) reflect.Type { return nil }

// common returns the type that all have.
func common(given []reflect.Type) reflect.Type {
	if slices.ContainsFunc(given, func(t reflect.Type) bool { return t != given[0] }) {
		return nil
	}
	return given[0]
}

func sliced(given []reflect.Type) reflect.Type {
	if t := indirect(given[0]); t != nil && (t.Kind() == reflect.Slice || t.Kind() == reflect.String) {
		return t
	}
	return nil
}

// function returns the type of what a function makes of the types given.
func (c *checker) function(s *scope, n *parse.IdentifierNode, args []parse.Node, given []reflect.Type) reflect.Type {
	f, known := signatures[n.Ident]
	if !known {
		return nil
	}
	if wrong := wrongCount(f.least, f.most, len(given)); wrong != "" {
		c.report(s, n.Pos, len(n.Ident), n.Ident+wrong, "")
		return nil
	}
	switch n.Ident {
	case "len":
		if t := indirect(given[0]); isNo(t, reflect.Slice, reflect.Array, reflect.Map, reflect.String, reflect.Chan) {
			c.report(s, n.Pos, len(n.Ident), "len counts lists and texts, but this is "+describe(t), "")
		}
	case "index":
		return c.index(s, n, given)
	case "slice":
		if t := indirect(given[0]); isNo(t, reflect.Slice, reflect.Array, reflect.String) {
			c.report(s, n.Pos, len(n.Ident), "slice cuts lists and texts, but this is "+describe(t), "")
		}
	case "printf":
		if t := given[0]; t != nil && t.Kind() != reflect.Interface && t != reflect.TypeFor[string]() {
			c.report(s, n.Pos, len(n.Ident),
				"printf needs a pattern first, but this is "+describe(t), `write it in quotation marks: printf "%v" …`)
		}
	case "lt", "le", "gt", "ge":
		if t := given[0]; t != nil && t.Kind() != reflect.Interface && (basic(t) == "" || basic(t) == "bool") {
			c.report(s, n.Pos, len(n.Ident), n.Ident+" compares numbers or texts, but this is "+describe(t), "")
			break
		}
		c.compare(s, n, given)
	case "eq", "ne":
		c.compare(s, n, given)
	}
	return f.result(given)
}

// isNo reports whether a type is known, and is of none of these kinds.
func isNo(t reflect.Type, kinds ...reflect.Kind) bool {
	return t != nil && t != noData && t.Kind() != reflect.Interface && !slices.Contains(kinds, t.Kind())
}

// index returns the type of what index finds in the first of the types given
// with the others, one after another.
func (c *checker) index(s *scope, n *parse.IdentifierNode, given []reflect.Type) reflect.Type {
	t := given[0]
	for _, by := range given[1:] {
		t = indirect(t)
		switch {
		case isNo(t, reflect.Slice, reflect.Array, reflect.Map, reflect.String):
			c.report(s, n.Pos, len(n.Ident), "index looks into lists, but this is "+describe(t), "")
			return nil
		case t == nil || t == noData || t.Kind() == reflect.Interface:
			return nil
		case t.Kind() != reflect.Map && basic(by) != "" && basic(by) != "whole number":
			c.report(s, n.Pos, len(n.Ident), "index counts the entries of a list, but this is "+describe(by), "the first is 0")
			return nil
		case t.Kind() == reflect.String:
			t = reflect.TypeFor[byte]()
		default:
			t = t.Elem()
		}
	}
	return t
}

// compare reports a comparison of two kinds of values, which always fails.
func (c *checker) compare(s *scope, n *parse.IdentifierNode, given []reflect.Type) {
	first := basic(given[0])
	for i, t := range given[1:] {
		other := basic(t)
		if first != "" && other != "" && first != other || first != "" && isGroup(t) || other != "" && isGroup(given[0]) {
			c.report(s, n.Pos, len(n.Ident), n.Ident+" compares "+describe(given[0])+" with "+describe(given[i+1]), "")
			return
		}
	}
}

// isGroup reports whether a type is known to be a group of fields, or a list.
func isGroup(t reflect.Type) bool {
	return t != nil && t != noData && (t.Kind() == reflect.Struct || t.Kind() == reflect.Slice || t.Kind() == reflect.Map)
}

// basic names the kind of values that can be compared with others of type t.
func basic(t reflect.Type) string {
	switch {
	case t == nil:
		return ""
	case t.Kind() == reflect.String:
		return "text"
	case t.Kind() == reflect.Bool:
		return "bool"
	case reflect.Int <= t.Kind() && t.Kind() <= reflect.Uintptr:
		return "whole number"
	case t.Kind() == reflect.Float32 || t.Kind() == reflect.Float64:
		return "number"
	}
	return ""
}

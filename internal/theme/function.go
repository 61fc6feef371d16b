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
	"eq": {2, -1, always[bool]}, "ne": {2, 2, always[bool]}, "lt": {2, 2, always[bool]}, "le": {2, 2, always[bool]}, "gt": {2, 2, always[bool]}, "ge": {2, 2, always[bool]},
	"len": {1, 1, always[int]}, "index": {1, -1, indexed}, "slice": {1, 4, sliced}, "call": {1, -1, unknown},
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

func indexed(given []reflect.Type) reflect.Type {
	t := given[0]
	for range given[1:] {
		switch t = indirect(t); {
		case t == nil:
			return nil
		case t.Kind() == reflect.Slice || t.Kind() == reflect.Array || t.Kind() == reflect.Map:
			t = t.Elem()
		case t.Kind() == reflect.String:
			t = reflect.TypeFor[byte]()
		default:
			return nil
		}
	}
	return t
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
	case "len", "index", "slice":
		if t := indirect(given[0]); t != nil && (n.Ident == "len" || len(given) > 1) && (t.Kind() == reflect.Struct || t.Kind() == reflect.Bool || isNumber(t)) {
			c.report(s, n.Pos, len(n.Ident), n.Ident+" is for lists and texts, but this is "+describe(t), "")
		}
	case "eq", "ne", "lt", "le", "gt", "ge":
		c.compare(s, n, given)
	}
	return f.result(given)
}

// compare reports a comparison of two kinds of values, which always fails.
func (c *checker) compare(s *scope, n *parse.IdentifierNode, given []reflect.Type) {
	first := basic(given[0])
	for i, t := range given[1:] {
		if other := basic(t); first != "" && other != "" && first != other {
			c.report(s, n.Pos, len(n.Ident), n.Ident+" compares "+describe(given[0])+" with "+describe(given[i+1]), "")
			return
		}
	}
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

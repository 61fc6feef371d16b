package markdown

import (
	"bytes"
	"testing"

	"github.com/yuin/goldmark"
)

// ordinary is a body of some 400 words as an editor writes them.
const ordinary = `The members of the network met in **Ghent** on Tuesday to prepare the *spring assembly*. Some forty
associations took part, a third of them online, and the minutes are in the [archive](../archive/minutes-2024.md).

## What was decided

The assembly takes place in the first week of June, as every year, and the host is the association of Flemish cities
and municipalities. Registration opens in March; see [the event](../events/spring-assembly.md#registration) for the
hours, the rooms and how to get there. Members who want to propose a subject write to the
[secretariat](mailto:office@network.example) before the end of February. The working group on digital twins presents
its [report](https://twins.example/report), which compares the models of eleven towns and says what each of them cost.

- The board proposes to admit *two* new members, from Malta and Slovenia.
- The budget stays as it is; the treasurer explains the figures in the [annex](annex.pdf).
- Working groups meet **at least twice** a year and publish their notes within a week.
- The newsletter appears in all languages of the members, with the help of the partners.

## Working groups

Three groups report on their work. The first compared how towns publish their calendars, and found that most still send
them as attachments; the second wrote a guide for small municipalities that have no department of their own; the third
looked at what open standards save in a tender. All three ask for **more examples from the south and the east**, so
that the guide does not describe only what is usual in the north-west. Who can help writes to the group's chair.

| group | chair | next meeting |
|:------|:------|-------------:|
| calendars | Association of Flemish Cities | 4 March |
| small municipalities | Union of Towns of Slovakia | 11 March |
| open standards | Local Government Denmark | 18 March |

### How to take part

1. Read the [terms of reference](/working-groups/) of the group.
2. Tell the chair who comes and in which language you prefer to work.
3. Bring one example from your own municipality, however small it is.

> The best example we had last year came from a village of three hundred people, and it was written on one page.

![The members in front of the town hall of Ghent](town-hall.jpg)

The next letter appears in April. Until then all dates are in the calendar, to which anyone can subscribe, and changes
reach subscribers within a day. Thanks to the *hosts*, to the interpreters, and to all who wrote down what was said.
`

func BenchmarkParse(b *testing.B) {
	p, src := New(), []byte(ordinary)
	b.ReportAllocs()
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		if _, found := p.Parse(src, Options{Line: 1}); len(found) > 0 {
			b.Fatal(found)
		}
	}
}

// BenchmarkGoldmark is what BenchmarkParse is held against: about 1.25 times.
func BenchmarkGoldmark(b *testing.B) {
	md, src := goldmark.New(), []byte(ordinary)
	b.ReportAllocs()
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		var out bytes.Buffer
		if err := md.Convert(src, &out); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkHTML(b *testing.B) {
	doc, _ := New().Parse([]byte(ordinary), Options{Line: 1})
	targets := make([]Target, len(doc.Links()))
	for i := range targets {
		targets[i] = Target{URL: "/events/spring-assembly/", Width: 800, Height: 600}
	}
	for b.Loop() {
		if _, err := doc.HTML(targets); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkWorstCases gives the times that the bounds are chosen by; all are at
// most about a microsecond for each byte.
func BenchmarkWorstCases(b *testing.B) {
	p := New()
	for _, c := range worstCases() {
		b.Run(c.name, func(b *testing.B) {
			src := []byte(c.make(1 << 20))
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				p.Parse(src, Options{Line: 1})
			}
		})
	}
}

// Interval patterns of the CLDR as pairs: what is written of the first date,
// up to and with the dash, and what is written of the second.

// A pattern's pieces: quoted text, runs of one letter, other text.
const pieces = (pattern) => pattern.match(/'[^']*'|([A-Za-z])\1*|[^A-Za-z']+/g)

const known = new Set(['d', 'dd', 'M', 'MM', 'MMM', 'MMMM', 'LLLL', 'y', 'EEEE', 'cccc', 'H', 'HH', 'mm'])

export function checkPattern(pattern) {
  for (const piece of pieces(pattern)) {
    if (/^[A-Za-z]/.test(piece) && !known.has(piece)) throw new Error(`${piece} in pattern ${pattern}`)
  }
}

// The second date starts where a field comes back.
function split(pattern) {
  const seen = new Set()
  const all = pieces(pattern)
  const at = all.findIndex((piece) => {
    if (!/^[A-Za-z]/.test(piece)) return false
    const again = seen.has(piece[0])
    seen.add(piece[0])
    return again
  })
  if (at < 0) throw new Error(`no second date in ${pattern}`)
  const pair = [all.slice(0, at).join(''), all.slice(at).join('')]
  pair.forEach(checkPattern)
  return pair
}

// Where CLDR has intervals of long dates (yMMMMd) they are taken as they are.
// Else those of middle length serve, with the month spelled out and the day
// unpadded, as the language's long date has it: hr "dd. MMM y." becomes
// "d. MMMM y.", and the numbered month of cs and sk, "d. M. y", "d. MMMM y".
const lengthen = (pattern) => pattern.replace(/\bd+/g, 'd').replace(/\bMMM\b|\bM\.|\bM\b/g, 'MMMM')

// CLDR's Maltese intervals drop the "ta’" and turn the order round
// ("2026 April 30 – Mejju 2"): these follow its long date instead.
const maltese = {
  d: "d – d 'ta'’ MMMM y",
  M: "d 'ta'’ MMMM – d 'ta'’ MMMM y",
  y: "d 'ta'’ MMMM y – d 'ta'’ MMMM y",
}

export function intervals(tag, calendar) {
  const formats = calendar.dateTimeFormats.intervalFormats
  const middle = formats.yMMMd
  const long = tag === 'mt' ? maltese
    : formats.yMMMMd ?? { d: lengthen(middle.d), M: lengthen(middle.M), y: lengthen(middle.y) }
  return { day: split(long.d), month: split(long.M), year: split(long.y) }
}

// The hours are padded as in a single time (CLDR's Slovenian disagrees with itself).
export function timeInterval(calendar, single) {
  const { H, m } = calendar.dateTimeFormats.intervalFormats.Hm
  if (H !== m) throw new Error(`intervals of hours ${H} and minutes ${m} differ`)
  return split(H.replace(/H+/g, /H+/.exec(single)[0]))
}

// Writes what another implementation (ICU, by way of Node's Intl) says, for
// the tests of package locale to compare with:
//
//   node internal/locale/gen/intl.mjs internal/locale/data internal/locale/testdata
//
// Needs a Node with full ICU; the files in the repository are from ICU 78.2, CLDR 48.
import fs from 'node:fs'
import path from 'node:path'

const [data, target] = process.argv.slice(2)
if (!target) throw new Error('usage: node intl.mjs <data folder> <testdata folder>')

const tags = fs.readdirSync(data).filter((f) => f.endsWith('.json')).map((f) => f.slice(0, -5)).sort()
const load = (tag) => JSON.parse(fs.readFileSync(path.join(data, tag + '.json'), 'utf8'))
const countries = fs.readFileSync(path.join(data, 'countries.txt'), 'utf8').trim().split('\n')
const write = (name, lines) => fs.writeFileSync(path.join(target, name), lines.join('\n') + '\n')

const styles = {
  date: { dateStyle: 'long' },
  weekdayDate: { dateStyle: 'full' },
  shortDate: { dateStyle: 'medium' },
  dayMonth: { month: 'long', day: 'numeric' },
}
const days = Array.from({ length: 12 }, (_, m) => [1, 9, 22].map((d) => new Date(Date.UTC(2026, m, d + m % 3, 9, 5)))).flat()
const spans = [
  ['2026-05-07', '2026-05-09'], ['2026-08-07', '2026-08-29'], ['2026-01-30', '2026-02-02'], ['2026-04-30', '2026-06-02'],
  ['2026-12-30', '2027-01-02'], ['2026-03-05', '2028-11-12'],
]
const hours = [['09:00', '09:30'], ['09:05', '17:30'], ['10:00', '12:00'], ['00:15', '23:45']]
const numbers = [0, 7, 999, 1000, 9999, 10000, 12345, 1234567, -5, -12345]

const iso = (date) => date.toISOString().slice(0, 10)
const civil = (locale, options) => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
const clock = (locale) => civil(locale, { timeStyle: 'short', hourCycle: 'h23' })
const at = (time) => new Date(`2026-05-07T${time}Z`)

function* dates(tag, locale) {
  for (const [kind, options] of Object.entries(styles)) {
    const format = civil(locale, options)
    for (const day of days) yield [tag, kind, iso(day), format.format(day)]
  }
  const month = civil(locale, { year: 'numeric', month: 'long' })
  for (let m = 0; m < 36; m += 3) yield [tag, 'month', iso(days[m]), month.format(days[m])]
}

function* intervals(tag, locale) {
  const long = civil(locale, styles.date)
  for (const [from, to] of spans) yield [tag, 'interval', `${from}/${to}`, long.formatRange(new Date(from), new Date(to))]
  for (const [from, to] of hours) {
    yield [tag, 'time', from, clock(locale).format(at(from))]
    yield [tag, 'timeInterval', `${from}/${to}`, clock(locale).formatRange(at(from), at(to))]
  }
}

function* names(tag, locale) {
  for (const n of numbers) yield [tag, 'number', n, new Intl.NumberFormat(locale).format(n)]
  const list = new Intl.ListFormat(locale)
  for (const items of ['A', 'A B', 'A B C', 'A B C D', 'A Italia']) yield [tag, 'list', items, list.format(items.split(' '))]
  const regions = new Intl.DisplayNames(locale, { type: 'region' })
  for (const code of ['BE', 'DE', 'GB', 'MK']) yield [tag, 'country', code, regions.of(code)]
}

// The first letter of the category for each of 0 to 1199; m is many, x is other.
function plurals(tag, locale) {
  const rules = new Intl.PluralRules(locale)
  const letter = (n) => rules.select(n).replace('other', 'x')[0]
  const millions = [999999, 1000000, 1000001, 2000000, 2000001, 10000000, 12000000, 1000000000]
  return [tag, Array.from({ length: 1200 }, (_, n) => letter(n)).join(''), millions.map((n) => `${n}${letter(n)}`).join(' ')].join('\t')
}

function sorted(tag, locale, table) {
  const compare = new Intl.Collator(locale).compare
  const order = countries.map((_, i) => i).sort((a, b) => compare(table[a], table[b]))
  return [tag, order.map((i) => countries[i]).join(' ')].join('\t')
}

const all = tags.map((tag) => [tag, load(tag)])
write('intl.txt', all.flatMap(([tag, { locale }]) =>
  [...dates(tag, locale), ...intervals(tag, locale), ...names(tag, locale)].map((l) => l.join('\t'))))
write('plurals.txt', all.map(([tag, { locale }]) => plurals(tag, locale)))
write('collation.txt', all.map(([tag, { locale, countries: table }]) => sorted(tag, locale, table)))

// Writes the tables of package locale from the Unicode CLDR.
//
//   npm install cldr-core@48.2.0 cldr-dates-full@48.2.0 cldr-localenames-full@48.2.0 \
//     cldr-misc-full@48.2.0 cldr-numbers-full@48.2.0       (in a folder outside the repository)
//   node internal/locale/gen/cldr.mjs <folder with node_modules> internal/locale/data
//
// One JSON file per language, and countries.txt with the ISO 3166-1 codes in
// whose order each file's "countries" stand. Anything in the data that the Go
// side could not format stops the script.
import fs from 'node:fs'
import path from 'node:path'
import { intervals, timeInterval, checkPattern } from './intervals.mjs'

const [modules, target] = process.argv.slice(2)
if (!target) throw new Error('usage: node cldr.mjs <folder with node_modules> <data folder>')

// The CLDR locale and the region behind each language. Bare "en" and "pt"
// would mean the United States and Brazil.
const regions = {
  bg: 'BG', cs: 'CZ', da: 'DK', de: 'DE', el: 'GR', en: 'IE', es: 'ES', et: 'EE', fi: 'FI', fr: 'FR', ga: 'IE', hr: 'HR',
  hu: 'HU', it: 'IT', lt: 'LT', lv: 'LV', mt: 'MT', nl: 'NL', pl: 'PL', pt: 'PT', ro: 'RO', sk: 'SK', sl: 'SI', sv: 'SE',
}
const variants = { en: 'en-IE', pt: 'pt-PT' }

// The first day of a month, where the language counts it as the first and the others as
// 2, 3 …: CLDR has the bare number (the style guide of the EU
// institutions, in French and in Italian).
const first = { fr: '1er', it: '1º' }

const monthKeys = Array.from({ length: 12 }, (_, i) => String(i + 1))
const dayKeys = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

const read = (...parts) => JSON.parse(fs.readFileSync(path.join(modules, 'node_modules', ...parts), 'utf8'))
const core = (name) => read('cldr-core', 'supplemental', name + '.json').supplemental
const main = (pkg, locale, name) => read(pkg, 'main', locale, name + '.json').main[locale]

function row(table, keys, what) {
  return keys.map((k) => {
    if (!table[k]) throw new Error(`${what}: nothing for ${k}`)
    return table[k]
  })
}

// ISO 3166-1 assigns alpha-2, alpha-3 and a number below 900 together; CLDR's
// own codes (EU, XK, IC …) lack one, and withdrawn ones have left the world.
function isoCountries() {
  const codes = core('codeMappings').codeMappings
  const names = main('cldr-localenames-full', 'en', 'territories').localeDisplayNames.territories
  const aliases = core('aliases').metadata.alias.territoryAlias
  const list = Object.keys(codes).filter((c) =>
    /^[A-Z]{2}$/.test(c) && codes[c]._alpha3 && Number(codes[c]._numeric) < 900 && names[c] && !aliases[c])
  if (list.length !== 249) throw new Error(`${list.length} countries, expected 249`)
  return list.sort()
}

function dateTables(calendar) {
  const { months, days, dateFormats, timeFormats, dateTimeFormats } = calendar
  const available = dateTimeFormats.availableFormats
  const clock = /[ah]/.test(timeFormats.short) ? available.Hm : timeFormats.short
  const patterns = {
    date: dateFormats.long,
    weekdayDate: dateFormats.full,
    shortDate: dateFormats.medium,
    dayMonth: available.MMMMd,
    month: available.yMMMM,
    time: clock,
  }
  Object.values(patterns).forEach(checkPattern)
  return {
    months: {
      format: row(months.format.wide, monthKeys, 'months'),
      standAlone: row(months['stand-alone'].wide, monthKeys, 'months'),
      abbreviated: row(months.format.abbreviated, monthKeys, 'months'),
    },
    weekdays: {
      format: row(days.format.wide, dayKeys, 'days'),
      standAlone: row(days['stand-alone'].wide, dayKeys, 'days'),
      short: row(days['stand-alone'].abbreviated, dayKeys, 'days'),
      narrow: row(days['stand-alone'].narrow, dayKeys, 'days'),
    },
    patterns,
  }
}

// "{0} and {1}" as " and ".
function separator(pattern) {
  const found = /^\{0\}(.+)\{1\}$/.exec(pattern)
  if (!found) throw new Error(`list pattern ${pattern}`)
  return found[1]
}

function listTable(locale) {
  const p = main('cldr-misc-full', locale, 'listPatterns').listPatterns['listPattern-type-standard']
  if (p.start !== p.middle) throw new Error(`${locale}: a list starts with ${p.start} and goes on with ${p.middle}`)
  return { pair: separator(p[2]), middle: separator(p.middle), last: separator(p.end) }
}

function numberTable(locale) {
  const n = main('cldr-numbers-full', locale, 'numbers').numbers
  const pattern = n['decimalFormats-numberSystem-latn'].standard
  if (pattern !== '#,##0.###' || n.defaultNumberingSystem !== 'latn') throw new Error(`${locale}: numbers as ${pattern}`)
  const { group, minusSign } = n['symbols-numberSystem-latn']
  return { group, minus: minusSign, minimumGroupingDigits: Number(n.minimumGroupingDigits) }
}

function firstWeekday(region) {
  const first = core('weekData').weekData.firstDay
  return dayKeys.indexOf(first[region] ?? first['001'])
}

// A name CLDR does not have in the language, or has only as the code, is given
// in English. In CLDR 48 that is one: Maltese lacks IO.
function countryNames(tag, locale, countries) {
  const territories = (l) => main('cldr-localenames-full', l, 'territories').localeDisplayNames.territories
  const english = territories(variants.en)
  const names = { ...territories(locale) }
  for (const code of countries) {
    if ((names[code] ?? code) !== code) continue
    names[code] = english[code]
    console.error(`${tag}: ${code} in English`)
  }
  return row(names, countries, tag)
}

// The cities that time zones of Europe are named after, where the language calls them
// otherwise than the zone: { "Europe/Brussels": "Bruxelles" }.
function cityNames(locale) {
  const { Europe, Atlantic } = main('cldr-dates-full', locale, 'timeZoneNames').dates.timeZoneNames.zone
  const names = {}
  for (const [continent, zones] of Object.entries({ Europe, Atlantic })) {
    for (const [zone, { exemplarCity }] of Object.entries(zones)) {
      const name = continent + '/' + (zone === 'Kiev' ? 'Kyiv' : zone)
      if (exemplarCity && exemplarCity !== name.split('/')[1].replaceAll('_', ' ')) names[name] = exemplarCity
    }
  }
  return names
}

function language(tag, countries) {
  const locale = variants[tag] ?? tag
  const calendar = main('cldr-dates-full', locale, 'ca-gregorian').dates.calendars.gregorian
  const dates = dateTables(calendar)
  return {
    locale,
    endonym: main('cldr-localenames-full', locale, 'languages').localeDisplayNames.languages[tag],
    firstWeekday: firstWeekday(regions[tag]),
    ...dates,
    intervals: { ...intervals(tag, calendar), time: timeInterval(calendar, dates.patterns.time) },
    list: listTable(locale),
    number: numberTable(locale),
    countries: countryNames(tag, locale, countries),
    cities: cityNames(locale),
    first: first[tag],
  }
}

const countries = isoCountries()
fs.writeFileSync(path.join(target, 'countries.txt'), countries.join('\n') + '\n')
for (const tag of Object.keys(regions)) {
  fs.writeFileSync(path.join(target, tag + '.json'), JSON.stringify(language(tag, countries)) + '\n')
}

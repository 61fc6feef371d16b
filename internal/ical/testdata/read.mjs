// Reads iCalendar files as ical.js does, and prints a line for each event:
// its UID, start and end (dates, or instants in UTC; - for none), and the
// octets of its summary in hexadecimal.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, ...files] = process.argv.slice(2);
const found = createRequire(modules + "/").resolve("ical.js");
const { default: ICAL } = await import(pathToFileURL(found));

function shown(event, name) {
  const time = event.getFirstPropertyValue(name);
  if (!time) return "-";
  if (time.isDate) return time.toString();
  if (time.zone === ICAL.Timezone.localTimezone) return "floating " + time.toString();
  return time.convertToZone(ICAL.Timezone.utcTimezone).toString();
}

for (const file of files) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(zone);
  }
  for (const event of calendar.getAllSubcomponents("vevent")) {
    const summary = Buffer.from(event.getFirstPropertyValue("summary") ?? "", "utf8").toString("hex");
    console.log([event.getFirstPropertyValue("uid"), shown(event, "dtstart"), shown(event, "dtend"), summary].join("\t"));
  }
}

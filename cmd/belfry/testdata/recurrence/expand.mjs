// Expands the events of iCalendar files as ical.js does, up to a day, and
// prints a line for each occurrence: the file, the event's UID, start and end
// (dates, or instants in UTC) and its status.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, horizon, ...files] = process.argv.slice(2);
const found = createRequire(modules + "/").resolve("ical.js");
const { default: ICAL } = await import(pathToFileURL(found));

// Occurrences that are due later than this cannot be moved before the horizon.
const last = ICAL.Time.fromDateString(String(Number(horizon.slice(0, 4)) + 2) + "-01-01");

function shown(time) {
  if (time.isDate) return time.toString();
  if (time.zone === ICAL.Timezone.localTimezone) return "floating " + time.toString();
  return time.convertToZone(ICAL.Timezone.utcTimezone).toString();
}

function print(file, event, start, end) {
  if (shown(start) >= horizon) return;
  console.log([file, event.uid, shown(start), shown(end), event.component.getFirstPropertyValue("status")].join("\t"));
}

for (const file of files) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(zone);
  }
  const components = calendar.getAllSubcomponents("vevent");
  const changes = components.filter((c) => c.hasProperty("recurrence-id"));
  for (const component of components) {
    if (component.hasProperty("recurrence-id")) continue;
    const uid = component.getFirstPropertyValue("uid");
    const event = new ICAL.Event(component, { strictExceptions: true, exceptions: changes.filter((c) => c.getFirstPropertyValue("uid") === uid) });
    if (!event.isRecurring()) {
      print(file, event, event.startDate, event.endDate);
      continue;
    }
    const due = event.iterator();
    for (let next; (next = due.next()) && next.compare(last) < 0; ) {
      const o = event.getOccurrenceDetails(next);
      print(file, o.item, o.startDate, o.endDate);
    }
  }
}

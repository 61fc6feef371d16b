/* Expands the events of iCalendar files as libical does, up to a day, and
   prints a line for each occurrence: the file, the event's UID, start and end
   (dates, or instants in UTC) and its status. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_all(const char *path)
{
	FILE *f = fopen(path, "rb");
	if (!f || fseek(f, 0, SEEK_END) != 0)
		return NULL;
	long size = ftell(f);
	char *text = malloc(size + 1);
	rewind(f);
	text[fread(text, 1, size, f)] = 0;
	fclose(f);
	return text;
}

static const char *shown(struct icaltimetype t, char *text)
{
	if (t.is_date) {
		sprintf(text, "%04d-%02d-%02d", t.year, t.month, t.day);
		return text;
	}
	struct icaltimetype u = icaltime_convert_to_zone(t, icaltimezone_get_utc_timezone());
	sprintf(text, "%s%04d-%02d-%02dT%02d:%02d:%02dZ", t.zone ? "" : "floating ", u.year, u.month, u.day, u.hour, u.minute, u.second);
	return text;
}

static void print(const char *file, const char *horizon, icalcomponent *e, struct icaltimetype start, struct icaltimetype end)
{
	char from[64], to[64];
	if (strcmp(shown(start, from), horizon) >= 0)
		return;
	icalproperty *status = icalcomponent_get_first_property(e, ICAL_STATUS_PROPERTY);
	printf("%s\t%s\t%s\t%s\t%s\n", file, icalcomponent_get_uid(e), from, shown(end, to), icalproperty_get_value_as_string(status));
}

/* Reports whether the occurrence that is due then is left out, or stands in a
   component of its own. */
static int replaced(icalcomponent *calendar, icalcomponent *e, struct icaltimetype due)
{
	for (icalproperty *p = icalcomponent_get_first_property(e, ICAL_EXDATE_PROPERTY); p;
	     p = icalcomponent_get_next_property(e, ICAL_EXDATE_PROPERTY))
		if (icaltime_compare(icalproperty_get_datetime_with_component(p, e), due) == 0)
			return 1;
	icalcompiter i = icalcomponent_begin_component(calendar, ICAL_VEVENT_COMPONENT);
	for (icalcomponent *c; (c = icalcompiter_deref(&i)); icalcompiter_next(&i)) {
		if (strcmp(icalcomponent_get_uid(c), icalcomponent_get_uid(e)) != 0 || !icalcomponent_get_first_property(c, ICAL_RECURRENCEID_PROPERTY))
			continue;
		if (icaltime_compare(icalcomponent_get_recurrenceid(c), due) == 0)
			return 1;
	}
	return 0;
}

static void expand(const char *file, const char *horizon, icalcomponent *calendar, icalcomponent *e)
{
	struct icaltimetype start = icalcomponent_get_dtstart(e);
	struct icaltimetype end = icalcomponent_get_first_property(e, ICAL_DTEND_PROPERTY) ? icalcomponent_get_dtend(e) : start;
	icalproperty *rule = icalcomponent_get_first_property(e, ICAL_RRULE_PROPERTY);
	if (!rule) {
		print(file, horizon, e, start, end);
		return;
	}
	struct icaldurationtype lasts = icaltime_subtract(end, start);
	icalrecur_iterator *i = icalrecur_iterator_new(icalproperty_get_rrule(rule), start);
	for (struct icaltimetype t; t = icalrecur_iterator_next(i), !icaltime_is_null_time(t) && t.year < atoi(horizon) + 2;) {
		if (replaced(calendar, e, t))
			continue;
		struct icaltimetype until = icaltime_add(t, lasts);
		if (!t.is_date) {
			/* A duration that comes from DTEND is exact (RFC 5545 3.8.5.3). */
			struct icaltimetype utc = icaltime_convert_to_zone(t, icaltimezone_get_utc_timezone());
			struct icaltimetype a = icaltime_convert_to_zone(start, icaltimezone_get_utc_timezone());
			struct icaltimetype b = icaltime_convert_to_zone(end, icaltimezone_get_utc_timezone());
			until = icaltime_add(utc, icaltime_subtract(b, a));
		}
		print(file, horizon, e, t, until);
	}
	icalrecur_iterator_free(i);
}

int main(int argc, char **argv)
{
	for (int n = 2; n < argc; n++) {
		char *text = read_all(argv[n]);
		icalcomponent *calendar = text ? icalparser_parse_string(text) : NULL;
		if (!calendar || icalcomponent_count_errors(calendar) > 0) {
			fprintf(stderr, "%s: not read, or with errors\n", argv[n]);
			return 1;
		}
		icalcompiter i = icalcomponent_begin_component(calendar, ICAL_VEVENT_COMPONENT);
		for (icalcomponent *e; (e = icalcompiter_deref(&i)); icalcompiter_next(&i))
			expand(argv[n], argv[1], calendar, e);
		icalcomponent_free(calendar);
		free(text);
	}
	return 0;
}

/* Reads iCalendar files as libical does, and prints a line for each event:
   its UID, start and end (dates, or instants in UTC; - for none), and the
   octets of its summary in hexadecimal. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

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

static void show(struct icaltimetype t)
{
	if (icaltime_is_null_time(t)) {
		printf("\t-");
	} else if (t.is_date) {
		printf("\t%04d-%02d-%02d", t.year, t.month, t.day);
	} else {
		struct icaltimetype u = icaltime_convert_to_zone(t, icaltimezone_get_utc_timezone());
		printf("\t%s%04d-%02d-%02dT%02d:%02d:%02dZ", t.zone ? "" : "floating ", u.year, u.month, u.day, u.hour, u.minute, u.second);
	}
}

static int show_all(const char *path)
{
	char *text = read_all(path);
	icalcomponent *calendar = text ? icalparser_parse_string(text) : NULL;
	if (!calendar || icalcomponent_count_errors(calendar) > 0) {
		fprintf(stderr, "%s: not read, or with %d errors\n", path, calendar ? icalcomponent_count_errors(calendar) : 0);
		return 1;
	}
	for (icalcomponent *e = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); e;
	     e = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
		printf("%s", icalcomponent_get_uid(e));
		show(icalcomponent_get_dtstart(e));
		if (icalcomponent_get_first_property(e, ICAL_DTEND_PROPERTY))
			show(icalcomponent_get_dtend(e));
		else
			printf("\t-");
		printf("\t");
		for (const char *s = icalcomponent_get_summary(e); s && *s; s++)
			printf("%02x", (unsigned char)*s);
		printf("\n");
	}
	icalcomponent_free(calendar);
	free(text);
	return 0;
}

int main(int argc, char **argv)
{
	int failed = 0;
	for (int i = 1; i < argc; i++)
		failed |= show_all(argv[i]);
	return failed;
}

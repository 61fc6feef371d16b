package ical_test

import (
	"fmt"
	"testing"
	"time"

	"belfry/internal/calendar"
	"belfry/internal/ical"
)

// usualEvent is an event as most are, the nth of many.
func usualEvent(z *calendar.Zone, n int) ical.Event {
	day := calendar.Date{Year: 2024, Month: 1, Day: 1}.AddDays(n % 1500)
	latitude, longitude := 50.8467, 4.3525
	address := fmt.Sprintf("https://network.example/events/open-data-%05d/", n)
	return ical.Event{
		UID:   fmt.Sprintf("open-data-%05d@network.example", n),
		Stamp: time.Date(2024, 1, 2, 3, 4, 5, 0, time.UTC), Sequence: n % 3,
		Created: time.Date(2023, 12, 1, 9, 0, 0, 0, time.UTC),
		Start:   ical.Time{Local: calendar.Local{Date: day, Clock: calendar.Clock{Hour: 10}}, Zone: z},
		End:     ical.Time{Local: calendar.Local{Date: day, Clock: calendar.Clock{Hour: 12, Minute: 30}}, Zone: z},
		HasEnd:  true,
		Summary: "Données ouvertes, villes ouvertes: atelier du réseau", URL: address,
		Description: "How cities publish what they measure; what others make of it.\n\n" +
			"Join at https://meet.example/network\n" + address,
		Location: "Maison des villes, Rue d'Arlon 53, 1040 Bruxelles", Latitude: &latitude, Longitude: &longitude,
		Categories: []string{"Open data", "Digital twins"}, Status: "CONFIRMED",
		Organizer:  ical.Organizer{Name: "Smart Communities Network", Address: "https://network.example/"},
		Conference: "https://meet.example/network", ConferenceLabel: "Join online",
		Image: ical.Link{Address: "https://network.example/media/square.jpg", MediaType: "image/jpeg"},
	}
}

// BenchmarkCalendar encodes 10,000 events and puts them into one calendar.
func BenchmarkCalendar(b *testing.B) {
	const count = 10_000
	z, err := calendar.LoadZone("Europe/Brussels")
	if err != nil {
		b.Fatal(err)
	}
	events := make([]ical.Event, count)
	for i := range events {
		events[i] = usualEvent(z, i)
	}
	encoder := ical.NewEncoder([]*calendar.Zone{z})
	encoded := make([]ical.Encoded, count)
	var out []byte
	b.ReportAllocs()
	for b.Loop() {
		for i := range events {
			encoded[i] = encoder.Encode(&events[i], "fr")
		}
		out = encoder.Append(nil, &ical.Calendar{Name: "Network", Language: "fr", Zone: z, Events: encoded})
	}
	b.SetBytes(int64(len(out)))
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/count, "µs/event")
}

func BenchmarkNewEncoder(b *testing.B) {
	z, err := calendar.LoadZone("Europe/Brussels")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		ical.NewEncoder([]*calendar.Zone{z})
	}
}

package pages

import "reflect"

// views are the templates that pages and their parts are made with, each with
// its view.
var views = map[string]any{
	"top": topView{}, "header": headerView{}, "footer": footerView{}, "trail": []Link{},
	"news-card": newsCard{}, "event-card": eventCard{},
	"home": HomePage{}, "404": NotFoundPage{}, "page": PlainPage{}, "redirect": RedirectPage{},
	"news-list": NewsListPage{}, "news": NewsPage{},
	"event-list": EventListPage{}, "event": EventPage{}, "month": MonthPage{}, "subscribe-page": SubscribePage{},
	"term-list": TermListPage{}, "term": TermPage{},
	"members": MembersPage{}, "partners": MembersPage{}, "organisation": OrganisationPage{},
}

// Views returns the types of the views, by the name of the template.
func Views() map[string]reflect.Type {
	types := make(map[string]reflect.Type, len(views))
	for name, view := range views {
		types[name] = reflect.TypeOf(view)
	}
	return types
}

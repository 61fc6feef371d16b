package markdown

import "testing"

func TestOnSite(t *testing.T) {
	for _, test := range []struct{ dest, own, want string }{
		{"https://network.example/news/a/#b", "https://network.example", "/news/a/#b"},
		{"http://Network.example", "https://network.example", "/"},
		{"https://network.example?q=x", "https://network.example", "/?q=x"},
		{"https://network.example/sub/news/", "https://network.example/sub", "/news/"},
		{"https://network.example/other/", "https://network.example/sub", ""},
		{"https://network.example.org/", "https://network.example", ""},
		{"https://network.example:8080/", "https://network.example", ""},
		{"https://network.example//evil.example/", "https://network.example", ""},
		{"ftp://network.example/", "https://network.example", ""},
		{"/news/", "https://network.example", ""},
		{"https://network.example/", "", ""},
	} {
		local, is := OnSite(test.dest, test.own)
		if is != (test.want != "") || is && local != test.want {
			t.Errorf("%s on %s is %q, %t; want %q", test.dest, test.own, local, is, test.want)
		}
	}
}

func TestInPreview(t *testing.T) {
	for _, test := range []struct{ dest, own, want string }{
		{"http://127.0.0.1:8080/news/a/#b", "https://network.example", "/news/a/#b"},
		{"https://LOCALHOST:8080", "https://network.example", "/"},
		{"http://[::1]:8080/?q=x", "https://network.example", "/?q=x"},
		{"http://127.8.9.1/news/", "", "/news/"},
		{"http://localhost:8080/sub/news/", "https://network.example/sub", "/news/"},
		{"http://localhost:8080/subway/", "https://network.example/sub", "/subway/"},
		{"http://127.0.0.1.example/", "https://network.example", ""},
		{"http://localhost.example/", "https://network.example", ""},
		{"http://[::2]/", "https://network.example", ""},
		{"ftp://localhost/", "https://network.example", ""},
	} {
		local, is := InPreview(test.dest, test.own)
		if is != (test.want != "") || is && local != test.want {
			t.Errorf("%s on %s is %q, %t; want %q", test.dest, test.own, local, is, test.want)
		}
	}
}

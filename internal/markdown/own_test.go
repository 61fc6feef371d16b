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

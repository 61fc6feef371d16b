// Keeps a page of the preview up to date: the server says by a stream of events
// how the page is now, and this script changes the page in place.

const script = document.currentScript;
document.documentElement.append(script); // beside what is changed
let shown = script.dataset.page; // the digest of the page as it stands; "" where it equals none
let stream = null;
let wanted = shown; // the digest of the page as it is to be
let changing = Promise.resolve();

// The stream ends while nobody looks at the tab, because browsers open few
// connections to one server; a tab that is looked at again catches up.
function connect() {
  if (stream || document.hidden) return;
  stream = new EventSource("/.belfry/events?address=" + encodeURIComponent(address()));
  stream.onmessage = (event) => receive(JSON.parse(event.data));
  stream.onopen = () => lost(false);
  stream.onerror = () => {
    lost(true);
    if (stream.readyState === EventSource.CLOSED) { // the browser does not try again by itself
      stream = null;
      setTimeout(connect, 2000);
    }
  };
}

// lost says, after a moment, that the server does not answer any more.
let losing = 0;
function lost(now) {
  clearTimeout(losing);
  if (!now) panel.show({ lost: false });
  else losing = setTimeout(() => panel.show({ lost: true }), 1500);
}

function disconnect() {
  clearTimeout(losing);
  if (stream) stream.close();
  stream = null;
}

// address returns the path of this page as the server reads it.
function address() {
  try {
    return decodeURIComponent(location.pathname);
  } catch {
    return location.pathname;
  }
}

function receive(message) {
  panel.show({ lost: false, message });
  if (!message.page) return;
  wanted = message.page;
  changing = changing.then(follow);
}

// follow brings the page to what is wanted. It does nothing when that is shown
// already, also because a change was taken back; and tries again later where
// the server does not answer.
async function follow() {
  if (wanted === shown) {
    settle();
    return;
  }
  try {
    await change();
  } catch {
    setTimeout(() => (changing = changing.then(follow)), 1000);
  }
}

// change fetches the page and changes this one into it. What is shown counts
// as the page only once it equals what was sent.
async function change() {
  const answer = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(30_000) });
  const text = await answer.text();
  const next = new DOMParser().parseFromString(text, "text/html");
  const own = next.querySelector("script[data-page]");
  if (answer.redirected || !own || needsLoading(next)) {
    reload(own?.dataset.page ?? wanted);
    return;
  }
  const page = own.dataset.page;
  if (page === shown) return;
  await loadMorph();
  own.remove();
  for (const unread of next.querySelectorAll("noscript")) unread.textContent = unread.innerHTML; // as it is where scripts run
  next.body.normalize();
  shown = "";
  try {
    become(next);
  } catch (error) {
    console.error(error); // and what is not done is seen below
  }
  if (!equals(next)) {
    reload(page);
    return;
  }
  shown = script.dataset.page = page;
  settle();
  document.dispatchEvent(new CustomEvent("belfry:changed"));
}

// needsLoading reports whether a page has what a change in place cannot bring:
// scripts that are new, another mode of the browser, or trees of their own.
function needsLoading(next) {
  return scripts(next) !== scripts(document) || next.compatMode !== document.compatMode || next.querySelector("template[shadowrootmode]") !== null;
}

// scripts returns the scripts of a page itself: one that comes by a change
// would not run.
function scripts(page) {
  return [...page.scripts].filter((s) => !s.dataset.page && !s.src.includes("/.belfry/")).map((s) => s.outerHTML).join("\n");
}

const reloaded = "belfry:reloaded:" + location.pathname;

// reload loads the page again, which browsers do without scrolling. When that
// has been done for the same page and was of no use, the panel says so instead.
function reload(page) {
  let again = true; // as far as can be known: without a memory there might be no end of it
  try {
    const last = sessionStorage.getItem(reloaded);
    sessionStorage.setItem(reloaded, page);
    again = last === page;
  } catch (error) {
    console.error(error);
  }
  if (again) panel.show({ stuck: true });
  else location.reload();
}

// settle is called when the page is what is wanted.
function settle() {
  panel.show({ stuck: false });
  try {
    sessionStorage.removeItem(reloaded);
  } catch {
    // nothing was remembered
  }
}

let morphLoaded = null;
function loadMorph() {
  morphLoaded ??= new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = "/.belfry/idiomorph.js";
    element.onload = resolve;
    element.onerror = () => {
      morphLoaded = null; // to be tried again
      reject(new Error(element.src + " cannot be loaded"));
    };
    document.head.append(element);
    element.remove();
  });
  return morphLoaded;
}

document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
addEventListener("pageshow", connect);
addEventListener("pagehide", disconnect);
connect();

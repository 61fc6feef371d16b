// Keeps a page of the preview up to date: the server says by a stream of events
// how the page is now, and this script changes the page in place.
(() => {
  "use strict";

  const script = document.currentScript;
  let shown = script.dataset.page; // the digest of the page as it stands
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
    if (!now) panel.show({ ...panel.last, lost: false });
    else losing = setTimeout(() => panel.show({ ...panel.last, lost: true }), 1500);
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
    panel.show({ ...message, lost: false });
    if (!message.page) return;
    wanted = message.page;
    changing = changing.then(follow);
  }

  // follow brings the page to what is wanted. It does nothing when that is shown
  // already, also because a change was taken back; and tries again later where
  // the server does not answer.
  async function follow() {
    if (wanted === shown) return;
    try {
      await change();
    } catch {
      setTimeout(() => (changing = changing.then(follow)), 1000);
    }
  }

  // change fetches the page and morphs this one into it.
  async function change() {
    const answer = await fetch(location.href, { cache: "no-store" });
    const text = await answer.text();
    const next = new DOMParser().parseFromString(text, "text/html");
    const own = next.querySelector("script[data-page]");
    if (answer.redirected || !own || scripts(next) !== scripts(document)) {
      location.reload(); // to another address, or to run what is new
      return;
    }
    if (own.dataset.page === shown) return;
    await loadMorph();
    shown = own.dataset.page;
    script.dataset.page = shown;
    document.title = next.title;
    copyAttributes(next.documentElement, document.documentElement);
    changeHead(next.head);
    Idiomorph.morph(document.body, next.body, {
      morphStyle: "outerHTML",
      ignoreActiveValue: true,
      callbacks: {
        // What somebody has typed stays, unless the field itself is another now;
        // and what they have opened stays open.
        beforeNodeMorphed: (old, now) => !(isField(old) && old.isEqualNode(now)),
        beforeAttributeUpdated: (name, node) => !(name === "open" && node.tagName === "DETAILS"),
        beforeNodeRemoved: (node) => node !== script,
      },
    });
    document.dispatchEvent(new CustomEvent("belfry:changed"));
  }

  // scripts returns the scripts of a page itself: one that comes by a change
  // would not run.
  function scripts(page) {
    return [...page.scripts].filter((s) => !s.dataset.page && !s.src.includes("/.belfry/")).map((s) => s.outerHTML).join("\n");
  }

  function isField(node) {
    return node.nodeType === 1 && node.matches("input, textarea, select");
  }

  function copyAttributes(from, to) {
    for (const { name } of [...to.attributes]) if (!from.hasAttribute(name)) to.removeAttribute(name);
    for (const { name, value } of from.attributes) if (to.getAttribute(name) !== value) to.setAttribute(name, value);
  }

  // changeHead brings the head up to date. A style sheet that has changed stays
  // until the new one is there, so that the page never stands without.
  function changeHead(next) {
    const now = new Map([...document.head.children].map((node) => [node.outerHTML, node]));
    const kept = new Set();
    const added = [];
    for (const node of next.children) {
      if (now.has(node.outerHTML)) kept.add(node.outerHTML);
      else added.push(node);
    }
    const gone = [...now].filter(([html, node]) => !kept.has(html) && node.tagName !== "TITLE" && node !== script).map(([, node]) => node);
    const oldSheets = gone.filter((node) => node.matches('link[rel~="stylesheet"]'));
    for (const node of gone) if (!oldSheets.includes(node)) node.remove();
    let waiting = 0;
    const dropOld = () => {
      if (waiting-- <= 1) for (const node of oldSheets) node.remove();
    };
    for (const node of added.reverse()) {
      if (node.tagName === "TITLE") continue;
      const copy = document.importNode(node, true);
      let after = node.nextElementSibling;
      while (after && !now.has(after.outerHTML)) after = after.nextElementSibling;
      if (copy.matches('link[rel~="stylesheet"]')) {
        waiting++;
        copy.addEventListener("load", dropOld);
        copy.addEventListener("error", dropOld);
      }
      const place = after && now.get(after.outerHTML);
      document.head.insertBefore(copy, place || null);
      now.set(copy.outerHTML, copy);
    }
    if (waiting === 0) for (const node of oldSheets) node.remove();
  }

  let morphLoaded = null;
  function loadMorph() {
    morphLoaded ??= new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = "/.belfry/idiomorph.js";
      element.onload = resolve;
      element.onerror = reject;
      document.head.append(element);
      element.remove();
    });
    return morphLoaded;
  }

  // The panel shows what is wrong: over the page what stops a build, in a corner
  // what does not. It stands beside the page's body, in a tree of its own, and
  // everything in it is set as text.
  const panel = (() => {
    const style = `
      :host { all: initial; color-scheme: light dark; }
      * { box-sizing: border-box; }
      section, details, p.ribbon { font: 16px/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff; }
      section { position: fixed; inset: 0; z-index: 2147483647; overflow: auto; padding: 1.5rem; border-top: .5rem solid #b3261e; }
      h1 { font-size: 1.25rem; margin: 0 0 1rem; }
      ol { list-style: none; margin: 0; padding: 0; max-width: 70rem; }
      li { margin: 0 0 1.25rem; padding: 0 0 0 .75rem; border-left: .25rem solid #b3261e; }
      li p { margin: 0; overflow-wrap: anywhere; }
      .place { font-weight: 600; }
      a { color: #0b57d0; }
      button { font: inherit; padding: .25rem .75rem; }
      pre { margin: .25rem 0; padding: .5rem; overflow: auto; background: #f2f2f2; font: 14px/1.4 ui-monospace, monospace; }
      details { position: fixed; right: .75rem; bottom: .75rem; z-index: 2147483646; max-width: min(40rem, calc(100vw - 1.5rem)); max-height: 70vh; overflow: auto; padding: .5rem .75rem; border: 2px solid #8a5a00; border-radius: .5rem; }
      details li { border-left-color: #8a5a00; }
      details ol { margin-top: .75rem; }
      summary { cursor: pointer; font-weight: 600; }
      p.ribbon { position: fixed; left: 0; right: 0; bottom: 0; z-index: 2147483645; margin: 0; padding: .25rem .75rem; text-align: center; font-weight: 600; background: #ffe08a; border-top: 2px solid #8a5a00; }
      p.ribbon ~ details { bottom: 3.25rem; }
      @media (prefers-color-scheme: dark) {
        section, details { color: #ececec; background: #1e1e1e; }
        pre { background: #2b2b2b; }
        a { color: #8ab4f8; }
      }`;
    const host = document.createElement("belfry-preview");
    const root = host.attachShadow({ mode: "open" });
    const api = { show, last: { problems: {}, warnings: {} } };
    let last = "";

    function element(name, properties, ...children) {
      const e = Object.assign(document.createElement(name), properties);
      e.append(...children);
      return e;
    }

    function item(problem) {
      const place = problem.edit ? element("a", { href: problem.edit, textContent: problem.place }) : problem.place;
      const e = element("li", {}, element("p", { className: "place" }, place), element("p", { textContent: problem.message }));
      if (problem.excerpt) e.append(element("pre", { textContent: problem.excerpt }));
      if (problem.hint) e.append(element("p", { textContent: problem.hint }));
      return e;
    }

    function list({ list = [], more = 0 }) {
      const e = element("ol", {}, ...list.map(item));
      if (more) e.append(element("li", { textContent: `… and ${more} more` }));
      return e;
    }

    function count({ list = [], more = 0 }, one, several) {
      const n = list.length + more;
      return `${n} ${n === 1 ? one : several}`;
    }

    function show(message) {
      api.last = message;
      const text = JSON.stringify([message.lost, message.failure, message.ribbon, message.problems, message.warnings, !message.page]);
      if (text === last) return;
      last = text;
      const open = root.querySelector("details")?.open ?? false;
      const scrolled = root.querySelector("section")?.scrollTop ?? 0;
      const focused = root.activeElement?.textContent;
      root.replaceChildren(element("style", { textContent: style }));
      const ribbon = message.lost ? "The preview does not answer: this page is as it was last." : message.ribbon;
      if (ribbon) root.append(element("p", { className: "ribbon", textContent: ribbon }));
      if (message.warnings.list) {
        root.append(element("details", { open }, element("summary", { textContent: count(message.warnings, "warning", "warnings") }), list(message.warnings)));
      }
      if (message.failure || message.problems.list) {
        const title = message.failure ? "The preview cannot go on: " + message.failure : count(message.problems, "mistake", "mistakes");
        const section = element("section", {}, element("h1", { textContent: title }), list(message.problems));
        if (message.page) {
          const button = element("button", { textContent: "Show the page as it was before", onclick: () => section.remove() });
          section.append(button);
        }
        section.setAttribute("role", "alert");
        root.append(section);
      }
      if (root.childElementCount === 1) {
        host.remove();
        return;
      }
      document.documentElement.append(host);
      const section = root.querySelector("section");
      if (section) section.scrollTop = scrolled;
      if (focused) [...root.querySelectorAll("a, button, summary")].find((e) => e.textContent === focused)?.focus();
    }

    return api;
  })();

  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  addEventListener("pageshow", connect);
  addEventListener("pagehide", disconnect);
  connect();
})();

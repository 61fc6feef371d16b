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
    details ol.notices li { border-left-color: #0b57d0; }
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
  let state = { lost: false, stuck: false, message: { problems: {}, warnings: {}, notices: {} } };
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

  function total({ list = [], more = 0 }) {
    return list.length + more;
  }

  function count(listing, one, several) {
    const n = total(listing);
    return `${n} ${n === 1 ? one : several}`;
  }

  // badge returns what stands in the corner: warnings, then notices, then languages that
  // the page is not there in.
  function badge({ warnings, notices, untranslated = [] }, open) {
    const counts = [total(warnings) && count(warnings, "warning", "warnings"), total(notices) && count(notices, "notice", "notices"), missing(untranslated)].filter(Boolean);
    const e = element("details", { open }, element("summary", { textContent: counts.join(", ") }));
    if (total(warnings)) e.append(list(warnings));
    if (total(notices)) e.append(Object.assign(list(notices), { className: "notices" }));
    if (untranslated.length) e.append(Object.assign(list({ list: untranslated }), { className: "notices" }));
    return counts.length ? [e] : [];
  }

  function missing(untranslated) {
    if (untranslated.length < 2) return untranslated.map((text) => `${text.message}: ${text.place}`)[0];
    return `no text yet in ${untranslated.length} languages`;
  }

  function ribbonOf({ lost, stuck, message }) {
    if (lost) return "The preview does not answer: this page is as it was last.";
    if (stuck) return "This page could not be brought up to date: load it again.";
    return message.ribbon;
  }

  // show changes what is known, and the panel with it.
  function show(news) {
    state = { ...state, ...news };
    const { lost, stuck, message } = state;
    const text = JSON.stringify([lost, stuck, message.failure, message.ribbon, message.problems, message.warnings, message.notices, message.untranslated, !message.page]);
    if (text === last) return;
    last = text;
    const open = root.querySelector("details")?.open ?? false;
    const scrolled = root.querySelector("section")?.scrollTop ?? 0;
    const focused = root.activeElement?.textContent;
    root.replaceChildren(element("style", { textContent: style }));
    const ribbon = ribbonOf(state);
    if (ribbon) root.append(element("p", { className: "ribbon", textContent: ribbon }));
    root.append(...badge(message, open));
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

  return { show };
})();

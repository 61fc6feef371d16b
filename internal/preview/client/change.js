// Changes the page in place into another that was sent, and leaves to its reader
// what they have done in it.

// become changes this page into the next, and gives the reader back what that
// has taken away.
function become(next) {
  const giveBack = keep();
  copyAttributes(next.documentElement, document.documentElement);
  changeHead(next.head);
  copyAttributes(next.body, document.body);
  const unmark = mark(document.body, next.body);
  try {
    Idiomorph.morph(document.body, next.body, {
      morphStyle: "outerHTML",
      restoreFocus: false,
      callbacks: {
        beforeNodeMorphed: (old, now) => !changeField(old, now),
        beforeAttributeUpdated: (name, node) => !isState(name, node),
      },
    });
  } finally {
    unmark();
    giveBack();
  }
}

// changeField changes a field but for what is typed or chosen in it, which is
// no attribute: browsers leave that alone once somebody has touched it.
function changeField(old, now) {
  if (old.nodeType !== 1 || !(isEdited(old) || old.matches("input, textarea, option"))) return false;
  copyAttributes(now, old);
  if (!isEdited(old) && old.innerHTML !== now.innerHTML) old.innerHTML = now.innerHTML;
  return true;
}

// isEdited reports whether an element that is no field is being typed in.
function isEdited(node) {
  return node.matches("[contenteditable]:not([contenteditable=false])") && node.contains(document.activeElement);
}

// isState reports whether an attribute says what the reader has done.
function isState(name, node) {
  return name === "open" && node.tagName === "DETAILS";
}

// mark gives elements that are the same before and after an id for the time of
// the change, by which they are found again wherever they stand; fields with a
// name are never taken for others.
function mark(now, next) {
  const before = byKey(now);
  const after = byKey(next);
  const equal = new Set(); // whose parts need no mark
  let n = 0;
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const nodes = [before.get(key), after.get(key)].filter(Boolean);
    const [node] = nodes;
    if (nodes.length === 2 && (equal.has(node.parentNode) || key === node.outerHTML)) equal.add(node);
    if (nodes.length === 0 || equal.has(node.parentNode)) continue;
    n++;
    if (nodes.length === 2 || key.startsWith("field ")) for (const marked of nodes) marked.id = "belfry-same-" + n;
  }
  return () => {
    for (const root of [now, next]) for (const node of root.querySelectorAll('[id^="belfry-same-"]')) node.removeAttribute("id");
  };
}

// byKey returns the elements without an id by what tells them from all others.
function byKey(root) {
  const found = new Map();
  let written = 0;
  for (const node of root.querySelectorAll(":not([id])")) {
    const key = node.matches("[contenteditable]") ? "field " + written++ : keyOf(node);
    found.set(key, found.has(key) ? null : node);
  }
  return found;
}

function keyOf(node) {
  if (node.matches("input[name], textarea[name], select[name]")) {
    return ["field", node.name, node.type, /^(radio|checkbox)$/.test(node.type) && node.getAttribute("value")].join(" ");
  }
  if (node.matches("details")) return "details " + node.querySelector("summary")?.textContent;
  return node.outerHTML;
}

// keep notes the focus and what is selected. The function that it returns gives
// both back as far as their nodes are still there.
function keep() {
  const focused = document.activeElement ?? document.body;
  const { selectionStart, selectionEnd } = focused;
  const selection = getSelection();
  const ends = [selection.anchorNode, selection.anchorOffset, selection.focusNode, selection.focusOffset];
  const texts = [ends[0]?.nodeValue, ends[2]?.nodeValue];
  const selected = !selection.isCollapsed && !focused.matches("input, textarea");
  return () => {
    const target = focused.isConnected ? focused : focused.id && document.getElementById(focused.id);
    if (target && target !== document.body && target !== document.activeElement) {
      target.focus({ preventScroll: true });
      if (selectionEnd != null) target.setSelectionRange?.(selectionStart, selectionEnd);
    }
    if (!selected || !ends[0].isConnected || !ends[2].isConnected) return;
    selection.setBaseAndExtent(ends[0], moved(ends[1], texts[0], ends[0]), ends[2], moved(ends[3], texts[1], ends[2]));
  };
}

// moved returns where in a node a place is that was at offset: in a text it
// stays between the same words, where they are.
function moved(offset, before, node) {
  const now = node.nodeValue;
  if (now === null) return Math.min(offset, node.childNodes.length);
  if (!now.startsWith(before.slice(0, offset)) && now.endsWith(before.slice(offset))) return now.length - before.length + offset;
  return Math.min(offset, now.length);
}

function copyAttributes(from, to) {
  for (const { name } of [...to.attributes]) if (!from.hasAttribute(name)) to.removeAttribute(name);
  for (const attribute of from.attributes) if (to.getAttribute(attribute.name) !== attribute.value) to.setAttributeNode(attribute.cloneNode());
}

const leaving = new Set(); // style sheets that stay until those in their place are there
const coming = new Set(); // and these

// changeHead brings the head up to date. A style sheet that has changed stays
// until the new one is there, so that the page never stands without.
function changeHead(next) {
  const pool = [...document.head.children].map((node) => ({ node, html: htmlOf(node) }));
  const nodes = [...next.children].map((node) => {
    const i = pool.findIndex(({ html }) => html === htmlOf(node));
    return i < 0 ? document.importNode(node, true) : pool.splice(i, 1)[0].node;
  });
  for (const { node } of pool) {
    if (isSheet(node)) leaving.add(node);
    else node.remove();
  }
  let place = null;
  for (const node of nodes.reverse()) {
    leaving.delete(node);
    if (!node.isConnected) {
      if (isSheet(node)) expect(node);
      document.head.insertBefore(node, place);
    }
    place = node;
  }
  dropLeaving();
}

// htmlOf returns what an element of a head is written as, in whichever document
// it stands.
function htmlOf(node) {
  return node.tagName === "NOSCRIPT" ? `<noscript>${node.textContent}</noscript>` : node.outerHTML;
}

function isSheet(node) {
  return node.matches('link[rel~="stylesheet"]');
}

function expect(sheet) {
  coming.add(sheet);
  for (const event of ["load", "error"]) {
    sheet.addEventListener(event, () => {
      coming.delete(sheet);
      dropLeaving();
    });
  }
}

function dropLeaving() {
  for (const sheet of coming) if (leaving.has(sheet)) coming.delete(sheet);
  if (coming.size > 0) return;
  for (const sheet of leaving) sheet.remove();
  leaving.clear();
}

// equals reports whether this page is what was sent, but for what its reader
// has done and for style sheets that are about to go.
function equals(next) {
  const head = [...document.head.children].filter((node) => !leaving.has(node));
  return sameAttributes(document.documentElement, next.documentElement) &&
    head.map(htmlOf).join("\n") === [...next.head.children].map(htmlOf).join("\n") &&
    same(document.body, next.body);
}

function same(a, b) {
  if (a.nodeName !== b.nodeName || a.nodeValue !== b.nodeValue) return false;
  if (a.nodeType !== 1) return true;
  if (!sameAttributes(a, b)) return false;
  if (isEdited(a)) return true;
  const [x, y] = [a, b].map((node) => (node.tagName === "TEMPLATE" ? node.content : node).childNodes);
  return x.length === y.length && [...x].every((node, i) => same(node, y[i]));
}

function sameAttributes(a, b) {
  const count = (node) => [...node.attributes].filter(({ name }) => !isState(name, node)).length;
  return count(a) === count(b) && [...b.attributes].every(({ name, value }) => isState(name, b) || a.getAttribute(name) === value);
}

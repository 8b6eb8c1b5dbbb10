// The editors' page: keys, taking a selection of the article into a field, a watch, holding the item while it is open.
// Everything here can also be done by buttons and forms without it.
//
// Which keys count: those that are pressed while the item they are for is in view. From the moment that a form is sent
// until the next item has been painted, keys are ignored and the item is inert (no click, no focus). They are not kept for
// the next item: nobody has seen it yet, so they cannot have been meant for it. The page shows this: <html> has the class
// `listening` only while keys count, the keys on buttons are pale without it, a wait that lasts is told above the buttons,
// and the item that comes says that a key was ignored before it. Where no item comes, because the desk does not answer or
// refuses, the old one listens again with all that was entered. What is typed into a field is always the field's.
// A decision waits for a selection that is still being read into a field, and is not sent where it cannot be read.
"use strict";

(() => {
  const STILL_OPEN_MS = 240000;
  const REFUSALS = [409, 422, 423];
  const watch = { since: performance.now(), away: 0, left: null };
  let mark = -1;
  let reading = null; // the promise of what a selection says, while the desk is asked; whether it could be read
  let ignored = false; // whether a key was, since keys counted last
  let sent = null; // the item whose form was sent, the page where it is no item's; null once the next is in the page
  let left = null; // what had the focus in it

  const item = () => document.getElementById("item");
  const form = () => document.getElementById("decision");
  const article = () => document.getElementById("article");
  const held = () => item()?.dataset.held !== undefined;
  const listens = () => document.documentElement.classList.contains("listening");

  document.documentElement.classList.add("scripted");

  // --- Offsets: browsers count UTF-16 units, the article counts code points. This is the one place that converts.

  function codePoints(text, units) {
    return Array.from(text.slice(0, units)).length;
  }

  function placeOf(node, offset) {
    const own = node.nodeType === Node.TEXT_NODE ? node.parentElement.closest("[data-at]") : null;
    if (own) return Number(own.dataset.at) + codePoints(node.data, offset);
    const point = document.createRange();
    point.setStart(node, offset);
    for (const segment of article().querySelectorAll("[data-at]")) {
      if (segment.firstChild && point.comparePoint(segment.firstChild, 0) >= 0) return Number(segment.dataset.at);
    }
    return Number(article().dataset.length);
  }

  function selection() {
    const chosen = document.getSelection();
    if (!held() || !chosen || chosen.isCollapsed || !chosen.rangeCount) return null;
    const range = chosen.getRangeAt(0);
    if (!article().contains(range.startContainer) || !article().contains(range.endContainer)) return null;
    const start = placeOf(range.startContainer, range.startOffset);
    const end = placeOf(range.endContainer, range.endOffset);
    return start < end ? { start, end } : null;
  }

  document.addEventListener("selectionchange", () => {
    const bar = document.getElementById("selection");
    if (bar) bar.hidden = !selection();
  });

  function tell(text, bad = false) {
    const place = document.getElementById("told");
    place.textContent = text;
    place.classList.toggle("bad", bad);
    return !bad;
  }

  function take(field) {
    const place = selection();
    if (!place) return tell(item().dataset.select, true);
    const mine = read(field, place).finally(() => {
      if (reading === mine) reading = null;
    });
    reading = mine;
  }

  async function read(field, place) {
    const query = new URLSearchParams({ field, ...place });
    let answer, said;
    try {
      answer = await fetch(`${item().dataset.path}/read?${query}`, { headers: { Accept: "application/json" } });
      said = await answer.json();
    } catch {
      return tell(item().dataset.offline, true);
    }
    if (!answer.ok) return tell(said.error ?? item().dataset.offline, true);
    for (const [name, value] of Object.entries(said.values)) {
      const input = form().elements[name];
      if (!input) continue;
      input.value = value;
      form().elements[`span-${name}`].value = value ? `${said.start}-${said.end}` : "";
      input.closest(".field").classList.add("taken");
    }
    document.getSelection().removeAllRanges();
    return tell(said.said);
  }

  // What was typed by hand was not taken from the text.
  document.addEventListener("input", (event) => {
    const span = form()?.elements[`span-${event.target.name}`];
    if (!span) return;
    span.value = "";
    event.target.closest(".field").classList.remove("taken");
  });

  document.addEventListener("mousedown", (event) => {
    signIgnored(false);
    if (event.target.closest("[data-take]")) event.preventDefault(); // or the selection would be gone
  });

  document.addEventListener("click", (event) => {
    const taking = event.target.closest("[data-take]");
    if (taking) return take(taking.dataset.take);
    const leading = event.target.closest("[data-focus]");
    if (leading) focusOn(document.getElementById(leading.dataset.focus));
  });

  // --- Marks in the text

  function bring(element) {
    const pane = article();
    if (pane.scrollHeight > pane.clientHeight) {
      const above = element.getBoundingClientRect().top - pane.getBoundingClientRect().top;
      pane.scrollTop += above - pane.clientHeight / 3;
    } else {
      element.scrollIntoView({ block: "center" });
    }
  }

  function step(by) {
    const marks = [...article().querySelectorAll("[data-first]")];
    if (!marks.length) return;
    marks[mark]?.classList.remove("here");
    mark = (mark + by + marks.length) % marks.length;
    marks[mark].classList.add("here");
    bring(marks[mark]);
  }

  function focusOn(element) {
    element.focus();
    element.select?.();
    element.scrollIntoView({ block: "nearest" });
  }

  // --- Keys

  const isTyping = (element) => element.closest("input:not([type=checkbox]), select, textarea") !== null;
  const isControl = (element) => element.closest("a, button, summary, label, input") !== null;

  function close() {
    document.getSelection().removeAllRanges();
    for (const opened of document.querySelectorAll("#reject[open], .item #keys[open]")) opened.open = false;
  }

  function button(key) {
    const reasons = /^[1-9]$/.test(key) ? document.querySelector("#reject[open]") : document;
    const found = reasons?.querySelectorAll(`[data-key="${CSS.escape(key)}"]`) ?? [];
    return [...found].find((each) => !each.disabled && (each.offsetParent !== null || each.matches("details")));
  }

  function press(key) {
    const found = button(key);
    if (!found) return false;
    if (found.matches("details")) found.open = !found.open;
    else found.click();
    if (found.matches("#reject > summary")) found.parentElement.querySelector("button").focus();
    return true;
  }

  function pressed(key, target) {
    const field = selection() && document.querySelector(`[data-take-key="${CSS.escape(key)}"]`);
    if (field) return take(field.dataset.take), true;
    if (key === "Enter") return !isControl(target) && (press("Enter") || (held() && press("a")));
    if (key === "n") {
      const note = document.querySelector('[data-focus-key="n"]');
      if (note) focusOn(note);
      return Boolean(note);
    }
    if (article()) {
      const steps = { j: 1, ArrowRight: 1, k: -1, ArrowLeft: -1 };
      const scrolls = { ArrowDown: 60, ArrowUp: -60 };
      if (key in steps) return step(steps[key]), true;
      if (key in scrolls && article().scrollHeight > article().clientHeight) {
        return (article().scrollTop += scrolls[key]), true;
      }
    }
    return press(key);
  }

  function ignore(event) {
    const shortcut = (event.ctrlKey || event.metaKey || event.altKey) && event.key !== "Enter";
    if (shortcut || /^(Escape|F\d+)$/.test(event.key)) return; // the browser's own
    event.preventDefault();
    ignored ||= !event.repeat && (event.key.length === 1 || event.key === "Enter");
  }

  // Shown with the item that comes, until something is done with it.
  function signIgnored(shown) {
    const sign = document.getElementById("ignored");
    if (sign) sign.hidden = !shown;
  }

  document.addEventListener("keydown", (event) => {
    const target = event.target instanceof Element ? event.target : document.body;
    if (!listens() && !isTyping(target)) return ignore(event);
    if (!event.repeat) signIgnored(false);
    if (event.key === "Escape") {
      if (isTyping(target)) target.blur();
      else close();
      return;
    }
    const saving = document.getElementById("save-correction");
    if (saving && event.ctrlKey && event.key === "Enter") {
      event.preventDefault();
      if (!event.repeat) saving.click();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(target)) return;
    if (pressed(event.key, target)) event.preventDefault();
  });

  // --- The watch: seconds that the item was in view

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) watch.left = performance.now();
    else if (watch.left !== null) {
      watch.away += performance.now() - watch.left;
      watch.left = null;
    }
  });

  document.addEventListener("submit", (event) => {
    const seconds = event.target.elements.seconds;
    if (!seconds) return;
    const spent = Number(item().dataset.spent || 0) + (performance.now() - watch.since - watch.away) / 1000;
    seconds.value = Math.max(0, spent).toFixed(1);
  }, true);

  // --- From a form that is sent to the next item in view

  function stopListening() {
    document.documentElement.classList.remove("listening");
    sent = item() ?? document.body;
    if (!item()) return;
    if (sent.contains(document.activeElement)) {
      left = document.activeElement;
      left.blur();
    }
    sent.inert = true;
  }

  function listen(focused) {
    if (item()) item().inert = false;
    focused?.focus({ preventScroll: true });
    document.documentElement.classList.add("listening");
    signIgnored(ignored);
    ignored = false;
    sent = left = null;
  }

  // The second frame begins when the first has been painted.
  function listenOncePainted(focused) {
    requestAnimationFrame(() => requestAnimationFrame(() => {
      if (!sent) listen(focused);
    }));
  }

  document.addEventListener("submit", (event) => {
    if (!reading) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    stopListening();
    reading.then((good) => (good ? event.submitter.click() : listen(left)));
  }, true);
  document.addEventListener("submit", stopListening); // after htmx, which has to know the button that had the focus

  document.addEventListener("htmx:afterRequest", (event) => {
    const leaving = event.detail.xhr.getResponseHeader("HX-Redirect");
    if (sent && sent === item() && !leaving) listen(left);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) listen(left); // back from another page, to this one as it was left
  });

  // --- Holding on

  setInterval(async () => {
    if (!held() || item().dataset.practice !== undefined || document.hidden) return;
    const headers = JSON.parse(document.body.getAttribute("hx-headers"));
    try {
      const answer = await fetch(`${item().dataset.path}/renew`, { method: "POST", headers });
      if (answer.ok && (await answer.json()).until === null) tell(item().dataset.lost, true);
    } catch {
      // the next decision tells that the desk does not answer
    }
  }, STILL_OPEN_MS);

  // --- Each item anew

  function begin() {
    Object.assign(watch, { since: performance.now(), away: 0, left: document.hidden ? performance.now() : null });
    mark = -1;
    const figure = document.getElementById("figure");
    if (!figure) return;
    window.scrollTo(0, 0);
    bring(figure);
    const marks = [...article().querySelectorAll("[data-first]")];
    mark = marks.indexOf(figure);
  }

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (REFUSALS.includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  // The forms settle at once (`settle:0`): when an item is in the page, htmx has done all it has to do with it.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target !== item()) return;
    event.target.inert = true;
    sent = null;
    begin();
    listenOncePainted(document.getElementById("item-title"));
  });
  // An address leads to the figure where there are no scripts; here only the text's own pane goes there.
  if (location.hash === "#figure") history.replaceState(history.state, "", location.pathname + location.search);
  begin();
  document.addEventListener("DOMContentLoaded", () => listenOncePainted()); // htmx has read the page by then
})();

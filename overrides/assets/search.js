// Search on every page: `/` or Ctrl-K opens a dialog, words list entries, Enter opens the explorer.
// The opener is a link to the explorer, so that search is there without this script too.

(() => {
  const opener = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a.search"));
  const own = document.currentScript;
  if (!opener || !(own instanceof HTMLScriptElement)) return;

  const MOST = 8; // results in the dialog
  /** @type {HTMLDialogElement | null} */
  let dialog = null;

  const open = () => {
    dialog ??= build();
    if (!dialog.open) dialog.showModal();
    dialog.querySelector("input")?.select();
  };

  const build = () => {
    const made = document.createElement("dialog");
    made.className = "finder";
    made.setAttribute("aria-labelledby", "finder-title");
    const title = Object.assign(document.createElement("h2"), { id: "finder-title", textContent: words("Search the playbook") });
    const field = document.createElement("form");
    const label = Object.assign(document.createElement("label"), { textContent: words("Words"), htmlFor: "finder-words" });
    const box = Object.assign(document.createElement("input"), { type: "search", id: "finder-words", autocomplete: "off" });
    const close = Object.assign(document.createElement("button"), { type: "button", textContent: words("Close") });
    const tally = document.createElement("p");
    tally.setAttribute("role", "status");
    const list = document.createElement("ul");
    field.append(label, box);
    made.append(title, close, field, tally, list);
    document.body.append(made);

    close.addEventListener("click", () => made.close());
    made.addEventListener("click", (event) => event.target === made && made.close());
    list.addEventListener("click", (event) => event.target instanceof Element && event.target.closest("a") && made.close());
    addEventListener("pageshow", (event) => event.persisted && made.close());
    field.addEventListener("submit", (event) => {
      event.preventDefault();
      location.href = `${opener.href}${box.value.trim() ? `?q=${encodeURIComponent(box.value.trim())}` : ""}`;
    });
    made.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.preventDefault(); // a search field would only empty itself
        made.close();
      }
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const stops = [box, .../** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("a"))];
      const at = stops.indexOf(/** @type {any} */ (document.activeElement));
      const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) {
        event.preventDefault();
        next.focus();
      }
    });
    let typing = 0;
    box.addEventListener("input", () => {
      clearTimeout(typing);
      typing = window.setTimeout(() => find(box.value.trim(), tally, list), 120);
    });
    return made;
  };

  let asking = 0;

  /** @param {string} q @param {HTMLElement} tally @param {HTMLElement} list */
  const find = async (q, tally, list) => {
    const turn = (asking += 1);
    const finder = await ready();
    const known = await finder?.index();
    if (turn !== asking) return;
    if (!finder || !known) {
      tally.textContent = words("Search cannot be loaded just now.");
      return;
    }
    await finder.summaries(known);
    /** @param {Map<number, number>} ranked */
    const show = (ranked) => {
      if (turn !== asking) return;
      const places = [...ranked.keys()].sort((a, b) => (ranked.get(b) ?? 0) - (ranked.get(a) ?? 0));
      tally.textContent = q ? words("%(count)s found.", { count: places.length }) : "";
      if (q && places.length > MOST) tally.textContent += ` ${words("Enter lists the moves and cases.")}`;
      list.replaceChildren(...places.slice(0, MOST).map((place) => result(finder, known, place)));
    };
    const nearby = finder.near(known, q);
    show(nearby);
    if (!q) return;
    try {
      show(finder.rank(nearby, await finder.far(known, q)));
    } catch {
      if (turn === asking && !finder.served) tally.textContent += ` ${words("The full text needs a server.")}`;
    }
  };

  /** The name of one entry of a collection. @param {string} collection */
  const kindOf = (collection) =>
    ({ moves: words("move"), cases: words("case"), conditions: words("condition"), roles: words("role") })[collection] ??
    collection;

  /** @param {typeof playbookFinder} finder @param {Index} known @param {number} place */
  const result = (finder, known, place) => {
    const row = known.rows[place];
    const item = document.createElement("li");
    const link = Object.assign(document.createElement("a"), { href: finder.address(known, place) });
    const kind = Object.assign(document.createElement("span"), { textContent: kindOf(known.collections[row[0]]) });
    link.append(Object.assign(document.createElement("strong"), { textContent: row[2] }), " ", kind);
    item.append(link);
    const summary = globalThis.playbookSummaries?.[place];
    if (summary) item.append(Object.assign(document.createElement("p"), { textContent: summary }));
    return item;
  };

  /** @type {Promise<typeof playbookFinder | null> | null} */
  let bringing = null;

  /** Bring what searching needs, once. */
  const ready = () => (bringing ??= bring());

  /** @returns {Promise<typeof playbookFinder | null>} */
  const bring = async () => {
    if (typeof playbookLogic === "undefined" && !(await script("logic.js"))) return null;
    if (typeof playbookFinder === "undefined" && !(await script("finder.js"))) return null;
    return playbookFinder;
  };

  /** @param {string} name @returns {Promise<boolean>} */
  const script = (name) =>
    new Promise((resolve) => {
      const made = Object.assign(document.createElement("script"), { src: new URL(name, own.src).href });
      made.onload = () => resolve(true);
      made.onerror = () => resolve(false);
      document.head.append(made);
    });

  opener.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const writing = /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && /** @type {any} */ (target).type !== "checkbox";
    const slash = event.key === "/" && !writing && !target.isContentEditable;
    if (slash || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      open();
    }
  });
})();

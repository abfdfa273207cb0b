// Two or three moves side by side, from the ids in the address. Without it the page lists moves with
// the same facts.
"use strict";

{
  const { Shelf, KEY, MOST_COMPARED, address, duration } = globalThis.playbookPlans;
  const { element } = globalThis.playbookLive;
  const shelf = new Shelf();

  const page = /** @type {HTMLElement} */ (document.querySelector(".comparison"));

  /** @template {Element} [E=HTMLElement] @param {string} selector @returns {E} */
  const one = (selector) => /** @type {E} */ (page.querySelector(selector));

  const rows = /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll(".compared tbody tr"));

  /** @param {string} text */
  const say = (text) => (one(".compared [role=status]").textContent = text);

  /** @param {string} text @param {string} name @param {() => void} act */
  const button = (text, name, act) => {
    const node = element("button", { type: "button", ariaLabel: `${text}: ${name}` }, text);
    node.addEventListener("click", act);
    return node;
  };

  /** What the rows of the page say of a move, in their order. @type {((move: KnownMove) => string[])[]} */
  const FACTS = [
    ({ facts }) => [facts[0]],
    ({ minutes }) => [minutes[1] ? duration(minutes[1]) : ""],
    ({ facts }) => [facts[1]],
    ({ facts }) => [facts[2]],
    ({ facts }) => [facts[3]],
    ({ leads }) => [leads.join(", ")],
    ({ joins }) => [joins.join(", ")],
    ({ short }) => [short],
    ({ first }) => [first],
    ({ before }) => before,
  ];
  // The first row that is in the words of entries; and from which on a difference is worth no word,
  // for they always differ.
  const [OWN, FREE] = [5, 8];

  /** The ids that the address names, as they are now; what this playbook does not have is told. */
  const read = () => {
    const { moves, former } = /** @type {NonNullable<typeof playbookMoves>} */ (globalThis.playbookMoves);
    const named = (new URLSearchParams(location.search).get("m") ?? "").toLowerCase().split(/[,;\s]+/).filter(Boolean);
    const all = new Set(named.map((id) => (Object.hasOwn(former, id) ? former[id] : id)));
    const ids = [...all].filter((id) => Object.hasOwn(moves, id)).slice(0, MOST_COMPARED);
    return { moves, ids, left: all.size - ids.length };
  };

  /** @param {string[]} ids */
  const write = (ids) => {
    history.replaceState(null, "", `${location.pathname}${ids.length ? `?m=${ids.join()}` : ""}`);
    say("");
    draw();
  };

  const draw = () => {
    const { moves, ids, left } = read();
    const columns = ids.map((id) => moves[id]);
    const any = ids.length > 0;
    one(".compared").hidden = !any;
    one(".all").hidden = any;
    one(".left").hidden = !left;
    const top = one(".compared thead tr");
    top.replaceChildren(
      top.children[0],
      ...ids.map((id, at) => {
        const { title, url, condition, spoken } = columns[at];
        const out = button(words("Take out"), title, () => {
          write(ids.filter((other) => other !== id));
          one("h1").focus();
        });
        const add = button(shelf.has(id) ? words("In my plan") : words("Add to my plan"), title, () => {
          const said = shelf.add([id]);
          draw();
          say(said);
          one("h1").focus();
        });
        add.disabled = shelf.has(id);
        const link = element("a", { href: address(url), ...spoken }, title);
        return element("th", { scope: "col", className: `condition-${condition}` }, link, element("div", { className: "picks no-print" }, add, out));
      }),
    );
    for (const [at, row] of rows.entries()) {
      const cells = columns.map(FACTS[at]);
      const differs = at < FREE && new Set(cells.map((cell) => cell.join())).size > 1;
      row.classList.toggle("different", differs); // the row says so in a word
      row.replaceChildren(
        row.children[0],
        ...cells.map((cell, n) =>
          element("td", cell[0] && at >= OWN ? { ...columns[n].spoken } : {}, ...(cell[0] ? cell : [row.dataset.nothing ?? ""]).map((text) => element("p", {}, text))),
        ),
      );
    }
    one(".alone").hidden = ids.length !== 1;
  };

  globalThis.playbookPlans.moves().then(() => {
    /** @type {Record<string, () => void>} */
    const acts = {
      add: () => {
        const said = shelf.add(read().ids);
        draw();
        say(said);
      },
      print: () => print(),
      copy: async () => say((await globalThis.playbookShare.copy(location.href.split("#")[0])) || words("Link copied")),
    };
    for (const node of page.querySelectorAll("[data-do]")) node.addEventListener("click", acts[node.getAttribute("data-do") ?? ""]);
    const renew = () => {
      shelf.read();
      say("");
      draw();
    };
    addEventListener("popstate", draw);
    addEventListener("storage", ({ key }) => (key === KEY || !key) && renew());
    addEventListener("pageshow", ({ persisted }) => persisted && renew());
    draw();
    if (location.hash !== "#print") return;
    history.replaceState(null, "", location.pathname + location.search); // a reload prints no second time
    print();
  }, () => {}); // the table of all is there
}

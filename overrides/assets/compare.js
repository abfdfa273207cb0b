// Two or three moves side by side, from the ids in the address. Without it the page lists moves with
// the same facts.
"use strict";

{
  const { Shelf, MOST_COMPARED, address, duration } = globalThis.playbookPlans;
  const { element } = globalThis.playbookLive;
  const shelf = new Shelf();

  const page = /** @type {HTMLElement} */ (document.querySelector(".comparison"));

  /** @template {Element} [E=HTMLElement] @param {string} selector @returns {E} */
  const one = (selector) => /** @type {E} */ (page.querySelector(selector));

  /** @param {string} text */
  const say = (text) => (one(".compared [role=status]").textContent = text);

  /** @param {string} text @param {string} name @param {() => void} act */
  const button = (text, name, act) => {
    const node = element("button", { type: "button", ariaLabel: `${text}: ${name}` }, text);
    node.addEventListener("click", act);
    return node;
  };

  /** What is compared: a row each, with what it says of a move, and what it says where that is nothing.
   * @type {[string, (move: KnownMove) => string[], string?][]} */
  const ROWS = [
    [words("Time for one run"), ({ facts }) => [facts[0]]],
    [words("To prepare"), ({ minutes }) => [minutes[1] ? duration(minutes[1]) : ""], words("Nothing")],
    [words("How often"), ({ facts }) => [facts[1]]],
    [words("Effort"), ({ facts }) => [facts[2]]],
    [words("For how many"), ({ facts }) => [facts[3]], words("Any number")],
    [words("Who leads"), ({ leads }) => [leads.join(", ")], words("Anyone")],
    [words("Who takes part"), ({ joins }) => [joins.join(", ")], words("Only those who lead")],
    [words("What it builds"), ({ short }) => [short]],
    [words("First step this week"), ({ first }) => [first]],
    [words("Before you start"), ({ before }) => before, words("Nothing to know first")],
  ];
  // The first row that is in the words of entries; and how many have a difference that is worth a
  // word: the others always differ.
  const [OWN, FACTS] = [5, 8];

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
    draw();
  };

  const draw = () => {
    const { moves, ids, left } = read();
    const columns = ids.map((id) => moves[id]);
    const any = ids.length > 0;
    one(".compared").hidden = !any;
    one(".all").hidden = any;
    one(".left").hidden = !left;
    one(".compared thead tr").replaceChildren(
      element("td", {}),
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
    one(".compared tbody").replaceChildren(
      ...ROWS.map(([name, of, nothing = ""], at) => {
        const cells = columns.map(of);
        const differs = at < FACTS && new Set(cells.map((cell) => cell.join())).size > 1;
        const head = element("th", { scope: "row" }, name, ...(differs ? [" ", element("span", { className: "differs" }, words("differs"))] : []));
        const own = cells.map((cell, n) =>
          element("td", cell[0] && at >= OWN ? { ...columns[n].spoken } : {}, ...(cell[0] ? cell : [nothing]).map((text) => element("p", {}, text))),
        );
        return element("tr", { className: differs ? "different" : "" }, head, ...own);
      }),
    );
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
    addEventListener("popstate", draw);
    draw();
    if (location.hash !== "#print") return;
    history.replaceState(null, "", location.pathname + location.search); // a reload prints no second time
    print();
  }, () => {}); // the table of all is there
}

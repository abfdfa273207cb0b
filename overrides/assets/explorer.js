// The explorer: choosing narrows the list, the address keeps the choice, every change is announced.
// Without this script, or without the index, the page lists everything and links to every selection.

(() => {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form.explorer"));
  if (!form) return;

  const SCREEN = 60; // cards that are drawn at a time
  const scope = new Set((form.dataset.scope ?? "moves cases").split(" "));
  /** @template {Element} E @param {string} selector @returns {E} */
  const part = (selector) => /** @type {E} */ (document.querySelector(selector));
  const box = /** @type {HTMLInputElement} */ (part("#find"));
  const sorting = /** @type {HTMLSelectElement} */ (part("#sort"));
  const tally = part(".tally");
  const chips = part(".chips");
  const clear = /** @type {HTMLButtonElement} */ (part(".clear"));
  const found = /** @type {HTMLElement} */ (part(".found"));
  const more = /** @type {HTMLButtonElement} */ (part(".more"));
  const notice = /** @type {HTMLElement} */ (part(".said-so"));
  const listing = /** @type {HTMLElement} */ (part(".listing"));
  const { read, write, select, order } = playbookLogic;
  const finder = playbookFinder;

  const facets = /** @type {HTMLDetailsElement} */ (part(".facets"));
  facets.open = matchMedia("(min-width: 58em)").matches; // a sheet on phones, a column elsewhere

  /** @param {Index} known */
  const start = (known) => {
    /** @type {State} */
    let state = { chosen: new Map(), q: "", sort: "" };
    /** @type {Map<number, number>} */
    let nearby = new Map();
    /** @type {Map<number, Hit>} */
    let further = new Map();
    /** @type {string[] | null} */
    let summaries = null;
    /** @type {number[]} */
    let shown = [];
    let drawn = 0;
    let asking = 0;
    let typing = 0;

    const inScope = known.rows.map((row) => scope.has(known.collections[row[0]]));
    const active = () => state.q !== "" || state.sort !== "" || state.chosen.size > 0;

    /** Read the address, and say what in it is not known here. */
    const fromAddress = () => {
      const answer = read(location.search, known.facets);
      state = answer.state;
      box.value = state.q;
      sorting.value = state.sort || "relevance";
      for (const input of inputs()) {
        input.checked = state.chosen.get(input.name)?.has(input.value) ?? false;
      }
      const dropped = answer.dropped.join(", ");
      say(dropped && words("Not known here, and left out: %(choices)s.", { choices: dropped }));
      search();
    };

    /** @param {boolean} step whether going back should come to the state before */
    const toAddress = (step) => {
      const address = location.pathname + write(state, known.facets);
      if (step) history.pushState(null, "", address);
      else history.replaceState(null, "", address);
    };

    const inputs = () => /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("fieldset input"));

    /** Look for the words: at once in what is here, then in the full text. */
    const search = async () => {
      const turn = (asking += 1);
      const q = state.q;
      nearby = finder.near(known, q);
      further = new Map();
      draw();
      if (!q && !active()) return;
      summaries ??= await finder.summaries(known);
      if (turn !== asking) return;
      nearby = finder.near(known, q);
      draw();
      if (!q) return;
      try {
        const hits = await finder.far(known, q);
        if (turn !== asking) return;
        further = hits;
        draw();
      } catch {
        if (turn === asking) {
          say(
            finder.served
              ? words("The full text cannot be searched just now. Titles, other names and summaries can.")
              : words(
                  "Opened from a disk, this page searches titles, other names and summaries. The full text needs a server.",
                ),
          );
        }
      }
    };

    const draw = () => {
      const ranked = finder.rank(nearby, further);
      const { fitting, counts } = select(known, state, (place) => inScope[place] && (!state.q || ranked.has(place)));
      shown = order(known, fitting, state.sort || "relevance", (place) => ranked.get(place) ?? 0);
      tally.replaceChildren(strong(String(shown.length)), ` ${noun(shown)}`);
      showCounts(counts);
      showChips();
      listing.hidden = active();
      found.hidden = !active();
      found.replaceChildren();
      sight.disconnect();
      waiting.clear();
      drawn = 0;
      if (!active()) more.hidden = true;
      else if (shown.length) drawMore();
      else showWayOut();
    };

    const drawMore = () => {
      const next = shown.slice(drawn, drawn + SCREEN);
      drawn += next.length;
      found.append(...next.map(card));
      more.hidden = drawn >= shown.length;
      more.textContent = words("Show %(count)s more", { count: Math.min(SCREEN, shown.length - drawn) });
    };

    /** @param {number[][]} counts */
    const showCounts = (counts) => {
      known.facets.forEach((facet, f) => {
        facet.options.forEach(([value], o) => {
          const label = form.querySelector(`fieldset[data-facet="${facet.id}"] [data-value="${value}"]`);
          if (!label) return;
          const number = label.querySelector(".count");
          if (number) number.textContent = String(counts[f][o]);
          label.classList.toggle("none", counts[f][o] === 0);
        });
      });
    };

    const choices = () =>
      known.facets.flatMap((facet) =>
        facet.options
          .filter(([value]) => state.chosen.get(facet.id)?.has(value))
          .map(([value, label]) => ({ facet: facet.id, value, label })),
      );

    const showChips = () => {
      chips.replaceChildren(
        ...choices().map(({ facet, value, label }) => {
          const item = document.createElement("li");
          item.append(button(label, () => drop(facet, value), words("Remove %(choice)s", { choice: label })));
          return item;
        }),
      );
      clear.hidden = !active();
    };

    /** Nothing fits: say which one choice to give up. */
    const showWayOut = () => {
      const item = document.createElement("li");
      item.className = "nothing";
      const ways = choices()
        .map((choice) => ({ ...choice, left: without(choice.facet, choice.value) }))
        .filter((choice) => choice.left > 0)
        .sort((a, b) => b.left - a.left);
      item.append(
        paragraph(
          ways.length
            ? words("Nothing fits all of that. Give up one choice:")
            : state.q
              ? words("No entry has these words. Try fewer, or others.")
              : words("Nothing fits all of that. Clear it, and start from one choice."),
        ),
      );
      for (const { facet, value, label, left } of ways.slice(0, 3)) {
        item.append(button(words("Drop “%(choice)s” (%(count)s)", { choice: label, count: left }), () => drop(facet, value)));
      }
      found.append(item);
      more.hidden = true;
    };

    /** @param {string} facet @param {string} value */
    const without = (facet, value) => {
      const chosen = new Map([...state.chosen].map(([id, values]) => [id, new Set(values)]));
      chosen.get(facet)?.delete(value);
      const ranked = finder.rank(nearby, further);
      return select(known, { ...state, chosen }, (place) => inScope[place] && (!state.q || ranked.has(place))).fitting
        .length;
    };

    /** @param {string} facet @param {string} value */
    const drop = (facet, value) => {
      for (const input of inputs()) {
        if (input.name === facet && input.value === value) input.checked = false;
      }
      choose();
      (/** @type {HTMLElement | null} */ (chips.querySelector("button")) ?? box).focus();
    };

    const choose = () => {
      clearTimeout(typing);
      state.q = box.value.trim();
      state.chosen = new Map();
      for (const input of inputs()) {
        if (input.checked) {
          state.chosen.set(input.name, (state.chosen.get(input.name) ?? new Set()).add(input.value));
        }
      }
      say("");
      toAddress(true);
      search();
    };

    /** @param {number} place */
    const card = (place) => {
      const row = known.rows[place];
      const article = document.createElement("article");
      const condition = answers(row, "condition")[0];
      article.className = condition ? `card condition-${condition.place + 1}` : "card";
      if (condition) article.append(tag(condition));
      const heading = document.createElement("h3");
      heading.append(link(row[2], finder.address(known, place)));
      article.append(heading, paragraph(summaries?.[place] ?? ""), facts(row));
      const hit = further.get(place);
      if (hit && state.q) {
        waiting.set(article, hit);
        sight.observe(article);
      }
      const item = document.createElement("li");
      item.append(article);
      return item;
    };

    /** Cards whose excerpts are fetched when they come into sight. @type {Map<Element, Hit>} */
    const waiting = new Map();
    const sight = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const hit = isIntersecting && waiting.get(target);
        if (!hit) continue;
        waiting.delete(target);
        sight.unobserve(target);
        excerpts(hit, target);
      }
    });

    /** @param {Hit} hit @param {Element} article */
    const excerpts = async (hit, article) => {
      const places = await hit.places();
      const list = document.createElement("ul");
      list.className = "excerpts";
      for (const { title, url, excerpt } of places) {
        const item = document.createElement("li");
        if (title && url.includes("#")) item.append(link(title, url), " ");
        item.append(finder.marked(excerpt));
        list.append(item);
      }
      article.append(list);
    };

    /** @param {Row} row @param {string} id */
    const answers = (row, id) => {
      const f = known.facets.findIndex((facet) => facet.id === id);
      return f < 0 ? [] : row[3][f].map((place) => ({ place, label: known.facets[f].options[place][1] }));
    };

    /** The facts a leader chooses by, in the order of every card. @param {Row} row */
    const facts = (row) => {
      const list = document.createElement("ul");
      list.className = "facts";
      const roles = answers(row, "role");
      const effort = answers(row, "effort")[0]?.label;
      const lines = [
        roles[0] && leads(roles[0].label, roles.length - 1),
        row[4] && duration(row[4]),
        answers(row, "rhythm")[0]?.label,
        effort && words("%(effort)s effort", { effort }),
        answers(row, "kind")[0]?.label,
        row[5] && words.plural("Seen in %(count)s case", "Seen in %(count)s cases", row[5]),
      ];
      for (const line of lines) {
        if (line) list.append(Object.assign(document.createElement("li"), { textContent: String(line) }));
      }
      return list;
    };

    /** @param {{ place: number, label: string }} condition */
    const tag = ({ place, label }) => {
      const mark = document.createElement("span");
      mark.className = "tag";
      const marks = /** @type {HTMLTemplateElement} */ (document.getElementById("glyphs")).content.children;
      if (marks[place]) mark.append(marks[place].cloneNode(true), " ");
      mark.append(label);
      return mark;
    };

    /** @param {number[]} places */
    const noun = (places) => {
      const kinds = new Set(places.map((place) => known.collections[known.rows[place][0]]));
      const [kind] = kinds.size === 1 ? kinds : scope;
      if (kinds.size !== 1 && scope.size > 1) return words("moves and cases");
      const n = places.length;
      return kind === "cases" ? words.plural("case", "cases", n) : words.plural("move", "moves", n);
    };

    form.addEventListener("change", (event) => {
      if (event.target === sorting) {
        state.sort = sorting.value === "relevance" ? "" : sorting.value;
        toAddress(true);
        search();
      } else if (event.target !== box) choose();
    });
    box.addEventListener("input", () => {
      clearTimeout(typing);
      typing = window.setTimeout(() => {
        state.q = box.value.trim();
        say("");
        toAddress(false);
        search();
      }, 120);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    clear.addEventListener("click", () => {
      for (const input of inputs()) input.checked = false;
      box.value = state.q = state.sort = "";
      sorting.value = "relevance";
      choose();
      box.focus();
    });
    more.addEventListener("click", () => {
      const first = drawn;
      drawMore();
      /** @type {HTMLElement | null} */ (found.children[first]?.querySelector("a"))?.focus();
    });
    addEventListener("popstate", fromAddress);
    fromAddress();
  };

  /** @param {string} text */
  const say = (text) => {
    notice.textContent = text;
    notice.hidden = !text;
  };
  /** @param {string} text */
  const strong = (text) => Object.assign(document.createElement("strong"), { textContent: text });
  /** @param {string} text */
  const paragraph = (text) => Object.assign(document.createElement("p"), { textContent: text });
  /** @param {string} text @param {string} href */
  const link = (text, href) => Object.assign(document.createElement("a"), { textContent: text, href });
  /** @param {string} text @param {() => void} act @param {string} [name] */
  const button = (text, act, name) => {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: text });
    if (name) made.setAttribute("aria-label", name);
    made.addEventListener("click", act);
    return made;
  };
  /** @param {string} role @param {number} others */
  const leads = (role, others) =>
    others > 0 ? words.plural("%(role)s and %(count)s other", "%(role)s and %(count)s others", others, { role }) : role;
  /** @param {number} minutes */
  const duration = (minutes) => {
    if (minutes < 100) return words("%(count)s min", { count: minutes });
    const hours = Math.round(minutes / 6) / 10;
    if (minutes < 600) return words.plural("%(count)s hour", "%(count)s hours", Math.ceil(hours), { count: hours });
    return words.plural("%(count)s day", "%(count)s days", Math.round(minutes / 360));
  };

  finder.index().then((known) => {
    if (known) start(known);
    else {
      form.hidden = true;
      say(words("The list cannot be narrowed just now. Everything is listed below."));
      form.before(notice);
    }
  });
})();

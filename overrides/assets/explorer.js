// The explorer: choosing narrows the list, the address keeps the choice, every outcome is announced.
// Its form is "ready" once this script has started, and "failed" where there is no index. Without
// either, the page lists everything, links to every selection, and says that it cannot narrow.
"use strict";

{
  const { read, write, select, order } = globalThis.playbookLogic ?? {};
  const { KeyedList, Announcer } = globalThis.playbookLive ?? {};
  const finder = globalThis.playbookFinder;
  const SCREEN = 60; // cards that are drawn at a time
  const PAUSE = 120; // milliseconds without a key, before words are searched for

  /** @typedef {{ facet: string, value: string, label: string }} Choice */
  /** @typedef {Choice & { count: number }} Way */

  /** The element of a component, looked for nowhere else on the page.
   * @template {Element} E @param {Element} component @param {string} selector @param {new () => E} kind */
  const part = (component, selector, kind) => {
    const inner = component.querySelector(selector);
    if (inner instanceof kind) return inner;
    throw new TypeError(`The explorer has no ${selector}`);
  };

  /** @template {keyof HTMLElementTagNameMap} K
   * @param {K} name @param {Partial<HTMLElementTagNameMap[K]>} properties @param {...(string | Node)} content
   * @returns {HTMLElementTagNameMap[K]} */
  const element = (name, properties, ...content) => {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...content);
    return node;
  };

  /** @param {string} text @param {() => void} act @param {string} [name] */
  const button = (text, act, name) => {
    const node = element("button", { type: "button" }, text);
    if (name) node.setAttribute("aria-label", name);
    node.addEventListener("click", act);
    return node;
  };

  /** @param {Choice} choice */
  const keyOf = ({ facet, value }) => `${facet}=${value}`;

  /** What was chosen, each to be taken back. @param {(choice: Choice) => void} drop @returns {KeyedItems<Choice>} */
  const chipItems = (drop) => ({
    key: keyOf,
    make: (choice) => {
      const name = words("Remove %(choice)s", { choice: choice.label });
      return element("li", {}, button(choice.label, () => drop(choice), name));
    },
  });

  /** Choices to give up where nothing fits. @param {(choice: Choice) => void} drop @returns {KeyedItems<Way>} */
  const wayItems = (drop) => ({
    key: keyOf,
    make: (way) => button("", () => drop(way)),
    update: (item, way) => {
      item.textContent = words("Drop “%(choice)s” (%(count)s)", { choice: way.label, count: way.count });
    },
  });

  /** The line that says what went otherwise than asked. @param {Element} form @param {string} text */
  const say = (form, text) => {
    const notice = part(form, ".said-so", HTMLElement);
    notice.textContent = text;
    notice.hidden = !text;
  };

  /** What a reader asks for. The form, the address and the state are kept the same. */
  class Choices {
    /** @type {State} */
    state = { choices: new Map(), q: "", sort: "" };

    /** @param {HTMLFormElement} form */
    constructor(form) {
      this.form = form;
      this.facets = this.ownFacets();
      this.box = part(form, "#find", HTMLInputElement);
      this.sorting = part(form, "#sort", HTMLSelectElement);
    }

    get any() {
      return this.state.q !== "" || this.state.sort !== "" || this.state.choices.size > 0;
    }

    get inputs() {
      return /** @type {NodeListOf<HTMLInputElement>} */ (this.form.querySelectorAll("fieldset input"));
    }

    /** The facets that the form shows; the index, which comes later, may have more. @returns {Facet[]} */
    ownFacets() {
      /** @type {Map<string, [string, string][]>} */
      const options = new Map();
      for (const { name, value } of this.inputs) options.set(name, [...(options.get(name) ?? []), [value, ""]]);
      return [...options].map(([id, values]) => ({ id, label: "", options: values }));
    }

    /** Bring the state and the form to what the address says; answers what in it is not known here. */
    readAddress() {
      const { state, rest } = read(location.search, this.facets);
      this.state = state;
      this.box.value = state.q;
      this.sorting.value = state.sort || "relevance";
      for (const input of this.inputs) {
        input.checked = state.choices.get(input.name)?.has(input.value) ?? false;
      }
      return rest;
    }

    /** @param {boolean} step whether going back should come to the state before */
    writeAddress(step) {
      const address = location.pathname + write(this.state, this.facets);
      if (step) history.pushState(null, "", address);
      else history.replaceState(null, "", address);
    }

    /** Bring the state to what the form says. */
    readForm() {
      this.readWords();
      this.readOrder();
      this.readAnswers();
    }

    readWords() {
      this.state.q = this.box.value.trim();
    }

    readOrder() {
      this.state.sort = this.sorting.value === "relevance" ? "" : this.sorting.value;
    }

    readAnswers() {
      this.state.choices = new Map();
      for (const { checked, name, value } of this.inputs) {
        if (checked) this.state.choices.set(name, (this.state.choices.get(name) ?? new Set()).add(value));
      }
    }

    clear() {
      for (const input of this.inputs) input.checked = false;
      this.box.value = "";
      this.sorting.value = "relevance";
    }

    /** @param {Choice} choice */
    remove(choice) {
      for (const input of this.inputs) {
        if (input.name === choice.facet && input.value === choice.value) input.checked = false;
      }
    }

    /** The state with one choice less. @param {Choice} choice @returns {State} */
    without(choice) {
      const choices = new Map([...this.state.choices].map(([facet, values]) => [facet, new Set(values)]));
      choices.get(choice.facet)?.delete(choice.value);
      return { ...this.state, choices };
    }

    /** Every choice, in the order of the facets. @returns {Choice[]} */
    list() {
      return this.facets.flatMap(({ id, options }) =>
        options
          .filter(([value]) => this.state.choices.get(id)?.has(value))
          .map(([value, label]) => ({ facet: id, value, label })),
      );
    }
  }

  /** The search for words. */
  class WordSearch {
    /** @type {Found | null} */
    found = null;
    failed = false; // whether words could not be searched for
    /** @type {string[] | null} */
    summaries = null;
    turn = 0;

    /** @param {Index} index
     * @param {{ draw: () => void, say: (text: string) => void, settle: () => void }} reader */
    constructor(index, { draw, say, settle }) {
      this.index = index;
      this.draw = draw;
      this.say = say;
      this.settle = settle;
    }

    /** @returns {Ranks} */
    get ranks() {
      return this.found?.ranks ?? new Map();
    }

    /** Draw what was found, unless a newer search has begun, and settle.
     * @param {string} q @param {boolean} any whether there will be cards, which show summaries */
    async run(q, any) {
      const turn = (this.turn += 1);
      const summaries = any && !this.summaries ? finder.summaries(this.index) : null;
      const found = q ? await finder.search(this.index, q).catch(() => null) : null;
      if (turn !== this.turn) return;
      this.found = found;
      this.failed = q !== "" && !found;
      if (q) this.say(found ? playbookLive.said(found) : words("Words cannot be searched for just now. You can still choose."));
      this.draw();
      if (summaries) {
        this.summaries = await summaries;
        if (turn !== this.turn) return;
        this.draw();
      }
      this.settle();
    }
  }

  /** Excerpts, fetched when their card comes into sight. */
  class Excerpts {
    /** What was found when a card got its excerpts, or will get them. @type {WeakMap<Element, Found>} */
    hits = new WeakMap();
    sight = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) this.show(target);
      }
    });

    /** @param {Element} card @param {Found | null} hit */
    set(card, hit) {
      if (this.hits.get(card) === hit) return;
      card.querySelector(".excerpts")?.remove();
      this.sight.unobserve(card);
      this.hits.delete(card);
      if (!hit) return;
      this.hits.set(card, hit);
      this.sight.observe(card);
    }

    /** @param {Element} card */
    async show(card) {
      this.sight.unobserve(card);
      const hit = this.hits.get(card);
      const link = card.querySelector("h3 a");
      if (!hit || !(link instanceof HTMLAnchorElement)) return;
      const places = (await finder.context(link.href, hit).catch(() => [])).slice(0, 2); // a card is whole without
      if (!places.length || this.hits.get(card) !== hit) return;
      const items = places.map(({ title, url, excerpt }) => {
        const heading = title && url.includes("#") ? [element("a", { href: url }, title), " "] : [];
        return element("li", {}, ...heading, excerpt);
      });
      card.append(element("ul", { className: "excerpts" }, ...items));
    }
  }

  /** Cards for rows of the index, from the blank ones that `partials/cards.html` draws: the first has
   * no condition, the others have that at their place in the facet. */
  class Cards {
    /** @param {HTMLFormElement} form @param {Index} index */
    constructor(form, index) {
      this.index = index;
      this.blanks = part(form, ".blank-cards", HTMLTemplateElement).content.children;
      this.facet = index.facets.findIndex(({ id }) => id === "condition");
    }

    /** @param {number} place */
    card(place) {
      const row = this.index.rows[place];
      const [condition] = row[3][this.facet] ?? [];
      const card = /** @type {HTMLElement} */ (this.blanks[condition === undefined ? 0 : condition + 1].cloneNode(true));
      const link = part(card, "h3 a", HTMLAnchorElement);
      link.href = finder.address(this.index, place);
      link.textContent = row[2];
      part(card, ".facts", HTMLElement).append(...row[8].map((fact) => element("li", {}, this.index.texts[fact])));
      return card;
    }
  }

  /** The list: a screen of cards at a time; or why there is none; or, where nothing is asked, the page's own. */
  class Results {
    /** @type {number[]} */
    places = [];
    length = 0; // of the places, how many have their card

    /** @param {HTMLFormElement} form @param {KeyedItems<number>} cards @param {(choice: Choice) => void} drop */
    constructor(form, cards, drop) {
      this.found = part(form, ".found", HTMLElement);
      this.list = new KeyedList(this.found, cards);
      this.more = part(form, "button.more", HTMLButtonElement);
      this.listing = part(form, ".listing", HTMLElement);
      this.nothing = part(form, ".nothing", HTMLElement);
      this.ways = new KeyedList(part(this.nothing, "div", HTMLElement), wayItems(drop));
      this.more.addEventListener("click", () => this.continue());
    }

    /** Something else is asked: begin with the first screen. */
    restart() {
      this.length = 0;
    }

    /** @param {boolean} any whether something is asked @param {number[]} places */
    show(any, places) {
      this.listing.hidden = any;
      this.found.hidden = !any;
      this.nothing.hidden = true;
      this.places = any ? places : [];
      const focused = this.places.findIndex((place) => place === this.list.focused);
      this.showFirst(Math.max(SCREEN, this.length, focused + 1));
    }

    /** @param {number} length */
    showFirst(length) {
      this.length = Math.min(length, this.places.length);
      this.list.show(this.places.slice(0, this.length));
      const rest = this.places.length - this.length;
      this.more.hidden = rest === 0;
      this.more.textContent = words("Show %(count)s more", { count: Math.min(SCREEN, rest) });
    }

    /** Append a screen, and go to the first of its entries. */
    continue() {
      const first = this.length;
      this.showFirst(first + SCREEN);
      this.found.children[first]?.querySelector("a")?.focus();
    }

    /** Nothing fits: say which one choice to give up. @param {Way[]} ways @param {string} q */
    showWayOut(ways, q) {
      const best = ways.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
      this.found.hidden = true;
      this.nothing.hidden = false;
      part(this.nothing, "p", HTMLElement).textContent = best.length
        ? words("Nothing fits all of that. Give up one choice:")
        : q
          ? words("No entry has these words. Try fewer, or others.")
          : words("Nothing fits all of that. Clear it, and start from one choice.");
      this.ways.show(best.slice(0, 3));
    }
  }

  /** What stands around the list: how many there are, the choices, and how many each answer would leave. */
  class Outcome {
    /** @param {HTMLFormElement} form @param {Index} index @param {(choice: Choice) => void} drop */
    constructor(form, index, drop) {
      this.form = form;
      this.index = index;
      this.scope = scopeOf(form);
      this.tally = part(form, ".tally", HTMLElement);
      this.chips = new KeyedList(part(form, ".chips", HTMLElement), chipItems(drop));
      this.clear = part(form, "button.clear", HTMLButtonElement);
    }

    /** @param {number[]} places */
    showTally(places) {
      this.tally.replaceChildren(element("strong", {}, String(places.length)), ` ${this.noun(places)}`);
    }

    /** @param {number[]} places */
    noun(places) {
      const kinds = new Set(places.map((place) => this.index.collections[this.index.rows[place][0]]));
      const [kind] = kinds.size === 1 ? kinds : this.scope;
      if (kinds.size !== 1 && this.scope.size > 1) return words("moves and cases");
      const n = places.length;
      return kind === "cases" ? words.plural("case", "cases", n) : words.plural("move", "moves", n);
    }

    /** @param {number[][]} counts */
    showCounts(counts) {
      this.index.facets.forEach((facet, f) => {
        facet.options.forEach(([value], o) => {
          const label = this.form.querySelector(`fieldset[data-facet="${facet.id}"] [data-value="${value}"]`);
          if (!label) return;
          part(label, ".count", HTMLElement).textContent = String(counts[f][o]);
          label.classList.toggle("none", counts[f][o] === 0);
        });
      });
    }

    /** @param {boolean} any @param {Choice[]} choices */
    showChips(any, choices) {
      this.chips.show(choices);
      this.clear.hidden = !any;
    }
  }

  /** The collections that a page lists. @param {HTMLFormElement} form */
  const scopeOf = (form) => new Set((form.dataset.scope ?? "moves cases").split(" "));

  /** Listens to the reader, and has everything drawn from the choices. */
  class Explorer {
    excerpts = new Excerpts();
    timer = 0;
    notice = ""; // what of an address is not known here

    /** @param {Choices} choices @param {Index} index @param {InstanceType<Live["Announcer"]>} announcer */
    constructor(choices, index, announcer) {
      const form = choices.form;
      const scope = scopeOf(form);
      /** @param {Choice} choice */
      const drop = (choice) => this.drop(choice);
      this.form = form;
      this.index = index;
      this.announcer = announcer;
      this.inScope = index.rows.map((row) => scope.has(index.collections[row[0]]));
      this.choices = choices;
      this.search = new WordSearch(index, {
        draw: () => this.draw(),
        say: (text) => say(form, [this.notice, text].filter(Boolean).join(" ")),
        settle: () => this.announce(),
      });
      this.cards = new Cards(form, index);
      this.results = new Results(form, this.cardItems(), drop);
      this.outcome = new Outcome(form, index, drop);
      choices.facets = index.facets;
    }

    /** @param {boolean} touched whether the reader has chosen before the index was there */
    start(touched) {
      this.form.addEventListener("change", (event) => this.change(event.target));
      this.choices.box.addEventListener("input", () => {
        clearTimeout(this.timer);
        this.announcer.wait();
        this.timer = window.setTimeout(() => this.changeWords(), PAUSE);
      });
      this.outcome.clear.addEventListener("click", () => this.clear());
      addEventListener("popstate", () => this.goToAddress());
      if (touched) this.takeUp();
      else this.goToAddress();
    }

    /** Take up what was typed and ticked while the index was on its way. */
    takeUp() {
      this.choices.readForm();
      this.settleChoices(false);
    }

    /** Take up the address, and say what in it is not known here. */
    goToAddress() {
      const rest = this.choices.readAddress().join(", ");
      this.notice = rest && words("Not known here, and left out: %(choices)s.", { choices: rest });
      say(this.form, this.notice);
      this.run();
    }

    /** @param {EventTarget | null} input */
    change(input) {
      if (input === this.choices.sorting) {
        this.choices.readOrder();
        this.choices.writeAddress(true);
        this.run();
      } else if (input !== this.choices.box) this.choose();
    }

    changeWords() {
      this.choices.readWords();
      this.settleChoices(false);
    }

    choose() {
      clearTimeout(this.timer);
      this.choices.readWords();
      this.choices.readAnswers();
      this.settleChoices(true);
    }

    /** @param {boolean} step whether going back should come to the state before */
    settleChoices(step) {
      this.notice = "";
      say(this.form, "");
      this.choices.writeAddress(step);
      this.run();
    }

    /** @param {Choice} choice */
    drop(choice) {
      this.choices.remove(choice);
      this.choose();
      (this.outcome.chips.node.querySelector("button") ?? this.choices.box).focus();
    }

    clear() {
      this.choices.clear();
      this.choices.readOrder();
      this.choose();
      this.choices.box.focus();
    }

    run() {
      this.announcer.wait();
      this.results.restart();
      return this.search.run(this.choices.state.q, this.choices.any);
    }

    /** Say how many there are, and what went otherwise, once all has been drawn. */
    announce() {
      const notice = part(this.form, ".said-so", HTMLElement).textContent;
      if (this.choices.any || notice) this.announcer.say(`${this.outcome.tally.textContent}. ${notice}`.trim());
    }

    /** The places that fit a state, and the counts of its answers. @param {State} state @param {Ranks} ranks */
    select(state, ranks) {
      const anyWords = !state.q || this.search.failed; // then everything is listed
      return select(this.index, state, (place) => this.inScope[place] && (anyWords || ranks.has(place)));
    }

    /** Draw; what had the focus keeps it, or where that is gone, the number of results gets it. */
    draw() {
      const focus = this.form.contains(document.activeElement) ? document.activeElement : null;
      this.drawChoices();
      if (focus && !focus.checkVisibility()) this.outcome.tally.focus();
    }

    drawChoices() {
      const { state, any } = this.choices;
      const choices = this.choices.list();
      const ranks = this.search.ranks;
      const { places, counts } = this.select(state, ranks);
      this.outcome.showTally(places);
      this.outcome.showCounts(counts);
      this.outcome.showChips(any, choices);
      this.results.show(any, order(this.index, places, state.sort || "relevance", (place) => ranks.get(place) ?? 0));
      if (!any || places.length) return;
      const ways = choices.map((choice) => {
        const { places } = this.select(this.choices.without(choice), ranks);
        return { ...choice, count: places.length };
      });
      this.results.showWayOut(ways, state.q);
    }

    /** @returns {KeyedItems<number>} */
    cardItems() {
      return {
        key: (place) => place,
        make: (place) => element("li", {}, this.cards.card(place)),
        update: (item, place) => {
          part(item, "p", HTMLElement).textContent = this.search.summaries?.[place] ?? "";
          this.excerpts.set(part(item, "article", HTMLElement), this.choices.state.q ? this.search.found : null);
        },
      };
    }
  }

  /** The page as it is without an index. @param {HTMLFormElement} form @param {InstanceType<Live["Announcer"]>} announcer */
  const giveUp = (form, announcer) => {
    const notice = part(form, ".not-narrowed", HTMLElement);
    const inside = form.contains(document.activeElement);
    say(form, "");
    notice.hidden = false;
    form.classList.replace("ready", "failed");
    announcer.say(notice.textContent ?? "");
    if (inside) notice.focus(); // what had it cannot be seen any more
  };

  /** Show the controls, and keep what is typed and ticked until the index is there. @param {HTMLFormElement} form */
  const start = async (form) => {
    const choices = new Choices(form);
    const announcer = new Announcer(part(form, ".announcement", HTMLElement));
    let touched = false;
    const touch = () => {
      touched = true;
      say(form, words("The list is still on its way. What you choose is kept."));
    };
    const wide = matchMedia("(min-width: 58em)").matches;
    part(form, ".facets", HTMLDetailsElement).open = wide; // a sheet on phones, a column elsewhere
    choices.readAddress();
    form.addEventListener("input", touch);
    form.addEventListener("submit", (event) => event.preventDefault());
    part(form, ".not-narrowed", HTMLElement).hidden = true;
    form.classList.add("ready");
    const index = await finder.index();
    form.removeEventListener("input", touch);
    if (index) new Explorer(choices, index, announcer).start(touched);
    else giveUp(form, announcer);
  };

  const form = document.querySelector("form.explorer");
  const whole = typeof words !== "undefined" && [read, KeyedList, finder].every(Boolean);
  if (whole && form instanceof HTMLFormElement) start(form);
}

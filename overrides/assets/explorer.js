// The explorer: choosing narrows the list, the address keeps the choice, every change is announced.
// Without this script, or without the index, the page lists everything and links to every selection.
"use strict";

{
  const { read, write, select, order } = playbookLogic;
  const finder = playbookFinder;
  const SCREEN = 60; // cards that are drawn at a time
  const PAUSE = 120; // milliseconds without a key, before words are searched for

  /** @typedef {{ facet: string, value: string, label: string }} Choice */

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

    /** @param {HTMLFormElement} form @param {Index} index */
    constructor(form, index) {
      this.form = form;
      this.index = index;
      this.box = part(form, "#find", HTMLInputElement);
      this.sorting = part(form, "#sort", HTMLSelectElement);
    }

    get any() {
      return this.state.q !== "" || this.state.sort !== "" || this.state.choices.size > 0;
    }

    get inputs() {
      return /** @type {NodeListOf<HTMLInputElement>} */ (this.form.querySelectorAll("fieldset input"));
    }

    /** Bring the state and the form to what the address says; answers what in it is not known here. */
    readAddress() {
      const { state, rest } = read(location.search, this.index.facets);
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
      const address = location.pathname + write(this.state, this.index.facets);
      if (step) history.pushState(null, "", address);
      else history.replaceState(null, "", address);
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
      return this.index.facets.flatMap(({ id, options }) =>
        options
          .filter(([value]) => this.state.choices.get(id)?.has(value))
          .map(([value, label]) => ({ facet: id, value, label })),
      );
    }
  }

  /** The search for words: at once in what is here, then in the full text. */
  class WordSearch {
    /** @type {Ranks} */
    near = new Map();
    /** @type {Map<number, Hit>} */
    far = new Map();
    /** @type {string[] | null} */
    summaries = null;
    turn = 0;

    /** @param {Index} index @param {() => void} draw @param {(text: string) => void} say */
    constructor(index, draw, say) {
      this.index = index;
      this.draw = draw;
      this.say = say;
    }

    get ranks() {
      return finder.rank(this.near, this.far);
    }

    /** Draw after every step, until a newer search begins.
     * @param {string} q @param {boolean} any whether there will be cards, which show summaries */
    async run(q, any) {
      const turn = (this.turn += 1);
      this.near = finder.near(this.index, q);
      this.far = new Map();
      this.draw();
      if (!any) return;
      this.summaries ??= await finder.summaries(this.index);
      if (turn !== this.turn) return;
      this.near = finder.near(this.index, q);
      this.draw();
      if (!q) return;
      const hits = await finder.far(this.index, q).catch(() => null);
      if (turn !== this.turn) return;
      if (hits) {
        this.far = hits;
        this.draw();
      } else this.sayWhyNot();
    }

    sayWhyNot() {
      this.say(
        finder.onServer
          ? words("The full text cannot be searched just now. Titles, other names and summaries can.")
          : words(
              "Opened from a disk, this page searches titles, other names and summaries. The full text needs a server.",
            ),
      );
    }
  }

  /** Excerpts from the full text, fetched when their card comes into sight. */
  class Excerpts {
    /** @type {Map<Element, Hit>} */
    hits = new Map();
    sight = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) this.show(target);
      }
    });

    /** @param {Element} card @param {Hit} hit */
    add(card, hit) {
      this.hits.set(card, hit);
      this.sight.observe(card);
    }

    clear() {
      this.sight.disconnect();
      this.hits.clear();
    }

    /** @param {Element} card */
    async show(card) {
      const hit = this.hits.get(card);
      if (!hit) return;
      this.hits.delete(card);
      this.sight.unobserve(card);
      const items = (await hit.places()).map(({ title, url, excerpt }) => {
        const heading = title && url.includes("#") ? [element("a", { href: url }, title), " "] : [];
        return element("li", {}, ...heading, finder.highlight(excerpt));
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

    /** @param {number} place @param {string} summary */
    card(place, summary) {
      const row = this.index.rows[place];
      const [condition] = row[3][this.facet] ?? [];
      const card = /** @type {HTMLElement} */ (this.blanks[condition === undefined ? 0 : condition + 1].cloneNode(true));
      const link = part(card, "h3 a", HTMLAnchorElement);
      link.href = finder.address(this.index, place);
      link.textContent = row[2];
      part(card, "p", HTMLElement).textContent = summary;
      part(card, ".facts", HTMLElement).append(...row[9].map((fact) => element("li", {}, this.index.texts[fact])));
      return card;
    }
  }

  /** The list: a screen of cards at a time; or why there is none; or, where nothing is asked, the page's own. */
  class Results {
    /** @type {number[]} */
    places = [];
    length = 0; // of the places, how many have their card

    /** @param {HTMLFormElement} form @param {(place: number) => Node} card */
    constructor(form, card) {
      this.card = card;
      this.list = part(form, ".found", HTMLElement);
      this.more = part(form, "button.more", HTMLButtonElement);
      this.listing = part(form, ".listing", HTMLElement);
      this.more.addEventListener("click", () => this.continue());
    }

    /** @param {boolean} any whether something is asked @param {number[]} places */
    show(any, places) {
      this.listing.hidden = any;
      this.list.hidden = !any;
      this.list.replaceChildren();
      this.places = any ? places : [];
      this.length = 0;
      this.append();
    }

    append() {
      const next = this.places.slice(this.length, this.length + SCREEN);
      this.list.append(...next.map((place) => element("li", {}, this.card(place))));
      this.length += next.length;
      const rest = this.places.length - this.length;
      this.more.hidden = rest === 0;
      this.more.textContent = words("Show %(count)s more", { count: Math.min(SCREEN, rest) });
    }

    /** Append a screen, and go to the first of its entries. */
    continue() {
      const first = this.length;
      this.append();
      this.list.children[first]?.querySelector("a")?.focus();
    }

    /** Nothing fits: say which one choice to give up.
     * @param {(Choice & { count: number })[]} ways @param {string} q @param {(choice: Choice) => void} drop */
    showWayOut(ways, q, drop) {
      const best = ways.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
      const text = best.length
        ? words("Nothing fits all of that. Give up one choice:")
        : q
          ? words("No entry has these words. Try fewer, or others.")
          : words("Nothing fits all of that. Clear it, and start from one choice.");
      const buttons = best.slice(0, 3).map((way) => {
        const label = words("Drop “%(choice)s” (%(count)s)", { choice: way.label, count: way.count });
        return button(label, () => drop(way));
      });
      this.list.append(element("li", { className: "nothing" }, element("p", {}, text), ...buttons));
    }
  }

  /** What stands around the list: how many there are, the choices, and how many each answer would leave. */
  class Outcome {
    /** @param {HTMLFormElement} form @param {Index} index @param {Set<string>} scope */
    constructor(form, index, scope) {
      this.form = form;
      this.index = index;
      this.scope = scope;
      this.tally = part(form, ".tally", HTMLElement);
      this.chips = part(form, ".chips", HTMLElement);
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

    /** @param {boolean} any @param {Choice[]} choices @param {(choice: Choice) => void} drop */
    showChips(any, choices, drop) {
      const items = choices.map((choice) => {
        const name = words("Remove %(choice)s", { choice: choice.label });
        return element("li", {}, button(choice.label, () => drop(choice), name));
      });
      this.chips.replaceChildren(...items);
      this.clear.hidden = !any;
    }
  }

  /** Listens to the reader, and has everything drawn from the choices. */
  class Explorer {
    excerpts = new Excerpts();
    timer = 0;

    /** @param {HTMLFormElement} form @param {Index} index */
    constructor(form, index) {
      const scope = new Set((form.dataset.scope ?? "moves cases").split(" "));
      this.form = form;
      this.index = index;
      this.inScope = index.rows.map((row) => scope.has(index.collections[row[0]]));
      this.choices = new Choices(form, index);
      this.search = new WordSearch(index, () => this.draw(), (text) => say(form, text));
      this.cards = new Cards(form, index);
      this.results = new Results(form, (place) => this.card(place));
      this.outcome = new Outcome(form, index, scope);
    }

    start() {
      this.form.addEventListener("change", (event) => this.change(event.target));
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.choices.box.addEventListener("input", () => {
        clearTimeout(this.timer);
        this.timer = window.setTimeout(() => this.changeWords(), PAUSE);
      });
      this.outcome.clear.addEventListener("click", () => this.clear());
      addEventListener("popstate", () => this.goToAddress());
      this.goToAddress();
    }

    /** Take up the address, and say what in it is not known here. */
    goToAddress() {
      const rest = this.choices.readAddress().join(", ");
      say(this.form, rest && words("Not known here, and left out: %(choices)s.", { choices: rest }));
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
      say(this.form, "");
      this.choices.writeAddress(false);
      this.run();
    }

    choose() {
      clearTimeout(this.timer);
      this.choices.readWords();
      this.choices.readAnswers();
      say(this.form, "");
      this.choices.writeAddress(true);
      this.run();
    }

    /** @param {Choice} choice */
    drop(choice) {
      this.choices.remove(choice);
      this.choose();
      (this.outcome.chips.querySelector("button") ?? this.choices.box).focus();
    }

    clear() {
      this.choices.clear();
      this.choices.readOrder();
      this.choose();
      this.choices.box.focus();
    }

    run() {
      return this.search.run(this.choices.state.q, this.choices.any);
    }

    /** The places that fit a state, and the counts of its answers. @param {State} state @param {Ranks} ranks */
    select(state, ranks) {
      return select(this.index, state, (place) => this.inScope[place] && (!state.q || ranks.has(place)));
    }

    draw() {
      const { state, any } = this.choices;
      const choices = this.choices.list();
      const ranks = this.search.ranks;
      const { places, counts } = this.select(state, ranks);
      /** @param {Choice} choice */
      const drop = (choice) => this.drop(choice);
      this.excerpts.clear();
      this.outcome.showTally(places);
      this.outcome.showCounts(counts);
      this.outcome.showChips(any, choices, drop);
      this.results.show(any, order(this.index, places, state.sort || "relevance", (place) => ranks.get(place) ?? 0));
      if (!any || places.length) return;
      const ways = choices.map((choice) => {
        const { places } = this.select(this.choices.without(choice), ranks);
        return { ...choice, count: places.length };
      });
      this.results.showWayOut(ways, state.q, drop);
    }

    /** @param {number} place */
    card(place) {
      const card = this.cards.card(place, this.search.summaries?.[place] ?? "");
      const hit = this.search.far.get(place);
      if (hit && this.choices.state.q) this.excerpts.add(card, hit);
      return card;
    }
  }

  /** The page as it is without an index. @param {HTMLFormElement} form */
  const giveUp = (form) => {
    say(form, words("The list cannot be narrowed just now. Everything is listed below."));
    form.before(part(form, ".said-so", HTMLElement), part(form, ".listing", HTMLElement));
    form.hidden = true;
  };

  const form = document.querySelector("form.explorer");
  if (form instanceof HTMLFormElement) {
    const wide = matchMedia("(min-width: 58em)").matches;
    part(form, ".facets", HTMLDetailsElement).open = wide; // a sheet on phones, a column elsewhere
    finder.index().then((index) => {
      if (!index) return giveUp(form);
      new Explorer(form, index).start();
    });
  }
}

// The explorer: choosing narrows the list, the address keeps the choice, every outcome is announced.
// Its form is "ready" once this script has started, and "failed" where there is no index. Without
// either, the page lists everything, links to every selection, and says that it cannot narrow.
"use strict";

{
  const { read, write, unpack, select, order, partOf, orderOf, ordersOf, titleOf, waysOut } = globalThis.playbookLogic ?? {};
  const { KeyedList, Announcer, element, kindOf, brief } = globalThis.playbookLive ?? {};
  const finder = globalThis.playbookFinder;
  const SCREEN = 60; // cards that are drawn at a time
  const SCREEN_OF_MANY = 24; // where what they say is in many files
  const PAUSE = 120; // milliseconds without a key, before words are searched for
  const MOST_WAYS = 3; // ways out, and entries that come close
  const MOST_BEYOND = 3; // roles, conditions and pages above the list
  const UNANSWERED = 3000; // milliseconds that words stand without a result, before they are counted

  /** What was changed last, and when. @type {Element | null} */
  let last;
  let when = 0;

  /** @typedef {{ facet: string, value: string, label: string }} Choice */
  /** @typedef {{ title: string, href: string, kind: string, spoken?: Spoken }} Other */
  /** @typedef {{ ways: Way[], closest: number[], q: string, reason: string }} Out */
  /** @typedef {{ rank: number, place?: number, page?: Found["pages"][0] }} Beyond */

  /** The element of a component, looked for nowhere else on the page.
   * @template {Element} [E=HTMLElement] @param {Element} component @param {string} selector @param {new () => E} [kind] */
  const part = (component, selector, kind = /** @type {new () => any} */ (HTMLElement)) => {
    const inner = component.querySelector(selector);
    if (inner instanceof kind) return inner;
    throw new TypeError(`No ${selector}`);
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

  /** What to give up where nothing fits. @param {Choices} choices @param {(way: Way) => void} giveUp @returns {KeyedItems<Way>} */
  const wayItems = (choices, giveUp) => ({
    key: ({ drop }) => drop.join(),
    make: (way) => button("", () => giveUp(way)),
    update: (item, { drop, count }) => {
      item.textContent = words("Drop %(choices)s (%(count)s)", { choices: choices.named(drop), count });
    },
  });

  /** What words find beside what the page lists. @returns {KeyedItems<Other>} */
  const otherItems = () => ({
    key: ({ href }) => href,
    make: ({ title, href, kind, spoken }) => element("li", {}, element("a", { href, ...spoken }, title), " ", element("span", {}, kind)),
  });

  /** Names in a sentence. @param {string[]} names @param {Intl.ListFormatType} [type] */
  const listOf = (names, type) => new Intl.ListFormat(document.documentElement.lang, { type }).format(names);

  /** Offer some of the rest, if there is any. @param {HTMLButtonElement} more @param {number} rest @param {number} [most] */
  const offer = (more, rest, most = rest) => {
    more.hidden = rest === 0;
    more.textContent = words("Show %(count)s more", { count: Math.min(most, rest) });
  };

  /** The line that says what went otherwise than asked. @param {Element} form */
  const saidIn = (form) => part(form, ".said-so");

  /** @param {Element} form @param {string} text */
  const say = (form, text) => {
    const notice = saidIn(form);
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
      /** @type {NodeListOf<HTMLSelectElement>} */
      this.blanks = form.querySelectorAll(".sentence select");
      for (const blank of this.blanks) blank.addEventListener("change", () => this.fill(blank));
    }

    get any() {
      const { choices, q, sort } = this.state;
      return Boolean(choices.size || q || sort);
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
      this.showForm();
      return rest;
    }

    /** Bring the form to what the state says. */
    showForm() {
      const { choices, q } = this.state;
      this.box.value = q;
      for (const input of this.inputs) input.checked = choices.get(input.name)?.has(input.value) ?? false;
      this.showBlanks();
    }

    /** Bring the sentence to what the state says; where it has no words for that, it leads to the list. */
    showBlanks() {
      for (const blank of this.blanks) {
        const values = [...(this.state.choices.get(blank.dataset.facet ?? "") ?? [])];
        blank.value = values.join();
        if (blank.selectedIndex < 0) blank.value = "*";
      }
    }

    /** Tick what a blank of the sentence says, and nothing else of its facet. @param {HTMLSelectElement} blank */
    fill({ dataset, value }) {
      for (const input of this.inputs) if (input.name === dataset.facet) input.checked = input.value === value;
    }

    /** A list that keys turn through is one state. @param {boolean} step whether going back should come to the state before, if it is another one */
    writeAddress(step) {
      const query = write(this.state, this.facets);
      const at = /** @type {HTMLSelectElement | null} */ (document.activeElement);
      const now = Date.now();
      const isTurned = at === last && at?.options && now - when < 1e3;
      history[step && !isTurned && query !== location.search ? "pushState" : "replaceState"](null, "", location.pathname + query);
      last = at;
      when = now;
    }

    readWords() {
      this.state.q = this.box.value.trim();
    }

    readOrder() {
      const { value } = this.sorting;
      this.state.sort = value === orderOf({ ...this.state, sort: "" }) ? "" : value;
    }

    /** Offer the orders that there are: without words nothing is the best match. */
    showOrder(state = this.state) {
      const orders = ordersOf(state);
      for (const option of this.sorting.options) option.hidden = option.disabled = !orders.includes(option.value);
      this.sorting.value = orderOf(state);
    }

    /** What the page does not offer, and an address has brought, stays. */
    readAnswers() {
      for (const { name } of this.inputs) this.state.choices.delete(name);
      for (const { checked, name, value } of this.inputs) {
        if (checked) this.state.choices.set(name, (this.state.choices.get(name) ?? new Set()).add(value));
      }
      this.showBlanks();
    }

    clear() {
      this.state = { choices: new Map(), q: "", sort: "" };
      this.showForm();
    }

    /** @param {Choice} choice */
    remove({ facet, value }) {
      const values = this.state.choices.get(facet);
      values?.delete(value);
      if (!values?.size) this.state.choices.delete(facet);
      this.showForm();
    }

    /** Take back all answers of some facets, or the words. @param {string[]} drop */
    giveUp(drop) {
      for (const id of drop) this.state.choices.delete(id);
      if (drop.includes("q")) this.state.q = "";
      this.showForm();
    }

    /** What is given up, as a sentence names it. @param {string[]} drop */
    named(drop) {
      const labels = (/** @type {string} */ id) => this.list().filter(({ facet }) => facet === id).map(({ label }) => label);
      const names = drop.map((id) => (id === "q" ? words("the words") : `“${listOf(labels(id), "disjunction")}”`));
      return listOf(names);
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
    isBusy = false; // whether what was found is not of what is asked now
    turn = 0;

    /** @param {{ draw: () => Promise<boolean>, say: (text: string) => void, settle: () => void }} reader */
    constructor({ draw, say, settle }) {
      this.draw = draw;
      this.say = say;
      this.settle = settle;
    }

    /** @returns {Ranks} */
    get ranks() {
      return this.found?.ranks ?? new Map();
    }

    /** Draw what was found, unless a newer search has begun, and settle. @param {string} q */
    async run(q) {
      const turn = (this.turn += 1);
      this.isBusy = true;
      const found = q ? await finder.search(q).catch(() => null) : null;
      if (turn !== this.turn) return;
      this.isBusy = false;
      this.found = found;
      this.failed = q !== "" && !found;
      if (q) this.say(found ? playbookLive.said(found) : words("Words cannot be searched for just now. You can still choose."));
      const isDrawn = await this.draw();
      if (isDrawn && turn === this.turn) this.settle();
    }
  }

  /** Excerpts, fetched when their card comes into sight; of a reader who scrolls, a screen before
   * that, so that what is aimed at stays put. */
  class Excerpts {
    /** What was found when a card got its excerpts, or will get them. @type {WeakMap<Element, Found>} */
    hits = new WeakMap();
    sight = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting, boundingClientRect: { top } } of entries) {
          if (!isIntersecting) continue;
          if (scrollY || top < innerHeight) this.show(target);
          else addEventListener("scroll", () => this.show(target), { once: true });
        }
      },
      { rootMargin: "100%" },
    );

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
      if (!hit) return;
      const link = part(card, "h3 a", HTMLAnchorElement);
      const places = (await finder.context(link.href, hit).catch(() => [])).slice(0, 2); // a card is whole without
      if (!places.length || this.hits.get(card) !== hit || card.querySelector(".excerpts")) return;
      const items = places.map(({ title, url, excerpt }) => {
        const heading = title && url.includes("#") ? [element("a", { href: url }, title), " "] : [];
        return element("li", {}, ...heading, excerpt);
      });
      const { lang, dir } = link;
      card.append(element("ul", { className: "excerpts", ...(lang && { lang, dir }) }, ...items));
    }
  }

  /** Cards for rows of the index, from the blank ones that `partials/cards.html` draws: the first has
   * no condition, the others have that at their place in the facet. */
  class Cards {
    /** @type {Map<number, Card>} */
    loaded = new Map();

    /** @param {HTMLFormElement} form @param {Index} index */
    constructor(form, index) {
      this.form = form;
      this.index = index;
      this.blanks = part(form, ".blank-cards", HTMLTemplateElement).content.children;
    }

    /** Those of some places whose card can be shown, if not in this view, then as before.
     * @param {number[]} places */
    async load(places) {
      const view = viewOf(this.form);
      const missing = places.filter((place) => this.loaded.get(place)?.view !== view);
      const cards = missing.length ? await finder.cards(this.index, missing, view) : [];
      for (const card of cards) this.loaded.set(card.place, card);
      return places.filter((place) => this.loaded.has(place));
    }

    /** @param {number} place */
    known(place) {
      return /** @type {Card} */ (this.loaded.get(place));
    }

    /** @param {number} place */
    card(place) {
      const { title, address, condition, facts, spoken, at } = this.known(place);
      const card = /** @type {HTMLElement} */ (this.blanks[condition].cloneNode(true));
      Object.assign(part(card, "h3 a", HTMLAnchorElement), { href: address, textContent: title, ...spoken });
      Object.assign(part(card, "p"), spoken);
      const own = part(card, ".facts");
      own.classList.add(`t${Math.min(8, Math.ceil(this.index.minutes[place] / 15))}`);
      own.append(...facts.map((fact, n) => element("li", n === at ? { ...spoken } : {}, fact)));
      if (!this.index.minutes[place]) part(card, ".picks").remove();
      return card;
    }
  }

  /** The list: a screen of cards at a time; or why there is none; or, where nothing is asked, the page's own. */
  class Results {
    /** @type {number[]} */
    places = [];
    length = 0; // of the places, how many are asked for
    /** @type {number[]} */
    loaded = []; // of these, those that have their card
    turn = 0;

    /** @param {HTMLFormElement} form @param {Cards} cards @param {KeyedItems<number>} items
     * @param {{ ways: KeyedItems<Way>, miss: (loaded: number, asked: number) => void }} reader */
    constructor(form, cards, items, { ways, miss }) {
      this.cards = cards;
      this.miss = miss;
      this.screen = cards.index.count > cards.index.block ? SCREEN_OF_MANY : SCREEN;
      this.found = part(form, ".found");
      this.list = new KeyedList(this.found, items);
      this.more = part(form, "button.more", HTMLButtonElement);
      this.listing = part(form, ".listing");
      this.nothing = part(form, ".nothing");
      this.sentence = part(this.nothing, "p");
      this.suggest = part(this.nothing, ".suggest a", HTMLAnchorElement);
      this.wider = this.nothing.querySelector(".wider");
      this.form = this.suggest.href;
      this.closest = part(form, ".closest");
      this.ways = new KeyedList(part(this.nothing, ".give-up"), ways);
      this.more.addEventListener("click", () => this.continue());
    }

    /** Something else is asked: begin with the first screen. */
    restart() {
      this.length = 0;
      this.more.disabled = true; // what it would add is of what was asked before
    }

    /** Have the cards of the first of some places; answers whether they are still what is asked.
     * @param {boolean} any whether something is asked @param {number[]} places */
    load(any, places) {
      this.places = any ? places : [];
      const focused = /** @type {number} */ (this.list.focused);
      return this.loadFirst(Math.max(this.screen, this.length, this.places.indexOf(focused) + 1));
    }

    /** @param {number} length */
    async loadFirst(length) {
      const turn = (this.turn += 1);
      const asked = this.places.slice(0, length);
      const loaded = await this.cards.load(asked);
      if (turn !== this.turn) return false;
      this.length = asked.length;
      this.loaded = loaded;
      this.miss(loaded.length, asked.length);
      return loaded.length > 0 || !asked.length;
    }

    /** @param {boolean} any whether something is asked */
    show(any) {
      this.listing.hidden = any;
      this.found.hidden = !any;
      this.nothing.hidden = this.closest.hidden = true;
      this.showFirst();
    }

    showFirst() {
      this.list.show(this.loaded);
      this.more.disabled = false;
      offer(this.more, this.places.length - this.length, this.screen);
    }

    /** Append a screen, and go to the first of its entries. */
    async continue() {
      const first = this.loaded.length;
      if (!(await this.loadFirst(this.length + this.screen))) return;
      this.showFirst();
      this.found.children[first]?.querySelector("a")?.focus();
    }

    /** Nothing fits: say so, what to give up, how to ask for it, and that what is shown comes closest.
     * @param {Way[]} ways @param {string} q @param {string} reason */
    showWayOut(ways, q, reason) {
      const [way] = ways;
      const next = !way ? "" : way.drop.length > 1 ? words("Remove two filters:") : words("Remove a filter:");
      this.sentence.textContent = `${reason} ${next}`.trim();
      this.ways.show(ways.slice(0, MOST_WAYS));
      this.nothing.hidden = false;
      part(this.nothing, ".suggest").hidden = !q;
      this.suggest.href = this.form.replace("TITLE", () => encodeURIComponent(q));
      this.suggest.textContent = words("Suggest a move about “%(words)s”", { words: brief(q) });
      if (this.wider instanceof HTMLElement) {
        part(this.wider, "a", HTMLAnchorElement).search = location.search;
        this.wider.hidden = false;
      }
      this.closest.hidden = this.found.hidden = !this.places.length;
    }
  }

  /** What stands around the list: how many there are, the choices, and how many each answer would leave. */
  class Outcome {
    /** @param {HTMLFormElement} form @param {Index} index @param {(choice: Choice) => void} drop */
    constructor(form, index, drop) {
      this.form = form;
      this.index = index;
      this.scope = scopeOf(form);
      this.tally = part(form, ".tally");
      this.chips = new KeyedList(part(form, ".chips"), chipItems(drop));
      this.tools = part(form, ".tools");
      this.beyond = part(form, ".beyond");
      this.others = new KeyedList(part(this.beyond, "ul"), otherItems());
      this.more = part(this.beyond, "button", HTMLButtonElement);
      this.facets = part(form, ".facets", HTMLDetailsElement);
      for (const node of this.ways) node.addEventListener("click", () => this.goToResults());
      this.facets.addEventListener("keydown", (event) => event.key === "Escape" && this.goToResults());
    }

    /** The buttons that lead from the choices to the results. */
    get ways() {
      return this.facets.querySelectorAll("button.to-results");
    }

    /** From the choices to the results, past the other choices; on phones the sheet closes. */
    goToResults() {
      if (!isWide()) this.facets.open = false;
      this.tally.focus();
      this.tally.scrollIntoView();
    }

    /** @param {number} n @param {string[]} kinds */
    showTally(n, kinds) {
      const things = this.noun(kinds, n);
      this.tally.replaceChildren(element("strong", {}, `${n}`), ` ${things}`);
      for (const node of this.ways) node.textContent = words("Show %(count)s %(things)s", { count: n, things });
    }

    /** @param {Other[]} others @param {number} rest how many there are beside them */
    showBeyond(others, rest) {
      this.beyond.hidden = !others.length;
      this.others.show(others);
      offer(this.more, rest);
    }

    /** The collections of what is found; where nothing is, those that are asked for.
     * @param {number[]} places @param {State} state */
    kinds(places, state) {
      const found = new Set(places.map((place) => finder.collection(this.index, place)));
      const asked = found.size ? found : (state.choices.get("what") ?? this.scope);
      return [...this.scope].filter((kind) => asked.has(kind));
    }

    /** @param {string[]} kinds @param {number} n */
    noun([kind, ...more], n) {
      if (more.length) return words("moves and cases");
      return kind === "cases" ? words.plural("case", "cases", n) : words.plural("move", "moves", n);
    }

    /** How many each answer would leave. A facet that cannot make the list shorter is not shown, unless
     * the reader is in it.
     * @param {number[][]} counts @param {boolean[]} splits */
    showCounts(counts, splits) {
      this.facets.hidden = !splits.some(Boolean) && !this.facets.contains(document.activeElement);
      this.index.facets.forEach((facet, f) => {
        const node = this.form.querySelector(`.facet:has([name="${facet.id}"])`);
        if (node instanceof HTMLElement) node.hidden = !splits[f] && !node.contains(document.activeElement);
        facet.options.forEach(([value], o) => {
          const label = this.form.querySelector(`label:has([name="${facet.id}"][value="${value}"])`);
          if (!label) return;
          part(label, ".count").textContent = `${counts[f][o]}`;
          label.classList.toggle("none", counts[f][o] === 0);
        });
      });
    }

    /** @param {boolean} any @param {Choice[]} choices */
    showChips(any, choices) {
      this.chips.show(choices);
      this.tools.hidden = !any;
    }
  }

  /** The heading and the title of the page, which say what is asked: tabs, history and links have them. */
  class Heading {
    node = part(document.documentElement, "h1");
    top = part(document.documentElement, ".top");
    text = this.node.textContent ?? "";
    title = document.title;

    /** @param {string} text "" for the page's own */
    show(text) {
      this.top.classList.toggle("asked", text !== "");
      this.node.textContent = text || this.text;
      document.title = this.title.replace(this.text, () => text || this.text);
    }
  }

  /** A link to what is asked: copied, or given to the system. */
  class Link {
    /** @param {HTMLFormElement} form @param {InstanceType<Live["Announcer"]>} announcer */
    constructor(form, announcer) {
      this.form = form;
      this.announcer = announcer;
      this.button = part(form, "button.copy", HTMLButtonElement);
      this.text = this.button.textContent ?? "";
      const share = part(form, "button.share", HTMLButtonElement);
      share.hidden = !navigator.share;
      share.addEventListener("click", () => playbookShare.give(location.href));
      this.button.addEventListener("click", () => this.copy());
    }

    async copy() {
      const failure = await playbookShare.copy(location.href);
      const said = failure || words("Link copied");
      this.announcer.say(said);
      if (failure) return say(this.form, said);
      this.button.textContent = said;
      setTimeout(() => (this.button.textContent = this.text), 2000);
    }
  }

  /** @param {HTMLFormElement} form @returns {View} */
  const viewOf = (form) => (form.querySelector(".rows") ? "rows" : "cards");

  /** Have the page's own list say what the view says: as rows, what was drawn. @param {HTMLFormElement} form */
  const showListing = async (form) => {
    const summaries = await finder.summaries().catch(() => new Map());
    for (const card of form.querySelectorAll(".listing article")) {
      const text = part(card, "p");
      text.dataset.step ??= text.textContent;
      text.textContent = (viewOf(form) === "cards" && summaries.get(part(card, "a", HTMLAnchorElement).href)) || text.dataset.step;
    }
  };

  /** Rows or cards, as the reader chose last. @param {HTMLFormElement} form */
  const startView = (form) => {
    const button = part(form, "button.view", HTMLButtonElement);
    button.addEventListener("click", () => {
      const isRows = part(form, ".outcome").classList.toggle("rows");
      button.ariaPressed = String(!isRows);
      playbookKept.write("view", !isRows && "cards");
      showListing(form);
    });
    if (playbookKept.read("view")) button.click();
  };

  /** @param {Iterable<Node>} nodes */
  const textsOf = (nodes) => Array.from(nodes, (node) => node.textContent).join(", ");

  const isWide = () => matchMedia("(min-width: 58em)").matches;

  /** The collections that a page lists. @param {HTMLFormElement} form */
  const scopeOf = (form) => new Set((form.dataset.scope ?? "moves cases").split(" "));

  /** Listens to the reader, and has everything drawn from the choices. */
  class Explorer {
    excerpts = new Excerpts();
    timer = 0;
    unanswered = 0;
    turn = 0;
    isTyping = false; // whether the last state is of words that go on
    notice = ""; // what of an address is not known here

    /** @param {Choices} choices @param {Index} index @param {InstanceType<Live["Announcer"]>} announcer */
    constructor(choices, index, announcer) {
      const form = choices.form;
      const scope = scopeOf(form);
      this.form = form;
      this.index = index;
      this.announcer = announcer;
      this.inScope = Array.from({ length: index.count }, (_, place) => scope.has(finder.collection(index, place)));
      this.choices = choices;
      this.search = new WordSearch({
        draw: () => this.draw(),
        say: (text) => say(form, [this.notice, text].filter(Boolean).join(" ")),
        settle: () => {
          this.announce();
          this.count();
        },
      });
      this.cards = new Cards(form, index);
      this.heading = new Heading();
      this.link = new Link(form, announcer);
      const ways = wayItems(choices, (way) => this.giveUp(way));
      this.results = new Results(form, this.cards, this.cardItems(), { ways, miss: (loaded, asked) => this.miss(loaded, asked) });
      this.outcome = new Outcome(form, index, (choice) => this.drop(choice));
      choices.facets = index.facets;
    }

    /** @param {boolean} touched whether the reader has chosen before the index was there */
    start(touched) {
      this.form.addEventListener("change", (event) => this.change(event.target));
      this.choices.box.addEventListener("input", () => {
        clearTimeout(this.timer);
        this.announcer.wait();
        this.timer = setTimeout(() => this.changeWords(), PAUSE);
      });
      part(this.form, "button.clear").addEventListener("click", () => this.clear());
      this.outcome.more.addEventListener("click", () => this.showAllBeyond());
      part(this.form, "button.view").addEventListener("click", () => this.draw());
      addEventListener("popstate", () => {
        clearTimeout(this.timer);
        this.isTyping = false;
        this.goToAddress();
      });
      if (touched) this.takeUp();
      else this.goToAddress();
    }

    /** Take up what was typed and ticked while the index was on its way. */
    takeUp() {
      this.choices.readOrder(); // first, since others come with words
      this.choices.readWords();
      this.choices.readAnswers();
      this.settleChoices();
    }

    /** Take up the address, and say what in it is not known here. */
    goToAddress() {
      const rest = this.choices.readAddress().join(", ");
      this.notice = rest && words("Ignored (not a filter here): %(choices)s.", { choices: rest });
      say(this.form, this.notice);
      this.run();
    }

    /** @param {EventTarget | null} input */
    change(input) {
      const { choices } = this;
      if (input === choices.box) {
        if (this.endTyping()) this.runAnew();
      } else if (input === choices.sorting) {
        this.endTyping();
        choices.readOrder();
        choices.writeAddress(true);
        this.run();
      } else this.choose();
    }

    /** Words are one state, however many keys they take; answers whether there are others now. */
    takeWords() {
      clearTimeout(this.timer);
      const { choices } = this;
      const { q } = choices.state;
      choices.readWords();
      if (choices.state.q === q) return false;
      choices.writeAddress(!this.isTyping);
      return (this.isTyping = true);
    }

    /** What was typed up to now is a state of its own, before what comes next. */
    endTyping() {
      const isNew = this.takeWords();
      this.isTyping = false;
      return isNew;
    }

    changeWords() {
      this.takeWords();
      this.runAnew();
    }

    choose() {
      this.endTyping();
      this.choices.readAnswers();
      this.settleChoices();
    }

    settleChoices() {
      this.choices.writeAddress(true);
      this.runAnew();
    }

    /** The same without what was said of an address. */
    runAnew() {
      this.notice = "";
      say(this.form, "");
      this.run();
    }

    /** @param {Choice} choice */
    drop(choice) {
      this.endTyping();
      this.choices.remove(choice);
      this.choose();
      (this.outcome.chips.node.querySelector("button") ?? this.choices.box).focus();
    }

    /** @param {Way} way */
    giveUp({ drop }) {
      this.endTyping();
      this.choices.giveUp(drop);
      this.choose();
      this.outcome.tally.focus();
    }

    clear() {
      this.endTyping();
      this.choices.clear();
      this.choose();
      this.choices.box.focus();
    }

    run() {
      if (this.isFailed) return;
      this.announcer.wait();
      this.results.restart();
      return this.search.run(this.choices.state.q);
    }

    /** Say how many there are, and what went otherwise, once all has been drawn. */
    announce() {
      const { tally, beyond } = this.outcome;
      const notice = saidIn(this.form).textContent;
      if (!this.choices.any && !notice && !part(this.form, ".announcement").textContent) return;
      const others = textsOf(this.outcome.others.node.querySelectorAll("a"));
      const also = beyond.hidden ? "" : words("Also found: %(titles)s.", { titles: others });
      const { nothing, sentence, ways } = this.results;
      const names = textsOf(ways.node.children);
      const out = nothing.hidden ? "" : `${sentence.textContent} ${names}`;
      this.announcer.say([`${tally.textContent}.`, notice, also, out].filter(Boolean).join(" "));
    }

    /** Tell the district's own server which words found nothing, where the district wants to know. */
    count() {
      const { unanswered } = this.form.dataset;
      const { found } = this.search;
      clearTimeout(this.unanswered);
      if (!unanswered || !found || found.ranks.size) return;
      const asked = `${unanswered}?${new URLSearchParams({ q: this.choices.state.q })}`;
      this.unanswered = setTimeout(() => (new Image().src = asked), UNANSWERED);
    }

    /** What is asked, without words that could not be searched for. @returns {State} */
    get asked() {
      const { state } = this.choices;
      return this.search.failed ? { ...state, q: "" } : state;
    }

    /** The places that fit what is asked, the counts of its answers, and which facets split them. */
    select() {
      const { asked, search } = this;
      return select(this.index, asked, (place) => this.inScope[place] && (!asked.q || search.ranks.has(place)));
    }

    /** Draw how many there are, and the list as soon as its cards are there; answers whether they came. */
    async draw() {
      const turn = (this.turn += 1);
      const { any } = this.choices;
      const { places, counts, splits } = this.select();
      this.keepFocus(() => this.drawChoices(places, counts, splits));
      const out = any && !places.length ? this.waysOut() : null;
      const beyond = this.beyond();
      const [isLoaded] = await Promise.all([
        this.results.load(any, out?.closest.slice(0, MOST_WAYS) ?? this.inOrder(places)),
        this.loadBeyond(beyond.slice(0, MOST_BEYOND)),
      ]);
      if (!isLoaded || turn !== this.turn || this.isFailed) return false; // it may be a newer one's by now
      this.keepFocus(() => this.drawResults(any, out, beyond));
      return true;
    }

    /** Whether everything is listed, whatever is asked. */
    get isFailed() {
      return this.form.classList.contains("failed");
    }

    /** What had the focus keeps it, or where that is gone, the number of results gets it. @param {() => void} change */
    keepFocus(change) {
      const focus = this.form.contains(document.activeElement) ? document.activeElement : null;
      change();
      if (focus && !focus.checkVisibility()) this.outcome.tally.focus();
    }

    /** @param {number[]} places @param {number[][]} counts @param {boolean[]} splits */
    drawChoices(places, counts, splits) {
      const { any } = this.choices;
      const { asked } = this;
      const kinds = this.outcome.kinds(places, asked);
      const asks = asked.q || asked.choices.size;
      this.heading.show(asks ? titleOf({ ...asked, q: brief(asked.q) }, this.index.facets, kinds) : "");
      this.choices.showOrder(asked);
      this.outcome.showTally(places.length, kinds);
      this.outcome.showCounts(counts, splits);
      this.outcome.showChips(any, this.choices.list());
    }

    /** @param {boolean} any whether something is asked @param {Out | null} out where nothing fits @param {Beyond[]} beyond */
    drawResults(any, out, beyond) {
      this.showBeyond(beyond, MOST_BEYOND);
      this.results.show(any);
      if (out) this.results.showWayOut(out.ways, out.q, out.reason);
    }

    /** @param {Beyond[]} beyond */
    loadBeyond(beyond) {
      return this.cards.load(beyond.flatMap(({ place }) => place ?? []));
    }

    /** @param {Beyond[]} beyond @param {number} most */
    showBeyond(beyond, most) {
      const some = beyond.slice(0, most);
      this.outcome.showBeyond(some.flatMap((one) => this.otherOf(one)), beyond.length - some.length);
    }

    /** Show the rest of what was found beside the list, and go to its first. */
    async showAllBeyond() {
      const { turn } = this;
      const beyond = this.beyond();
      await this.loadBeyond(beyond);
      if (turn !== this.turn || this.search.isBusy) return; // something else is asked by now
      this.showBeyond(beyond, Infinity);
      this.outcome.others.node.children[MOST_BEYOND]?.querySelector("a")?.focus();
    }

    /** Why nothing fits: the words, as far as the list goes, or the choices.
     * @param {boolean} isWay whether there is something to give up */
    reason(isWay) {
      const { q, choices } = this.asked;
      const { ranks } = this.search;
      if (q && ![...ranks.keys()].some((place) => this.inScope[place])) {
        const values = { words: brief(q) };
        if (this.beyond().length) return words("Nothing listed here says “%(words)s”; what was also found does.", values);
        const none = ranks.size ? words("Nothing listed here says “%(words)s”.", values) : words("No results for “%(words)s”.", values);
        return isWay ? none : `${none} ${words("Try fewer or different words.")}`;
      }
      const [id, ...more] = [...choices.keys(), ...(q ? ["q"] : [])];
      if (!more.length) return words("No matches here for %(choice)s.", { choice: this.choices.named([id]) });
      const none = words("No matches.");
      return isWay ? none : `${none} ${words("Clear all, then choose one.")}`;
    }

    /** @param {number[]} places */
    inOrder(places) {
      const { ranks } = this.search;
      const isFound = places.some((place) => ranks.has(place)); // else no order of the words is one of these
      const asked = orderOf(this.asked);
      const sort = isFound || asked !== "relevance" ? asked : "quick";
      return order(this.index, places, { ...this.asked, sort }, (place) => ranks.get(place) ?? 0);
    }

    /** @returns {Out} */
    waysOut() {
      const { asked } = this;
      const { ways, closest } = waysOut(this.index, asked, this.inScope, this.search.ranks);
      return { ways, closest: this.inOrder(closest), q: asked.q, reason: this.reason(ways.length > 0) };
    }

    /** What words find that this page does not list, best first; nothing where a choice is asked too.
     * @returns {Beyond[]} */
    beyond() {
      if (this.asked.choices.size) return [];
      const { ranks, found } = this.search;
      const entries = [...ranks].flatMap(([place, rank]) => (this.inScope[place] === false ? [{ place, rank }] : []));
      const pages = (found?.pages ?? []).map((page) => ({ page, rank: page.rank }));
      return [...entries, ...pages].sort((a, b) => b.rank - a.rank);
    }

    /** A link to it, if its card could be loaded. @param {Beyond} beyond @returns {Other[]} */
    otherOf({ place, page }) {
      if (page) return [{ ...page, href: page.url, kind: kindOf(this.index, "") }];
      const card = this.cards.loaded.get(/** @type {number} */ (place));
      return card ? [{ title: card.title, href: card.address, kind: kindOf(this.index, finder.collection(this.index, card.place)), spoken: card.spoken }] : [];
    }

    /** Say that some cards could not be loaded, or take that back; where none could, the page is as
     * without an index. @param {number} loaded @param {number} asked how many were asked for */
    miss(loaded, asked) {
      if (asked && !loaded) {
        this.heading.show("");
        return giveUp(this.form, this.announcer);
      }
      const sentence = words("Some of these cannot be shown just now.");
      const said = saidIn(this.form).textContent.replace(sentence, "").trim();
      say(this.form, loaded < asked ? `${said} ${sentence}`.trim() : said);
    }

    /** Say on a card which of the asked roles take part, where none of them leads. @param {Element} facts @param {string[]} roles */
    showPart(facts, roles) {
      facts.querySelector(".part")?.remove();
      if (roles.length) facts.append(element("li", { className: "part" }, words("Takes part: %(roles)s", { roles: listOf(roles) })));
    }

    /** @returns {KeyedItems<number>} */
    cardItems() {
      return {
        key: (place) => place,
        make: (place) => element("li", {}, this.cards.card(place)),
        update: (item, place) => {
          part(item, "p").textContent = this.cards.known(place).text;
          this.excerpts.set(part(item, "article"), this.choices.state.q ? this.search.found : null);
          this.showPart(part(item, ".facts"), partOf(this.index, this.choices.state, place));
        },
      };
    }
  }

  /** The page as it is without an index. @param {HTMLFormElement} form @param {InstanceType<Live["Announcer"]>} announcer */
  const giveUp = (form, announcer) => {
    const notice = part(form, ".not-narrowed");
    const inside = form.contains(document.activeElement);
    say(form, "");
    notice.hidden = false;
    part(form, ".listing").hidden = false;
    form.classList.replace("ready", "failed");
    announcer.say(notice.textContent ?? "");
    if (inside) notice.focus(); // what had it cannot be seen any more
  };

  /** Show the controls, and keep what is typed and ticked until the index is there. @param {HTMLFormElement} form */
  const start = async (form) => {
    const choices = new Choices(form);
    const announcer = new Announcer(part(form, ".announcement"));
    let touched = false;
    const touch = () => {
      touched = true;
      say(form, words("The list is still on its way. What you choose is kept."));
    };
    part(form, ".facets", HTMLDetailsElement).open = isWide(); // a sheet on phones, a column elsewhere
    choices.readAddress();
    choices.showOrder();
    startView(form);
    form.addEventListener("input", touch);
    form.addEventListener("submit", (event) => event.preventDefault());
    part(form, ".not-narrowed").hidden = true;
    form.classList.add("ready");
    const index = await finder.index();
    form.removeEventListener("input", touch);
    if (index) new Explorer(choices, unpack(index), announcer).start(touched);
    else giveUp(form, announcer);
  };

  const form = document.querySelector("form.explorer");
  const whole = typeof words !== "undefined" && [read, KeyedList, finder].every(Boolean);
  if (whole && form instanceof HTMLFormElement) start(form);
}

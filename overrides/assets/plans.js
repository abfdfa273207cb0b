// Plans: what they may hold, how they are kept in this browser, and how a link holds one. What it
// decides is pure and tested without a page; `Shelf` alone touches the browser. Types: globals.d.ts.
"use strict";

{
  const KEY = "plans";
  const ASIDE = "plans-aside"; // what was kept and could not be read
  const VERSION = 1;
  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = new URL("../", src);
  const MOST = 200; // moves that are taken from a link
  const LONGEST = { name: 120, lead: 120, note: 2000 }; // characters
  const LONGEST_KEPT = 1e6; // characters that are taken for plans
  const DAY = 24 * 3600 * 1000; // milliseconds
  const ID = /^[a-z0-9][a-z0-9-]{0,99}$/;
  const WEEK = /^w([1-9]\d?)$/;
  const MOST_COMPARED = 3;
  const MOST_RUNS = 60; // of a move in a school year
  /** What lies between two runs. @type {Record<string, { weeks?: number, months?: number }>} */
  const RHYTHMS = { weekly: { weeks: 1 }, monthly: { months: 1 }, quarterly: { months: 3 } };

  /** @param {unknown} value @returns {value is Record<string, unknown>} */
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  /** As much of a text as is kept, on one line or more. @param {unknown} value @param {number} most */
  const text = (value, most) => (typeof value === "string" ? value.toWellFormed().replace(/[^\P{Cc}\n]/gu, " ").slice(0, most) : "");

  /** The day of a moment, as 2027-01-31. @type {Plans["dayAt"]} */
  const dayAt = (time) => new Date(time).toISOString().slice(0, 10);

  /** A day as 2027-01-31; "" for what is none. @param {unknown} value */
  const day = (value) => {
    const isDay = typeof value === "string" && /^[12]\d{3}-\d\d-\d\d$/.test(value);
    const time = isDay ? Date.parse(value) : NaN;
    return Number.isNaN(time) || dayAt(time) !== value ? "" : value;
  };

  /** A day, or a week of the plan as w3. @param {unknown} value */
  const when = (value) => (typeof value === "string" && WEEK.test(value) ? value : day(value));

  /** A move of a plan from whatever a file, a link or this browser has. @param {unknown} value @returns {PlanItem | null} */
  const itemFrom = (value) => {
    if (!isObject(value) || typeof value.move !== "string" || !ID.test(value.move)) return null;
    return {
      move: value.move,
      when: when(value.when),
      lead: text(value.lead, LONGEST.lead),
      note: text(value.note, LONGEST.note),
      done: value.done === true,
    };
  };

  /** @param {unknown} value @returns {Plan | null} */
  const planFrom = (value) => {
    if (!isObject(value) || typeof value.id !== "string" || !ID.test(value.id) || !Array.isArray(value.items)) return null;
    /** @type {Map<string, PlanItem>} */
    const items = new Map();
    for (const item of value.items.map(itemFrom)) if (item && !items.has(item.move)) items.set(item.move, item);
    return { id: value.id, name: text(value.name, LONGEST.name).trim(), start: day(value.start), items: [...items.values()] };
  };

  /** @type {Plans["parse"]} */
  const parse = (kept) => {
    const empty = { version: VERSION, current: "", plans: [] };
    if (!kept) return { state: empty, isWhole: true };
    if (kept.length > LONGEST_KEPT) return { state: empty, isWhole: false };
    try {
      const value = JSON.parse(kept);
      if (!isObject(value) || value.version !== VERSION || !Array.isArray(value.plans)) return { state: empty, isWhole: false };
      /** @type {Map<string, Plan>} */
      const plans = new Map();
      for (const plan of value.plans.map(planFrom)) if (plan && !plans.has(plan.id)) plans.set(plan.id, plan);
      const current = typeof value.current === "string" && plans.has(value.current) ? value.current : ([...plans.keys()][0] ?? "");
      const state = { version: VERSION, current, plans: [...plans.values()] };
      return { state, isWhole: JSON.stringify(value.plans) === JSON.stringify(state.plans) };
    } catch {
      return { state: empty, isWhole: false };
    }
  };

  /** An id that no other plan has, here or in anybody's browser: one calendar may hold plans of several people. */
  const freshId = () => `p${Math.random().toString(36).slice(2, 12)}`;

  /** Each part of a link is safe in an address, and holds none of the signs between parts. @param {string} value */
  const safe = (value) => encodeURIComponent(value.toWellFormed()).replace(/[.~!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

  /** @param {string} [value] */
  const open = (value = "") => {
    try {
      return decodeURIComponent(value);
    } catch {
      return "";
    }
  };

  /** A day in few letters: those since 1970, after a d. @param {string} value */
  const short = (value) => (day(value) ? `d${(Date.parse(value) / DAY).toString(36)}` : value);

  /** @param {string} value */
  const long = (value) => {
    const time = /^d[0-9a-z]{1,5}$/.test(value) ? parseInt(value.slice(1), 36) * DAY : NaN;
    return Number.isNaN(time) || time > 4e12 ? value : dayAt(time);
  };

  /** @type {Plans["encode"]} */
  const encode = ({ name, start, items }, isWhole = false) => {
    const parts = items.map(({ move, when: at, lead, note }) => {
      const fields = [move, short(at), ...(isWhole ? [safe(lead), safe(note)] : [])];
      return fields.join(".").replace(/\.+$/, "");
    });
    return [`v${VERSION}`, safe(name), short(start), ...parts].join("~");
  };

  /** A link by which a plan is the reader's own, where their browser keeps none. @type {Plans["ownLink"]} */
  const ownLink = (plan) => `start~${encode(plan, true)}`;

  /** @type {Plans["decode"]} */
  const decode = (fragment) => {
    const link = fragment.replace(/^#/, "").slice(0, LONGEST_KEPT);
    const whole = (link.includes("~") ? link : link.replaceAll(/%7E/gi, "~")).replace(/[^\p{L}\p{N}%_~-]+$/u, ""); // as some mail programs write it
    const [version, name, start, ...parts] = whole.split("~");
    if (version !== `v${VERSION}`) return null;
    const items = parts.slice(0, MOST).map((part) => {
      const [move, at = "", lead, note] = part.split(".");
      return { move: move.replace(/%.*/, ""), when: long(at.replace(/%.*/, "")), lead: open(lead), note: open(note), done: false };
    });
    const plan = planFrom({ id: "link", name: open(name), start: long(start ?? ""), items });
    return plan?.items.length ? plan : null;
  };

  /** The day of an item, where a day or the start of its plan says it. @type {Plans["dayOf"]} */
  const dayOf = ({ start }, { when: at }) => {
    const week = WEEK.exec(at);
    if (!week) return day(at);
    return start ? dayAt(Date.parse(start) + (Number(week[1]) - 1) * 7 * DAY) : "";
  };

  /** @type {Plans["days"]} */
  const days = (date, { rhythm, weeks: length = MOST_RUNS }) => {
    if (!date) return [];
    const { weeks = 0, months = 0 } = RHYTHMS[rhythm] ?? {};
    if (!weeks && !months) return [date];
    const [year, month, number] = date.split("-").map(Number);
    const runs = Array.from({ length: MOST_RUNS }, (_, n) => new Date(Date.UTC(year, month - 1 + n * months, number + n * weeks * 7)));
    const kept = runs.filter((run) => weeks || run.getUTCDate() === number); // a calendar too leaves out a 31st that there is not
    const [end] = [dayAt(Date.parse(date) + length * 7 * DAY), `${year + Number(month > 6)}-07-01`].sort();
    return kept.map((run) => dayAt(run.getTime())).filter((run) => run < end);
  };

  /** @type {Plans["duration"]} */
  const duration = (minutes) => {
    const [number, unit] = minutes < 100 ? [minutes, "minute"] : [minutes / 60, "hour"];
    return number.toLocaleString(document.documentElement.lang, { style: "unit", unit, maximumFractionDigits: 1 });
  };

  /** @type {Plans["address"]} */
  const address = (path, query = "") => new URL(path + (root.protocol === "file:" && /(^|\/)$/.test(path) ? "index.html" : "") + query, root).href;

  /** @type {Plans["moves"]} */
  const moves = () =>
    new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), { src: new URL("@../plan/moves.js", src).href, onerror: reject });
      script.onload = () => (globalThis.playbookMoves ? resolve(globalThis.playbookMoves) : reject());
      document.head.append(script);
    });

  /** @type {Plans["move"]} */
  const move = (items, from, to) => {
    const rest = items.filter((_, place) => place !== from);
    return [...rest.slice(0, to), items[from], ...rest.slice(to)];
  };

  /** @type {Plans["early"]} */
  const early = (items, followed) =>
    items.flatMap((item, place) => {
      const late = followed(item.move).filter((id) => items.findIndex((other) => other.move === id) > place);
      return late.map((id) => ({ move: item.move, before: id }));
    });

  /** @type {Plans["blank"]} */
  const blank = (id) => ({ move: id, when: "", lead: "", note: "", done: false });

  /** What is kept in this browser. Every change begins with what is kept now, so that two tabs keep both. */
  class Shelf {
    /** The plan that this page shows, whatever another tab chooses; null where it goes by that. @type {string | null} */
    shown = null;
    /** Whether this browser keeps it. */
    isKept = true;
    /** Whether something that could not be read was set aside. */
    isAside = false;
    /** @type {PlanState} */
    state = { version: VERSION, current: "", plans: [] };

    constructor() {
      this.read();
    }

    read() {
      if (!this.isKept) return this.state; // what is in this tab is all that there is
      try {
        const kept = localStorage.getItem(KEY);
        const { state, isWhole } = parse(kept);
        this.state = state;
        if (state.plans.some(({ id }) => id === this.shown)) state.current = this.shown ?? "";
        if (kept && !isWhole) this.setAside(kept);
      } catch {
        this.isKept = false;
      }
      return this.state;
    }

    /** Keep what could not be read under another name, and what could be where it was. @param {string} kept */
    setAside(kept) {
      this.isAside = true;
      let name = ASIDE;
      for (let n = 2; localStorage.getItem(name) !== null && localStorage.getItem(name) !== kept; n += 1) name = `${ASIDE}-${n}`;
      localStorage.removeItem(KEY); // there may not be room for both
      try {
        localStorage.setItem(name, kept);
      } catch {
        localStorage.setItem(KEY, kept);
        this.isKept = false; // it stays where it is, and nothing is written over it
      }
      if (this.state.plans.length) this.write();
    }

    /** Keep the state, as it will be read. */
    write() {
      if (!this.isKept) return;
      this.state.plans = this.state.plans.flatMap((plan) => planFrom(plan) ?? []);
      const text = JSON.stringify(this.state);
      try {
        if (text.length > LONGEST_KEPT) throw new RangeError("too long");
        localStorage.setItem(KEY, text);
      } catch {
        this.isKept = false;
      }
    }

    /** All that was set aside. */
    get aside() {
      try {
        return Object.keys(localStorage).filter((name) => name.startsWith(ASIDE)).map((name) => localStorage.getItem(name) ?? "");
      } catch {
        return [];
      }
    }

    /** Change what is kept now. Where nothing is kept, links to the plan hold it. @param {(state: PlanState) => void} change */
    change(change) {
      change(this.read());
      if (this.shown !== null) this.shown = this.state.current;
      this.write();
      const { isKept, current } = this;
      if (isKept || !current) return;
      const home = address("plan/");
      for (const link of document.links) if (link.href.startsWith(home) && link.hash !== "#content") link.href = `${home}#${ownLink(current)}`;
    }

    /** @returns {Plan | undefined} */
    get current() {
      return this.state.plans.find(({ id }) => id === this.state.current);
    }

    /** Add a plan, under a name that no other one has. @param {Omit<Plan, "id">} plan */
    addPlan({ name, start, items }) {
      this.change((state) => {
        const id = freshId();
        const isFree = (/** @type {string} */ other) => state.plans.every((plan) => plan.name !== other);
        let free = name;
        for (let n = 2; !isFree(free); n += 1) free = `${name} ${n}`;
        state.plans.push({ id, name: free, start, items });
        state.current = id;
      });
    }

    /** Add moves to the current plan, or to a first one; those that are there stay. Gives what to say. @param {string[]} ids */
    add(ids) {
      let added = 0;
      this.change((state) => {
        let plan = state.plans.find(({ id }) => id === state.current);
        if (!plan) {
          plan = { id: freshId(), name: words("My plan"), start: "", items: [] };
          state.plans.push(plan);
          state.current = plan.id;
        }
        const { items } = plan;
        const fresh = ids.filter((id) => !items.some((item) => item.move === id));
        items.push(...fresh.map(blank));
        added = fresh.length;
      });
      return this.isKept ? (added ? words("Added to my plan.") : words("In my plan already.")) : words("This browser keeps no plan. Go to my plan now, and copy its link.");
    }

    /** Take moves out of the current plan. @param {string[]} ids */
    remove(ids) {
      this.change((state) => {
        const plan = state.plans.find(({ id }) => id === state.current);
        if (plan) plan.items = plan.items.filter((item) => !ids.includes(item.move));
      });
    }

    /** Whether the current plan has a move. @param {string} id */
    has(id) {
      return this.current?.items.some((item) => item.move === id) ?? false;
    }
  }

  globalThis.playbookPlans = { KEY, LONGEST, MOST_COMPARED, Shelf, address, moves, duration, parse, encode, ownLink, decode, dayAt, dayOf, days, early, move, when, blank };
}

// The page of a reader's plans: draws what is kept, or what a link holds, and writes down every change.
"use strict";

{
  const { Shelf, KEY, LONGEST, MOST_COMPARED, address, duration, parse, encode, ownLink, decode, dayOf, days, early, move, when, blank } = globalThis.playbookPlans;
  const { KeyedList, element } = globalThis.playbookLive;
  const { calendar, table, markdown, weekOf } = globalThis.playbookPapers;
  const { give, copy } = globalThis.playbookShare;
  const language = document.documentElement.lang;
  const page = /** @type {HTMLElement} */ (document.querySelector(".planner"));
  const shelf = new Shelf();

  /** What is known of every move. @type {Record<string, KnownMove>} */
  let moves = {};
  /** @type {Record<string, string>} */
  let former = {};
  /** What a link holds, until the reader makes it theirs. @type {Plan | null} */
  let foreign = null;
  /** Takes the last change back. @type {((state: PlanState) => void) | null} */
  let inverse = null;
  let isCut = false; // the link
  /** The field with words that are not kept yet. @type {EventTarget | null} */
  let fresh = null;

  /** @template {Element} [E=HTMLElement] @param {string} selector @param {ParentNode} [node] @returns {E} */
  const one = (selector, node = page) => /** @type {E} */ (node.querySelector(selector));

  /** @param {string} name @param {ParentNode} [node] */
  const field = (name, node) => /** @type {HTMLInputElement} */ (one(`[name=${name}]`, node));

  /** @param {string} name @param {ParentNode} [node] */
  const control = (name, node) => /** @type {HTMLButtonElement} */ (one(`[data-do=${name}]`, node));

  /** @param {string} day @param {Intl.DateTimeFormatOptions} [options] */
  const dated = (day, options = { dateStyle: "medium" }) => day && new Date(day).toLocaleDateString(language, { timeZone: "UTC", ...options });

  /** What is known of a move; of one that this playbook does not have, its id. @param {string} id @returns {KnownMove} */
  const known = (id) => {
    const none = { title: words("A move that this playbook does not have: %(id)s", { id }), url: "explore/", minutes: [0, 0], rhythm: "", condition: 0, short: "", leads: [], joins: [], facts: [], first: "", before: [], follows: [], form: "" };
    const found = Object.hasOwn(moves, id) ? moves[id] : none;
    return { ...found, url: address(found.url) };
  };

  /** A plan with the ids that its moves have now. @param {Plan} plan @returns {Plan} */
  const renewed = (plan) => {
    const items = plan.items.map((item) => ({ ...item, move: Object.hasOwn(former, item.move) ? former[item.move] : item.move }));
    return { ...plan, items: items.filter((item, n) => items.findIndex(({ move }) => move === item.move) === n) };
  };

  /** What is shown: what a link holds, or the current one of the reader's own. */
  const plan = () => renewed(foreign ?? shelf.current ?? { id: "", name: "", start: "", items: [] });

  /** @param {string} text @param {typeof inverse} [undo] */
  const say = (text, undo = null) => {
    inverse = undo;
    one(".announcement").textContent = text;
    control("undo").hidden = !undo;
  };

  /** Change the plan that is shown, as it is kept now; another tab may have changed it. @param {(plan: Plan) => void} act */
  const change = (act) => {
    const { id } = plan();
    if (!id) shelf.addPlan({ name: words("My plan"), start: "", items: [] });
    shelf.change(({ plans, current }) => {
      const own = plans.find((other) => other.id === (id || current));
      if (own) act(Object.assign(own, renewed(own)));
    });
    draw();
  };

  /** Put a move at another place. @param {string} id @param {number} to */
  const place = (id, to) => {
    const { items } = plan();
    const from = items.findIndex((item) => item.move === id);
    if (from < 0 || to < 0 || to >= items.length || to === from) return draw();
    change((own) => void (own.items = move(own.items, own.items.findIndex((item) => item.move === id), to)));
    say(words("%(title)s is now %(place)s of %(count)s.", { title: known(id).title, place: to + 1, count: items.length }));
  };

  /** Show a plan among the reader's own: the same one, or a new one. @param {Plan} other */
  const take = (other) => {
    const same = shelf.read().plans.find((own) => encode(own, true) === encode(other, true));
    if (same) shelf.change((state) => void (state.current = same.id));
    else shelf.addPlan({ ...renewed(other), name: other.name || words("My plan") });
  };

  /** Take up a plan as the reader's own; one that is there already is shown. @param {Plan} other */
  const adopt = (other) => {
    leave();
    take(other);
    say(words("“%(name)s” is among your plans.", { name: plan().name }));
    draw();
  };

  /** Leave the address of a link, and show the reader's own. */
  const leave = () => {
    foreign = null;
    say("");
    history.replaceState(null, "", location.pathname);
  };

  const readLink = () => {
    const [, begins, rest = ""] = /^#(start(?:~|%7E))?(v.*)/i.exec(location.hash) ?? [];
    foreign = decode(rest);
    isCut = Boolean(rest && !foreign);
    if (foreign && begins) adopt(foreign);
    else draw();
  };

  const link = () => `${location.href.split("#")[0]}#${encode(plan(), field("whole").checked)}`;

  /** Give a file to the reader, named after the plan. @param {string} ending @param {string} kind @param {string} content */
  const put = (ending, kind, content) => {
    const name = plan().name.normalize("NFKD").replace(/\p{M}+/gu, "").replace(/[^\p{L}\p{N}]+/gu, "-").toLowerCase();
    playbookSave(`${name.replace(/^-|-$/g, "") || "plan"}.${ending}`, new Blob([content], { type: kind }));
    say(words("It is among your downloads."));
  };

  /** Take up a file of plans. @param {HTMLInputElement} input */
  const bringBack = async (input) => {
    const { state, isWhole } = parse((await input.files?.[0]?.text().catch(() => "")) ?? "");
    input.value = "";
    if (!state.plans.length) return say(words("This file holds no plans. Nothing was changed."));
    leave();
    for (const own of state.plans) take(own);
    draw();
    const count = words.plural("%(count)s plan is back.", "%(count)s plans are back.", state.plans.length);
    say(isWhole ? count : `${count} ${words("Some of the file could not be read.")}`);
  };

  /** What the buttons do; those of an item are told of which. @type {Record<string, (id: string) => void>} */
  const acts = {
    up: (id) => place(id, plan().items.findIndex((item) => item.move === id) - 1),
    down: (id) => place(id, plan().items.findIndex((item) => item.move === id) + 1),
    remove: (id) => {
      const { id: from, items } = plan();
      const at = items.findIndex((item) => item.move === id);
      change((own) => void (own.items = own.items.filter((item) => item.move !== id)));
      say(words("Removed: %(title)s", { title: known(id).title }), ({ plans }) => void plans.find((own) => own.id === from)?.items.splice(at, 0, items[at]));
      control("undo").focus();
    },
    undo: () => {
      if (inverse) shelf.change(inverse);
      say(words("It is back."));
      draw();
      one("h2").focus();
    },
    fresh: () => {
      shelf.addPlan({ name: words("My plan"), start: "", items: [] });
      say("");
      draw();
      field("name").focus();
    },
    delete: () => {
      const own = plan();
      shelf.change((state) => {
        state.plans = state.plans.filter(({ id }) => id !== own.id);
        state.current = state.plans[0]?.id ?? "";
      });
      draw();
      say(words("Deleted: %(title)s", { title: own.name }), (state) => {
        state.plans.push(own);
        state.current = own.id;
      });
      control("undo").focus();
    },
    adopt: () => {
      if (foreign) adopt(foreign);
      field("name").focus();
    },
    leave: () => {
      leave();
      draw();
      field("plan").focus();
    },
    copy: async () => say((await copy(link())) || words("Link copied")),
    give: () => void give(link(), plan().name),
    print: () => print(),
    packet: () => void packet(),
    compare: () => void (location.href = address("compare/", `?m=${plan().items.slice(0, MOST_COMPARED).map((item) => item.move).join()}`)),
    calendar: () => {
      const own = plan();
      const left = own.items.filter((item) => !dayOf(own, item)).length;
      if (left === own.items.length) return say(words("No move has a day yet. Give one a day, or a week and the plan a first day."));
      put("ics", "text/calendar", calendar(own, known, new Date()));
      if (left) say(words.plural("%(count)s move has no day and is left out.", "%(count)s moves have no day and are left out.", left));
    },
    table: () => put("csv", "text/csv", table(plan(), known)),
    markdown: () => put("md", "text/markdown", markdown(plan(), known)),
    backup: () => put("json", "application/json", JSON.stringify(shelf.read(), null, 1)),
    aside: () => playbookSave("set-aside.txt", new Blob([shelf.aside.join("\n")], { type: "text/plain" })),
  };

  /** @param {Element} node */
  const moveOf = (node) => /** @type {HTMLElement | null} */ (node.closest(".item"))?.dataset.move ?? "";

  /** Take up what a field says. @param {HTMLInputElement} input */
  const write = (input) => {
    const { name, value, validity } = input;
    const id = moveOf(input);
    fresh = null;
    if (input.ariaInvalid === "true") say("");
    input.ariaInvalid = `${!validity.valid}`;
    if (!validity.valid) return say(`${id ? known(id).title : plan().name}: ${input.validationMessage}`);
    if (name === "plan") {
      shelf.change((state) => void (state.current = value));
      say("");
      draw();
    } else if (name === "copy") bringBack(input);
    else if (name === "start") change((own) => void (own.start = when(value)));
    else if (name === "name") change((own) => void (own.name = value.trim() || words("My plan")));
    else if (id) {
      change(({ items }) => {
        const item = items.find((other) => other.move === id);
        if (!item) return;
        if (name === "done") item.done = input.checked;
        else if (name === "day") item.when = when(value);
        else if (name === "week") item.when = when(`w${Number(value)}`);
        else if (name === "lead" || name === "note") item[name] = value.slice(0, LONGEST[name]);
      });
    }
  };

  /** Follow a pointer that has hold of an item. @param {PointerEvent} event */
  const drag = ({ target, button }) => {
    const grip = /** @type {Element} */ (target).closest(".grip");
    const item = grip?.closest(".item");
    if (!grip || !item || foreign || button) return;
    const list = one(".items");
    item.classList.add("held");
    const follow = (/** @type {PointerEvent} */ { clientY }) => {
      const next = [...list.children].find((other) => {
        const { top, height } = other.getBoundingClientRect();
        return other !== item && top + height / 2 > clientY;
      });
      list.insertBefore(item, next ?? null);
    };
    const hold = new AbortController();
    const { signal } = hold;
    const drop = (/** @type {Event} */ { type }) => {
      hold.abort();
      item.classList.remove("held");
      if (type === "pointerup") place(moveOf(item), [...list.children].indexOf(item));
      else draw();
    };
    addEventListener("pointermove", follow, { signal }); // of the window: a node that is moved loses what it has caught
    addEventListener("pointerup", drop, { signal });
    addEventListener("pointercancel", drop, { signal });
    addEventListener("keydown", (event) => event.key === "Escape" && drop(event), { signal });
  };

  const list = new KeyedList(one(".items"), {
    key: (/** @type {PlanItem} */ item) => item.move,
    make: ({ move: id }) => {
      const template = /** @type {HTMLTemplateElement} */ (one(".blank-item"));
      const node = one(".item", /** @type {DocumentFragment} */ (template.content.cloneNode(true)));
      const { title, url, facts, condition, spoken } = known(id);
      node.dataset.move = id;
      node.classList.add(`condition-${condition}`);
      Object.assign(one("h3 a", node), { href: url, textContent: title, ...spoken });
      one(".fields", node).ariaLabel = title;
      field("done", node).ariaLabel = `${words("Done")}: ${title}`;
      one(".facts", node).append(...facts.filter(Boolean).map((fact) => element("li", {}, fact)));
      for (const name of ["up", "down", "remove"]) {
        const act = control(name, node);
        act.ariaLabel = `${act.textContent}: ${title}`;
      }
      return node;
    },
    update: (node, item) => {
      const own = plan();
      const at = own.items.findIndex((other) => other.move === item.move);
      const day = dayOf(own, item);
      const week = weekOf(item);
      for (const [name, value] of Object.entries({ day, week: week && item.when.slice(1), lead: item.lead, note: item.note })) {
        const input = field(name, node);
        if (input !== fresh && input.ariaInvalid !== "true") input.value = value;
      }
      field("done", node).checked = item.done;
      const said = [week, dated(day), item.lead && words("Led by %(names)s", { names: item.lead }), item.note, item.done && words("Done")];
      one(".place", node).textContent = `${at + 1}.`;
      one(".said", node).textContent = said.filter(Boolean).join(" · ");
      control("up", node).disabled = !at;
      control("down", node).disabled = at === own.items.length - 1;
      const { form } = known(item.move);
      const date = day && form.includes("?template=") ? `&what-we-did=${day}` : ""; // as the forms of GitHub take it
      Object.assign(one(".tell", node), { hidden: !item.done, href: address(form + date) });
      showEarly(one(".early", node), item.move, at, own.items);
    },
  });

  /** Say what prepares for a move and comes later, or could be added. @param {HTMLElement} node @param {string} id @param {number} at @param {PlanItem[]} items */
  const showEarly = (node, id, at, items) => {
    const { follows } = known(id);
    const [late] = early(items, (other) => known(other).follows).filter((pair) => pair.move === id);
    const other = late?.before ?? (follows.some((before) => items.some((item) => item.move === before)) ? "" : follows[0]);
    node.hidden = !other || Boolean(foreign);
    if (!other) return;
    const { title } = known(other);
    const act = element("button", { type: "button" }, late ? words("Put it first") : words("Add it before"));
    act.addEventListener("click", () => {
      if (late) return place(other, at);
      change((own) => void own.items.splice(at, 0, blank(other)));
      say(words("Added: %(title)s", { title }));
    });
    node.replaceChildren(late ? words("“%(title)s” prepares for this, and comes later.", { title }) : words("“%(title)s” prepares for this.", { title }), " ", act);
  };

  /** @param {Plan} own */
  const showTotals = (own) => {
    /** @type {Map<string, number[]>} */
    const months = new Map();
    for (const item of own.items) {
      const { minutes, ...move } = known(item.move);
      const runs = days(dayOf(own, item), move).map((day) => day.slice(0, 7));
      for (const [n, month] of (runs.length ? runs : ["later"]).entries()) {
        const [count, sum] = months.get(month) ?? [0, 0];
        months.set(month, [count + 1, sum + minutes[0] + (n ? 0 : minutes[1])]);
      }
    }
    const rows = [...months].sort().map(([month, [count, sum]]) => {
      const name = month === "later" ? words("No day yet") : dated(month, { month: "long", year: "numeric" });
      return element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, `${count}`), element("td", {}, duration(sum)));
    });
    one(".totals").hidden = !rows.length;
    one(".totals tbody").replaceChildren(...rows);
  };

  const draw = () => {
    const own = plan();
    const { plans } = shelf.state;
    const focus = /** @type {HTMLElement} */ (document.activeElement);
    one(".foreign").hidden = !foreign;
    one(".which").hidden = Boolean(foreign) || !plans.length;
    field("plan").replaceChildren(...plans.map(({ id, name }) => element("option", { value: id, selected: id === own.id }, name)));
    for (const name of /** @type {const} */ (["name", "start"])) {
      if (field(name) !== fresh) field(name).value = own[name];
    }
    for (const name of page.querySelectorAll(".name-said")) name.textContent = own.name;
    one(".count").textContent = `${own.items.length || ""}`;
    one(".empty").hidden = own.items.length > 0;
    page.classList.toggle("read-only", Boolean(foreign));
    list.show(own.items);
    showTotals(own);
    for (const act of page.querySelectorAll(".along [data-needs]")) /** @type {HTMLButtonElement} */ (act).disabled = !own.items.length;
    const told = { cut: isCut, lost: !shelf.isKept, aside: shelf.isAside };
    for (const [name, is] of Object.entries(told)) one(`[data-when=${name}]`).hidden = !is;
    if (!shelf.isKept && !foreign && own.items.length && location.hash !== "#content") history.replaceState(null, "", `#${ownLink(own)}`); // the one place that holds it
    if (focus.checkVisibility() && !focus.matches(":disabled")) return;
    /** @type {HTMLElement} */ (focus.closest(".item")?.querySelector(".actions button:enabled") ?? one("h2")).focus(); // what had it is gone, or cannot be pressed
  };

  /** The run sheet of a move, from its page, as a packet has it. No script of the page runs. @param {string} url @returns {Promise<Element>} */
  const sheetAt = (url) =>
    new Promise((resolve, reject) => {
      const request = Object.assign(new XMLHttpRequest(), { onerror: reject });
      request.open("GET", url);
      request.responseType = "document";
      request.onload = () => {
        const sheet = request.response?.querySelector(".sheet");
        if (!sheet) return reject();
        for (const link of sheet.querySelectorAll("a[href]")) {
          const path = link.getAttribute("href") ?? "";
          if (path.startsWith("#")) link.removeAttribute("href");
          else link.setAttribute("href", new URL(path, url).href); // the packet is at another address
        }
        const copied = document.importNode(sheet, true);
        for (const extra of copied.querySelectorAll(".no-print, dialog, .write, .cover")) extra.remove();
        for (const marked of copied.querySelectorAll("[id]")) marked.removeAttribute("id");
        resolve(copied);
      };
      request.send();
    });

  /** Cover, agenda, and the run sheet of each move, printed as one. */
  const packet = async () => {
    const own = plan();
    const here = own.items.filter((item) => Object.hasOwn(moves, item.move));
    const sheets = await Promise.all(here.map((item) => sheetAt(known(item.move).url))).catch(() => null);
    if (!sheets) return say(words("Some moves could not be loaded, so there is no packet. Print each of them from its page."));
    const rows = own.items.map((item) => {
      const { title, facts } = known(item.move);
      const when = [weekOf(item), dated(dayOf(own, item))].filter(Boolean).join(", ");
      return element("tr", {}, ...[title, facts[0] ?? "", item.lead, when].map((text) => element("td", {}, text)));
    });
    one(".packet tbody").replaceChildren(...rows);
    one(".sheets").replaceChildren(...sheets);
    document.body.classList.add("has-packet");
    addEventListener("afterprint", () => document.body.classList.remove("has-packet"), { once: true });
    print();
  };

  const start = (/** @type {NonNullable<typeof playbookMoves>} */ all) => {
    ({ moves, former } = all);
    page.addEventListener("click", ({ target }) => {
      const act = /** @type {Element} */ (target).closest("[data-do]");
      if (act) acts[act.getAttribute("data-do") ?? ""]?.(moveOf(act));
    });
    page.addEventListener("input", ({ target }) => (fresh = target));
    page.addEventListener("change", ({ target }) => write(/** @type {HTMLInputElement} */ (target)));
    const keep = () => fresh && write(/** @type {HTMLInputElement} */ (fresh));
    addEventListener("pagehide", keep); // in the middle of a word
    document.addEventListener("visibilitychange", keep);
    page.addEventListener("pointerdown", drag);
    addEventListener("storage", ({ key }) => {
      if (key !== KEY && key) return;
      const { id, ...was } = plan();
      shelf.read();
      if (fresh && !foreign) {
        // What somebody writes in stays, whatever another tab took away.
        const at = was.items.findIndex((item) => item.move === moveOf(/** @type {Element} */ (fresh)));
        const isGone = at >= 0 && !plan().items.some((item) => item.move === was.items[at].move);
        if (id && !shelf.state.plans.some((other) => other.id === id)) shelf.addPlan(was);
        else if (isGone) change(({ items }) => void items.splice(at, 0, was.items[at]));
      }
      draw();
    });
    addEventListener("hashchange", readLink);
    control("give").hidden = !("share" in navigator);
    one(".without").hidden = true;
    one(".desk").hidden = false;
    shelf.shown = shelf.state.current;
    readLink();
  };

  globalThis.playbookPlans.moves().then(start, () => {
    one(".without").textContent = words("The list of moves could not be loaded just now. Your plans are safe: try again in a while.");
  });
}

// Taking stock: keeps what is said of each asset, names what is strong, shows moves that start from
// there, and puts what another person or another day says beside it.
"use strict";

{
  const { encode, decode, suggest } = playbookProfiles;
  const { read, write } = playbookKept;
  const { element } = playbookLive;
  const KEY = "stock";
  const ASIDE = "stock-aside"; // what was kept and could not be read
  const root = /** @type {HTMLElement} */ (document.querySelector(".stock"));

  /** @param {string} selector @param {ParentNode} [node] @returns {any[]} */
  const all = (selector, node = root) => [...node.querySelectorAll(selector)];
  /** @param {string} selector @param {ParentNode} [node] */
  const one = (selector, node) => all(selector, node)[0];

  /** @type {HTMLFieldSetElement[]} */
  const asks = all("fieldset");
  /** What each answer looks like, and its words. @type {HTMLElement[]} */
  const key = all(".key span");
  /** @type {{ conditions: StockCondition[], find_out: string[] }} */
  const { conditions, find_out } = JSON.parse(root.dataset.stock ?? "");

  const questions = asks.map(({ name }) => name);

  /** What is kept, the newest first. @type {Profile[]} */
  let profiles = [];
  /** What a link holds. @type {Profile | null} */
  let other = null;
  /** What the page has to say of itself, by the names in the template. @type {Record<string, boolean>} */
  const faults = {};

  /** @returns {Profile} */
  const blank = () => ({ date: new Date().toLocaleDateString("sv"), said: {} });

  const save = () => {
    if (faults.aside && faults.lost) return; // nothing is written over what could not be set aside
    write(KEY, profiles[0] && profiles.map((profile) => encode(profile, true)));
    faults.lost = profiles[0] && !read(KEY);
  };

  /** Read what is kept now, so that two tabs keep both; what cannot be read is set aside first. */
  const load = () => {
    if (faults.lost) return;
    try {
      const raw = localStorage[KEY];
      const kept = [read(KEY)].flat().map(decode);
      profiles = kept.filter((profile) => profile !== null);
      if (!raw || !kept.includes(null)) return;
      write(ASIDE, [read(ASIDE) ?? [], raw].flat());
      faults.aside = true;
      faults.lost = ![read(ASIDE)].flat().includes(raw);
      if (!faults.lost) save();
    } catch {} // nothing can be kept here, and `save` says so
  };

  /** The answer to a question, and the words with it. @param {Profile} profile @param {string} id */
  const from = ({ said }, id) => [said[id]?.[0] ?? "0", said[id]?.slice(1)];

  const fill = () => {
    for (const ask of asks) {
      const [answer, place = ""] = from(profiles[0] ?? blank(), ask.name);
      for (const box of all("input", ask)) box.checked = box.value === answer;
      one("textarea", ask).value = place;
    }
    draw();
  };

  /** @param {string} name of a question */
  const asset = (name) => one(`[name="${name}"] .asset`).cloneNode(true);

  /** Assets, each with what is said of it. @param {Element} node @param {string[]} names @param {Record<string, Profile>} sides */
  const list = (node, names, sides) => {
    const items = names.map((name) => {
      const lines = Object.entries(sides).map(([who, side]) => {
        const [answer, place = ""] = from(side, name);
        return answer > "0" ? element("p", {}, `${who} `, key[+answer - 1].cloneNode(true), " ", element("strong", {}, place)) : "";
      });
      return element("li", {}, asset(name), ...lines);
    });
    one("ul", node).replaceChildren(...items);
    /** @type {HTMLElement} */ (node).hidden = !items[0];
  };

  /** A row for each condition: a shape for each answer, and the same in words. @param {Element} node @param {Profile} profile */
  const picture = (node, profile) =>
    conditions.forEach(({ questions }, place) => {
      const marks = key.map((mark, n) => {
        const shapes = questions.filter((id) => from(profile, id)[0] === `${n + 1}`).map(() => one("svg", mark).cloneNode(true));
        return shapes[0] ? element("span", {}, ...shapes, `${mark.textContent}: ${shapes.length}`) : "";
      });
      all(".marks", node)[place].replaceChildren(...marks);
    });

  /** @param {Profile} mine */
  const showResult = (mine) => {
    const having = ["1", "2"].flatMap((answer) => questions.filter((id) => from(mine, id)[0] === answer));
    list(one(".strengths"), having, { "": mine });
    one(".nothing-yet").hidden = having[0];
    picture(root, mine);
    const ways = suggest(conditions, find_out, mine.said).map(([move, condition, id]) => {
      const way = one(`[data-way="${[move, condition, from(mine, id)[0]]}"]`, one(".ways").content).cloneNode(true);
      if (id) one(".asset", way).replaceWith(asset(id));
      return way;
    });
    one(".moves").replaceChildren(...ways);
  };

  /** @param {Profile[]} pair @param {string[]} names */
  const showBoth = (pair, names) => {
    all(".side").forEach((node, n) => {
      one("h3", node).textContent = `${names[n]} ${new Date(`${pair[n].date}T12:00`).toLocaleDateString(document.documentElement.lang)}`;
      picture(node, pair[n]);
    });
    for (const node of all("[data-list]")) {
      const found = questions.filter((id) => {
        const [mine, theirs] = pair.map((side) => +from(side, id)[0]);
        return node.dataset.list === (mine === theirs ? mine && "same" : mine && theirs ? "other" : "single");
      });
      list(node, found, { [names[0]]: pair[0], [names[1]]: pair[1] });
    }
  };

  const draw = () => {
    const mine = profiles[0] ?? blank();
    const theirs = other ?? profiles[1];
    const count = all(".four :checked").length;
    one(".count").textContent = `${count}`;
    one(".result").hidden = one(".going a").hidden = !count;
    if (count) showResult(mine);
    one(".both").hidden = !theirs;
    one(".both button").hidden = !other;
    if (theirs) showBoth([mine, theirs], other ? [words("You:"), words("They:")] : [words("Now:"), words("Before:")]);
    faults.foreign = Object.keys({ ...mine.said, ...theirs?.said }).some((id) => !questions.includes(id));
    for (const line of all("[data-when]")) line.hidden = !faults[line.dataset.when];
  };

  const follow = () => {
    const { hash } = location;
    if (/^#(content|result)$/.test(hash)) return; // a place on this page
    other = decode(hash);
    faults.cut = hash > "#" && !other;
    draw();
    if (other) one(".both h2").focus();
  };

  /** @param {...Profile} kept */
  const renew = (...kept) => {
    profiles = kept;
    save();
    fill();
    one("input").focus();
  };

  /** @type {Record<string, () => void>} */
  const acts = {
    print: () => print(),
    add: () => {
      one(".said").textContent = new playbookPlans.Shelf().add(all("[data-way]").map(({ dataset }) => dataset.way.split(",")[0]));
      const link = one(".to-plan");
      link.hidden = false;
      link.focus();
    },
    share: async () => {
      const link = `${location.href.split("#")[0]}#${encode(profiles[0], one(".whole").checked)}`;
      if ("share" in navigator) playbookShare.give(link);
      else one(".said").textContent = (await playbookShare.copy(link)) || words("Link copied");
    },
    again: () => {
      load();
      renew(blank(), ...profiles);
    },
    forget: () => confirm(words("Delete all that is kept here?")) && renew(),
    beside: () => {
      const [link = ""] = /\bv1\.[\w-]+(?:\.\w+)*/.exec(one(".beside textarea").value) ?? [];
      const isRead = decode(link);
      one(".beside [role=status]").textContent = isRead ? "" : one('[data-when="cut"]').textContent;
      if (!isRead) return;
      history.pushState(null, "", `#${link}`);
      follow();
    },
    leave: () => {
      history.pushState(null, "", location.pathname);
      follow();
      one(".beside textarea").focus(); // the button is gone
    },
  };

  root.addEventListener("click", ({ target }) => acts[/** @type {HTMLElement} */ (target).dataset.do ?? ""]?.());
  root.addEventListener("input", ({ target }) => {
    const ask = /** @type {HTMLElement} */ (target).closest("fieldset");
    if (!ask) return;
    load();
    profiles[0] ??= blank();
    profiles[0].date = blank().date;
    profiles[0].said[ask.name] = (one(":checked", ask)?.value ?? 0) + one("textarea", ask).value;
    save();
    draw();
  });
  const refresh = () => {
    load();
    fill();
  };

  addEventListener("hashchange", follow);
  addEventListener("storage", ({ key }) => (key === KEY || !key) && refresh());
  addEventListener("pageshow", ({ persisted }) => persisted && refresh());
  for (const part of all("[data-shown]")) part.hidden = false;
  refresh();
  follow();
}

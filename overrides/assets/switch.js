// The menu of the schools: one button, whose list is loaded when a reader opens it. It leads to the
// page that is being read in the edition that is chosen, where that has it, else to its home.
// Without this script the button is a link to a page that lists them.
"use strict";

{
  const { root, isEdition, remember } = globalThis.playbookSwitch;
  const [WAIT, PAUSE] = [3000, 1000]; // for an answer, and between letters of a name

  const nav = () => document.querySelector(".masthead")?.querySelector(".editions");

  /** @returns {Promise<[string, string][]>} */
  const list = () =>
    new Promise((resolve) => {
      const source = nav()?.querySelector("[data-list]")?.getAttribute("data-list");
      if (globalThis.playbookEditions || !source) return resolve(globalThis.playbookEditions ?? []);
      const script = Object.assign(document.createElement("script"), { src: source });
      script.onload = () => resolve(globalThis.playbookEditions ?? []);
      script.onerror = () => resolve([]);
      document.head.append(script);
    });

  /** What an edition says of its pages. @param {string} home */
  const told = async (home) => {
    const answer = await fetch(`${home}edition.js`, { signal: AbortSignal.timeout(WAIT) });
    const text = await answer.text();
    return JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
  };

  /** The page that is being read, from the root of its edition. @param {string[]} homes */
  const current = (homes) => {
    const here = location.origin + location.pathname;
    const below = homes.filter((home) => here.startsWith(home)).sort((one, other) => other.length - one.length);
    return here.slice((below[0] ?? here).length);
  };

  /** Where an edition has a page, with what follows in the address. @param {string} home @param {string} page */
  const placeOf = async (home, page) => {
    const value = await told(home);
    const school = isEdition(value) && home.endsWith(value.root) ? value : null;
    const site = school ? home.slice(0, home.length - school.root.length) : home;
    const isShared = school && !school.pages.includes(page);
    const { pages } = isShared ? await told(site) : value;
    if (!pages.includes(page) || school?.hidden.includes(page)) return home;
    remember(school, site); // a page that schools share shows the one that was chosen
    return (isShared ? site : home) + page + location.search + location.hash;
  };

  /** @param {string} home @param {string[]} homes */
  const go = async (home, homes) => {
    if (location.protocol === "file:") return location.assign(`${home}index.html`);
    try {
      const isNear = new URL(home).origin === location.origin;
      location.assign(isNear ? await placeOf(home, current(homes)) : home);
    } catch {
      location.assign(home);
    }
  };

  /** @param {[string, string][]} editions @param {string} chosen The school that is shown; the main edition has no such name. */
  const menuOf = (editions, chosen) => {
    const homes = editions.map(([, address]) => new URL(address, root).href);
    const shown = Math.max(0, editions.findIndex(([name]) => name === chosen));
    const items = editions.map(([name], at) => {
      const link = Object.assign(document.createElement("a"), { href: homes[at], textContent: name, tabIndex: -1 });
      link.setAttribute("role", "menuitem");
      if (at === shown) link.setAttribute("aria-current", "true");
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        go(homes[at], homes);
      });
      const item = document.createElement("li");
      item.setAttribute("role", "none");
      item.append(link);
      return item;
    });
    const menu = Object.assign(document.createElement("ul"), { hidden: true, id: "schools" });
    menu.setAttribute("role", "menu");
    menu.append(...items);
    return menu;
  };

  /** Which item a key leads to; -1 for none. @param {string} key @param {number} at @param {string[]} names @param {string} typed */
  const next = (key, at, names, typed) => {
    const last = names.length - 1;
    if (key === "ArrowDown") return at === last ? 0 : at + 1;
    if (key === "ArrowUp") return at <= 0 ? last : at - 1;
    if (key === "Home" || key === "PageUp") return 0;
    if (key === "End" || key === "PageDown") return last;
    const from = typed.length > 1 ? at : at + 1; // a letter again leads on to the next that begins so
    const order = names.map((_, n) => (from + n + names.length) % names.length);
    const compare = new Intl.Collator(document.documentElement.lang, { usage: "search", sensitivity: "base" });
    return order.find((n) => typed && !compare.compare(names[n].slice(0, typed.length), typed)) ?? -1;
  };

  /** Move by keys through an open menu. @param {HTMLElement} menu @param {(focus?: boolean) => void} close */
  const steer = (menu, close) => {
    const links = [...menu.querySelectorAll("a")];
    const names = links.map((link) => link.textContent ?? "");
    let typed = "";
    let last = 0;
    menu.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const at = links.findIndex((link) => link === document.activeElement);
      if (event.key === "Tab" || event.key === "Escape") return close(true); // Tab goes on from the button
      if (event.timeStamp - last > PAUSE) typed = "";
      if (event.key === " " && !typed) return (event.preventDefault(), links[at]?.click());
      if (event.key.length === 1) typed += event.key;
      if (event.key.length === 1) last = event.timeStamp;
      const place = next(event.key, at, names, event.key.length === 1 ? typed : "");
      if (place >= 0 || event.key.length === 1) event.preventDefault();
      links[place]?.focus();
    });
  };

  /** @param {HTMLElement} around @param {HTMLAnchorElement} link */
  const enhance = (around, link) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...link.childNodes);
    button.dataset.list = link.dataset.list;
    button.setAttribute("aria-haspopup", "menu");
    button.setAttribute("aria-expanded", "false");
    /** @type {HTMLElement | undefined} */
    let menu;
    const close = (focus = false) => {
      if (!menu || menu.hidden) return;
      if (focus) button.focus();
      menu.hidden = true;
      button.setAttribute("aria-expanded", "false");
    };
    const open = async () => {
      const editions = await list();
      if (!editions.length) return location.assign(link.href);
      if (!menu) {
        menu = menuOf(editions, around.querySelector("span")?.textContent ?? "");
        steer(menu, close);
        around.append(menu);
      }
      menu.hidden = false;
      button.setAttribute("aria-expanded", "true");
      menu.querySelector(/** @type {"a"} */ ("[aria-current]"))?.focus();
    };
    button.addEventListener("click", () => (menu && !menu.hidden ? close(true) : open()));
    button.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") (event.preventDefault(), open());
      if (event.key === "Escape") close(true);
    });
    document.addEventListener("pointerdown", (event) => event.target instanceof Node && !around.contains(event.target) && close());
    const isFocused = document.activeElement === link;
    link.replaceWith(button);
    if (isFocused) button.focus();
  };

  globalThis.playbookSwitch.list = list;
  const ready = () => {
    const around = nav();
    const link = around?.querySelector("a");
    if (around instanceof HTMLElement && link) enhance(around, link);
  };
  document.addEventListener("DOMContentLoaded", ready);
}

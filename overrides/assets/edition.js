// Shows whose edition a reader comes from, on the pages that a school shares with its district, and
// leads to the school's own pages from there. Loaded in the head, so that no page flashes. Where it
// does not run, readers see the district's pages as they are, and the links between editions.
"use strict";

{
  const own = document.currentScript instanceof HTMLScriptElement ? document.currentScript : null;
  const root = new URL("../", own?.src ?? "").href;
  const ROOT = /^[a-z0-9-]+(\/[a-z0-9-]+)*\/$/;

  /** @param {any} value */
  const areTexts = (value) => Array.isArray(value) && value.every((text) => typeof text === "string");

  /** @param {any} value @returns {value is Edition} */
  const isEdition = (value) =>
    ROOT.test(value?.root) &&
    areTexts([value.name, value.school, value.shortName, value.brand, value.logo, value.index, value.head]) &&
    areTexts(value.pages) &&
    areTexts(value.hidden) &&
    Array.isArray(value.added) &&
    value.added.every(areTexts);

  /** What a tab remembers; a new one begins with what another tab chose last. @returns {Edition | null} */
  const recall = () => {
    const key = `playbook.edition ${root}`;
    try {
      const value = JSON.parse(sessionStorage.getItem(key) ?? localStorage.getItem(key) ?? "null");
      return isEdition(value) ? value : null;
    } catch {
      return null;
    }
  };

  /** @param {Edition | null} edition @param {string} [site] The address of the main edition's site. */
  const remember = (edition, site = root) => {
    const key = `playbook.edition ${site}`;
    try {
      sessionStorage.setItem(key, JSON.stringify(edition));
      if (edition) localStorage.setItem(key, JSON.stringify(edition));
      else localStorage.removeItem(key);
    } catch {
      // storage is blocked: shared pages show the district's name
    }
  };

  /** The page of this site that belongs to the edition, for an address. @param {string} href @param {Edition} edition */
  const place = (href, edition) => {
    if (!href.startsWith(root)) return href;
    const [, path, index, rest] = /^([^?#]*?)(index\.html)?((?:[?#].*)?)$/s.exec(href.slice(root.length)) ?? [];
    const page = path.startsWith(edition.root) ? path.slice(edition.root.length) : path;
    if (page && !page.endsWith("/")) return href;
    return root + (edition.pages.includes(page) ? edition.root : "") + page + (index ?? "") + rest;
  };

  /** @param {Element} link @param {Edition} edition */
  const lead = (link, edition) => {
    const address = link.getAttribute("href");
    if (!address || address.startsWith("#") || link.closest(".editions") || !URL.canParse(address, document.baseURI)) return;
    const { href } = new URL(address, document.baseURI);
    const there = place(href, edition);
    if (there !== href) link.setAttribute("href", there);
  };

  /** @param {Edition} edition */
  const follow = (edition) => {
    /** @param {Event} event */
    const leadThere = (event) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      if (link) lead(link, edition);
    };
    document.addEventListener("focusin", leadThere, true);
    document.addEventListener("click", leadThere, true);
    document.addEventListener("auxclick", leadThere, true); // in a new tab
    document.addEventListener("DOMContentLoaded", () => {
      for (const link of document.links) lead(link, edition);
    });
  };

  /** @param {Edition} edition */
  const dress = (edition) => {
    const masthead = document.querySelector(".masthead");
    const mark = masthead?.querySelector(".wordmark");
    const name = mark?.querySelector("span");
    if (name) name.textContent = edition.shortName;
    if (edition.logo) {
      const logo = Object.assign(document.createElement("img"), { src: root + edition.logo, alt: "", height: 32 });
      mark?.querySelector("img, svg")?.replaceWith(logo);
    }
    const district = own?.dataset.name ?? "";
    if (district && document.title.endsWith(district)) {
      document.title = document.title.slice(0, document.title.length - district.length) + edition.name;
    }
    const school = masthead?.querySelector(".editions span");
    if (school) school.textContent = edition.school;
  };

  /** @param {Edition} edition */
  const addPages = (edition) => {
    const list = document.querySelector(".colophon")?.querySelector("ul");
    for (const [title, page] of edition.added) {
      const link = Object.assign(document.createElement("a"), { href: root + edition.root + page, textContent: title });
      const item = document.createElement("li");
      item.append(link);
      list?.append(item);
    }
  };

  /** Dress a page that is shared, and look whether the edition is still as it was. @param {Edition} edition */
  const adopt = (edition) => {
    if (edition.brand) {
      const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: root + edition.brand });
      sheet.setAttribute("blocking", "render");
      document.head.append(sheet);
    }
    const parsed = new MutationObserver(() => {
      if (!document.querySelector(".masthead")?.nextElementSibling) return;
      parsed.disconnect();
      dress(edition); // what stands at the top is there, and nothing is drawn yet
    });
    parsed.observe(document, { childList: true, subtree: true });
    document.addEventListener("DOMContentLoaded", () => addPages(edition));
    const script = Object.assign(document.createElement("script"), { src: `${root}${edition.root}edition.js`, async: true });
    script.onload = () => remember(isEdition(globalThis.playbookEdition) ? globalThis.playbookEdition : null);
    script.onerror = () => navigator.onLine && remember(null);
    document.head.append(script);
  };

  /** Take a reader from an address that an edition had to the page that it shares now. */
  const findMissing = async () => {
    for (const [, address] of await globalThis.playbookSwitch.list()) {
      const { href } = new URL(address, root);
      const isBelow = href.startsWith(root) && href !== root && location.href.startsWith(href);
      if (isBelow && location.href !== href) location.replace(root + location.href.slice(href.length));
    }
  };

  globalThis.playbookSwitch = { root, isEdition, remember, list: async () => [] };
  const here = isEdition(globalThis.playbookEdition) ? globalThis.playbookEdition : null;
  if (own?.dataset.missing !== undefined) document.addEventListener("DOMContentLoaded", findMissing);
  if (here || own?.dataset.home !== undefined) remember(here);
  const edition = here ?? recall();
  const page = location.href.startsWith(root) ? location.pathname.slice(new URL(root).pathname.length) : "";
  if (edition && !here && page && edition.pages.includes(page)) location.replace(place(location.href, edition));
  else if (edition && !edition.hidden.includes(page)) {
    globalThis.playbookShared = {
      data: (name) => edition[name] && root + edition[name],
      place: (address) => place(address, edition),
    };
    if (!here) adopt(edition);
    follow(edition);
  }
}

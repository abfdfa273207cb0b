// On pages of `playbook serve` only: waits for changes, shows the page anew where it differs, and what
// has to be fixed.
{
  const KEPT = "follow"; // what a page hands to the one that takes its place
  const MOST = 1000; // letters that are read out at once; the rest is there to read
  const PATIENCE = 3; // questions without an answer, after which the server has stopped
  const STOPPED = "Nothing answers any more, so this page does not follow. Start the server again.";

  /** @typedef {[tag: string, nth: number]} Place an element by its tag, and which of those it is */
  /** @typedef {{ focus: Place | null, ticked: Place[], open: Place[] }} Kept */

  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const writer = new XMLSerializer();
  let question = new AbortController();
  let failures = 0;
  /** @type {number | null} */
  let version = null;

  /** @param {string} name @param {Record<string, string>} [attributes] */
  const element = (name, attributes = {}) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };

  const box = element("details", { id: "follow", open: "" });
  const title = element("summary");
  const first = element("pre", { role: "alert" });
  const rest = element("pre", { tabindex: "0" });
  const said = element("p", { id: "follow-said", role: "status" });
  box.append(title, first, rest);

  /** Set a text, unless that is what it is: it would be read out again. @param {HTMLElement} node @param {string} text */
  const write = (node, text) => {
    if (node.textContent !== text) node.textContent = text;
  };

  /** @param {string} problems @param {string} heading */
  const show = (problems, heading) => {
    const end = problems.length > MOST ? problems.lastIndexOf("\n", MOST) + 1 || MOST : problems.length;
    if (problems && !box.isConnected) document.body.prepend(box);
    if (!problems && box.isConnected) {
      const hadFocus = box.contains(document.activeElement);
      box.remove();
      if (hadFocus) document.body.querySelector("main")?.focus();
      write(said, "All is well again.");
    }
    write(title, heading);
    write(first, problems.slice(0, end));
    write(rest, problems.slice(end));
    rest.hidden = !rest.textContent;
    if (problems) write(said, "");
  };

  /** @param {Element} node */
  const tagOf = (node) => {
    const bare = /** @type {Element} */ (node.cloneNode(false));
    bare.removeAttribute("open");
    return writer.serializeToString(bare);
  };

  /** @param {string} selector */
  const all = (selector) => [...document.body.querySelectorAll(selector)];

  /** @param {Element} node @returns {Place} */
  const placeOf = (node) => {
    const tag = tagOf(node);
    return [tag, all(node.localName).filter((other) => tagOf(other) === tag).indexOf(node)];
  };

  /** @template {HTMLElement} E @param {Place} place @param {new () => E} kind @returns {E | null} */
  const at = ([tag, nth], kind) => {
    const name = /^<([\w-]+)/.exec(tag)?.[1] ?? "none";
    const node = all(name).filter((other) => tagOf(other) === tag)[nth];
    return node instanceof kind ? node : null;
  };

  /** Whether words were searched for, or a list narrowed down: what was loaded for that is of no page. */
  const hasIndex = () => performance.getEntriesByType("resource").some(({ name }) => /\/(?:explore|search)\/[^?]*\.js$/.test(name));

  /** Load the page again; what was open, ticked and in focus is so again. */
  const reload = () => {
    const active = document.activeElement;
    const isSomewhere = active && active !== document.body && !box.contains(active);
    /** @type {Kept} */
    const kept = {
      focus: isSomewhere ? placeOf(active) : null,
      ticked: all("input:checked").map(placeOf),
      open: all("details[open]:not(#follow)").map(placeOf),
    };
    try {
      sessionStorage.setItem(KEPT, JSON.stringify(kept));
    } catch {
      // a browser that keeps nothing shows the page all the same
    }
    location.reload();
  };

  const resume = () => {
    document.body.append(said);
    let text;
    try {
      text = sessionStorage.getItem(KEPT);
      sessionStorage.removeItem(KEPT);
    } catch {
      return;
    }
    if (!text) return;
    /** @type {Kept} */
    const { focus, ticked, open } = JSON.parse(text);
    for (const place of open) at(place, HTMLDetailsElement)?.setAttribute("open", "");
    for (const place of ticked) {
      const input = at(place, HTMLInputElement);
      if (!input || input.checked) continue;
      input.checked = true;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
    if (focus) at(focus, HTMLElement)?.focus({ preventScroll: true });
    setTimeout(() => write(said, "The page is as you saved it."), 100); // an empty one has been there
  };

  // A browser opens few connections to one host: only a page that is looked at asks.
  /** @param {number} since @returns {Promise<void>} */
  const follow = async (since) => {
    if (document.visibilityState !== "visible") return;
    question = new AbortController();
    const path = encodeURIComponent(location.pathname);
    const answer = await fetch(`/-/changes?since=${since}&page=${path}`, {
      cache: "no-store",
      signal: question.signal,
    });
    const state = await answer.json();
    failures = 0;
    version ??= state.version;
    const isOld = state.version !== version && hasIndex();
    if (isOld || state.page !== script.dataset["page"]) return reload();
    show(state.problems, state.title);
    await follow(state.number);
  };

  /** @param {number} since @returns {Promise<void>} */
  const stay = async (since) => {
    try {
      await follow(since);
    } catch {
      if (question.signal.aborted) return;
      failures += 1;
      if (failures === PATIENCE) show(STOPPED, "To do:");
      setTimeout(() => stay(-1), 1000);
    }
  };

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") stay(-1);
    else question.abort();
  });
  if (document.readyState === "complete") resume();
  else addEventListener("load", resume);
  stay(-1);
}

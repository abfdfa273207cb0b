// Suggesting a change: shows the words of an entry, keeps what is changed, and makes of it a file that
// git takes, or an e-mail. It sends nothing by itself.
"use strict";

{
  const { read, write } = playbookKept;
  const { passages, value, putPassage, putValue, dated } = playbookPassages;
  const NAMED = ["title", "summary", "purpose"]; // of what stands on top, what readers see as words
  const LONGEST = 1900; // signs of an address that programs for e-mail take
  const form = /** @type {HTMLFormElement} */ (document.querySelector(".suggest"));
  const [collection, id] = /[?&]e=([a-z]+)\/([a-z0-9-]+)\/?(?:&|$)/.exec(location.search)?.slice(1) ?? [];
  const path = `${collection}/${id}.md`;
  const KEY = `suggest:${collection}/${id}`;

  /** @param {string} selector @param {ParentNode} [node] @returns {any[]} */
  const all = (selector, node = form) => [...node.querySelectorAll(selector)];
  /** @param {string} selector @param {ParentNode} [node] */
  const one = (selector, node) => all(selector, node)[0];
  /** @param {string} text */
  const say = (text) => (one(".said").textContent = text);
  /** @param {string} name @param {unknown} isSo */
  const tell = (name, isSo) => (one(`[data-when="${name}"]`).hidden = !isSo);

  /** What parts are called, in the language of the page. @type {Record<string, string>} */
  const labels = Object.fromEntries(all("option", one(".labels").content).map(({ value: key, textContent }) => [key, textContent]));
  /** @type {[HTMLTextAreaElement, HTMLInputElement, HTMLInputElement]} */
  const [why, who, agree] = [one("#why"), one("#name"), one("#agree")];

  /** The whole entry as it is today, the file to change, and that file's text; "" for a new one. */
  let today = "";
  let file = path;
  let base = "";
  /** @type {Targets} */
  let targets;
  /** Each part, with its field, today's words, and how other words are put into a text. @type {Part[]} */
  let parts = [];

  const changed = () => parts.filter(({ field, words }) => field.value.trim() !== words);

  /** @returns {Draft} */
  const draft = () => ({ parts: Object.fromEntries(changed().map(({ key, field, words }) => [key, [field.value, words]])), why: why.value, name: who.value });

  /** What is kept now: another tab may have changed another part. @returns {Draft | null} */
  const kept = () => {
    const own = read(KEY);
    return own?.parts ? own : null;
  };

  /** @param {Event | null} [event] of the field that has been changed; all are taken as they are without one */
  const keep = (event) => {
    const mine = draft();
    const before = event && kept();
    if (before) {
      const at = parts.find(({ field }) => field === event.target)?.key;
      const { [at ?? ""]: _, ...others } = before.parts;
      mine.parts = { ...others, ...(at && mine.parts[at] ? { [at]: mine.parts[at] } : {}) };
      if (event.target !== why) mine.why = before.why;
      if (event.target !== who) mine.name = before.name;
    }
    const any = Object.keys(mine.parts).length > 0 || mine.why;
    write(KEY, any && mine);
    tell("lost", any && !read(KEY));
    offer();
  };

  /** Offer to take back what is changed. */
  const offer = () => {
    one('[data-do="forget"]').hidden = !changed().length && !why.value;
    for (const { field, words, node } of parts) one("button", node).hidden = field.value.trim() === words;
  };

  /** The file with all that is changed. */
  const after = () => {
    const day = [new Date().toISOString().slice(0, 10), new Date().toLocaleDateString("sv")].sort()[0]; // wherever it is checked, no day to come
    const text = base || `---\n---\n`;
    const mine = base ? text : putValue(text, "because", why.value.replace(/\s+/g, " ").trim());
    return dated(changed().reduceRight((so, { put, field }) => put(so, field.value.trim()), mine), day); // so that no part is looked for below new words
  };

  /** @param {HTMLElement} field @param {string} text what is wrong with it; "" for nothing */
  const mark = (field, text) => {
    const line = one(".wrong", /** @type {HTMLElement} */ (field.closest(".part")));
    line.textContent = text;
    line.hidden = !text;
    field.setAttribute("aria-invalid", `${Boolean(text)}`);
    return text ? [field] : [];
  };

  /** The fields with something wrong, each of which says what. @returns {HTMLElement[]} */
  const faults = () => {
    const none = !changed().length && words("Nothing is changed yet. Change some words first.");
    return [
      ...parts.flatMap(({ field }, at) => mark(field, !field.value.trim() ? words("This part is empty. Write its new words, or put back what was here, and say below that it should go.") : (!at && none) || "")),
      ...mark(why, !base && !why.value.trim() ? words("Say why in a sentence: readers see it beside the page.") : ""),
      ...mark(agree, agree.checked ? "" : words("Check this box, so that your words may be used.")),
    ];
  };

  /** @returns {string} what `git am` takes */
  const message = () =>
    playbookPatch.patch({
      path: file,
      before: base,
      after: after(),
      name: who.value,
      note: why.value,
      where: form.dataset.site ? `${form.dataset.site}${collection}/${id}/` : `${collection}/${id}/`,
      agreed: targets.agreed,
      date: new Date(),
    });

  const save = () => {
    playbookSave(`${id}.patch`, new Blob([message()], { type: "text/x-patch" }));
    say(words("%(file)s is among your downloads. Send it to the people who look after this site.", { file: `${id}.patch` }));
  };

  /** @param {string} body */
  const letter = (body) => {
    const subject = words("A change to “%(title)s”", { title: value(today, "title") || id });
    return `${form.dataset.email}?${Object.entries({ subject, body: body.replaceAll("\n", "\r\n") }).map((pair) => pair.map(encodeURIComponent).join("=")).join("&")}`;
  };

  /** An e-mail with the patch in it or, where that is too long for an address, beside it as a file. */
  const mail = () => {
    const link = one('[data-do="mail"]');
    link.href = letter(message());
    if (link.href.length <= LONGEST) return void say(words("Your program for e-mail opens with the change in it. Send it from there."));
    save();
    const lines = [location.href, why.value.trim().slice(0, 300).toWellFormed(), who.value.trim(), words("The change is in the file %(file)s, which I attach. My words, under CC BY 4.0.", { file: `${id}.patch` })];
    link.href = letter(lines.filter(Boolean).join("\n\n"));
    say(words("%(file)s is among your downloads. Attach it to the e-mail that opens.", { file: `${id}.patch` }));
  };

  /** The file in the editor of its host: a new one with its text, another with the text to paste. */
  const host = async () => {
    const text = after();
    const [, folder, name] = /(.*)\/(.*)/.exec(file) ?? [];
    /** @type {Record<string, string>} */
    const parts = { FOLDER: folder, NAME: name, TEXT: encodeURIComponent(text) };
    const fill = (/** @type {string} */ address) => address.replace(/__(FOLDER|NAME|TEXT)__/g, (_, part) => parts[part]);
    try {
      if (base) await navigator.clipboard.writeText(text);
      location.href = fill(base ? targets.edit : targets.new);
    } catch {
      say(words("This browser copies nothing. Save the change as a file instead."));
    }
  };

  /** @param {Part} part */
  const back = ({ field, words: old }) => {
    field.value = old;
    field.focus();
    mark(field, "");
    keep();
  };

  const forget = () => {
    if (!confirm(words("Delete your draft?"))) return;
    for (const { field, words: old } of parts) field.value = old;
    why.value = who.value = "";
    agree.checked = false;
    keep();
    say(words("Your draft is deleted."));
    parts[0].field.focus();
  };

  /** Does it, unless something is wrong: then it is told, and nothing else happens.
   * @param {Event} event @param {() => void} act */
  const ready = (event, act) => {
    const wrong = faults();
    if (wrong.length) event.preventDefault();
    wrong[0]?.focus();
    say(wrong.length ? words.plural("%(count)s thing is still to do.", "%(count)s things are still to do.", wrong.length) : "");
    if (!wrong.length) act();
  };

  /** The attributes of the entry's words, where they are in another language than the page. */
  const spoken = () => {
    const lang = value(today, "language") || (form.dataset.own ?? "");
    return lang === form.dataset.language ? {} : { lang, dir: "auto" };
  };

  /** @param {string} key @param {string} label @param {string} old @param {Part["put"]} put @returns {Part} */
  const part = (key, label, old, put) => {
    const node = one(".blank").content.firstElementChild.cloneNode(true);
    const [field, wrong] = [one("textarea", node), one(".wrong", node)];
    field.id = one("label", node).htmlFor = `part-${parts.length}`;
    wrong.id = `wrong-${parts.length}`;
    field.setAttribute("aria-describedby", wrong.id);
    one("span", node).textContent = label;
    one("button", node).setAttribute("aria-label", `${one("button", node).textContent}: ${label}`);
    Object.assign(field, spoken());
    const mine = { key, field, words: old, put, node };
    one("button", node).addEventListener("click", () => back(mine));
    return mine;
  };

  const show = () => {
    for (const name of NAMED) {
      const old = value(today, name);
      if (old) parts.push(part(name, labels[name], old, (text, fresh) => putValue(text, name, fresh.replace(/\s+/g, " "))));
    }
    for (const { title, start, end } of passages(today)) {
      const label = title ? (labels[`## ${title}`] ?? title) : words("Opening words");
      parts.push(part(`## ${title}`, label, today.slice(start, end), (text, fresh) => putPassage(text, title, fresh)));
    }
    one(".parts").append(...parts.map(({ node }) => node));
    follow();
    keep();
  };

  /** Bring the form to what is kept, as each key is. */
  const follow = () => {
    const own = kept();
    for (const { key, field, words: old } of parts) field.value = own?.parts[key]?.[0] ?? old;
    [why.value, who.value] = [own?.why ?? "", own?.name ?? ""];
    tell("stale", parts.some(({ key, words: old }) => own?.parts[key] && own.parts[key][1] !== old));
    offer();
  };

  /** @param {string} address @returns {Promise<string>} */
  const text = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(address);
    return answer.text();
  };

  const begin = async () => {
    targets = JSON.parse(await text(form.dataset.files ?? ""));
    today = await text(`../${collection}/${id}/source.txt`);
    const own = targets.files[path];
    [file, base] = own ? [own.path, own.text || today] : targets.layer ? [`${targets.layer}/${path}`, ""] : [path, today];
    Object.assign(one(".about a"), { href: `../${collection}/${id}/`, textContent: value(today, "title") || id, ...spoken() });
    why.required = !base;
    one(".optional").hidden = !base;
    const open = one('[data-do="host"]');
    open.hidden = !(base ? targets.edit : targets.new);
    if (!open.hidden) {
      const { host } = new URL(targets.edit || targets.new);
      open.textContent = base ? words("Copy the new text, and open the file at %(host)s", { host }) : words("Open it as a new file at %(host)s", { host });
    }
    show();
    one(".asked").hidden = false;
  };

  /** @type {Record<string, (event: Event) => void>} */
  const acts = { mail: (event) => ready(event, mail), host: (event) => ready(event, host), forget };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ready(event, save);
  });
  form.addEventListener("click", (event) => acts[/** @type {HTMLElement} */ (event.target).dataset.do ?? ""]?.(event));
  form.addEventListener("input", keep);
  addEventListener("storage", ({ key }) => key === KEY && follow());
  const isReady = typeof words === "function"; // if not, the page stays as it is without scripts
  one(".still").hidden = isReady;
  if (isReady && id) begin().catch(() => tell("unread", true));
  else tell("none", isReady);
}

// A move's run sheet at work: ticks that stay in this browser, printing, a link for the team, and the
// run on a wall, one step or question at a time. Without it, the page can be read and ticked.
"use strict";

{
  const KEY = `ticks:${location.pathname}`;
  const SECOND = 1000; // milliseconds

  const root = /** @type {HTMLElement} */ (document.querySelector(".sheet"));
  /** @type {NodeListOf<HTMLInputElement>} */
  const boxes = root.querySelectorAll("input[data-tick]");

  /** @type {HTMLElement | null} */
  const wipe = root.querySelector("[data-do=clear]");

  let isKept = false;

  /** The names of the ticks that are kept now: another tab may have ticked too. @returns {Set<unknown>} */
  const kept = () => {
    const names = playbookKept.read(KEY);
    return new Set(Array.isArray(names) ? names : []);
  };

  /** @param {...HTMLInputElement} fresh */
  const keep = (...fresh) => {
    const names = kept();
    for (const { checked, dataset } of fresh) names[checked ? "add" : "delete"](dataset.tick);
    isKept = playbookKept.write(KEY, names.size ? [...names] : null);
    offer();
  };

  const offer = () => {
    if (wipe) wipe.hidden = ![...boxes].some((box) => box.checked);
  };

  /** Bring the page to what is kept, if anything is: it may be forgotten, or ticked elsewhere. */
  const follow = () => {
    const names = kept();
    if (isKept) for (const box of boxes) box.checked = names.has(box.dataset.tick);
    offer(); // and write nothing: two tabs would go on for ever
  };

  /** Give the address to the system, or copy it with a sentence. @param {HTMLElement} button */
  const send = async (button) => {
    const text = button.dataset.text ?? "";
    const url = location.href.split("#")[0] ?? "";
    if ("share" in navigator) return playbookShare.give(url, text);
    const said = (await playbookShare.copy(url, text)) || words("Copied, with the address. Paste it into a message.");
    const status = button.parentElement?.querySelector("[role=status]");
    if (status) status.textContent = said;
  };

  /** One thing at a time for a room: the steps of the run, then its questions. */
  class Projection {
    place = 0;
    began = 0;
    timer = 0;

    /** @param {Element[]} items @param {HTMLDialogElement} node @param {HTMLElement} opener */
    constructor(items, node, opener) {
      this.items = items;
      this.node = node;
      const part = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (node.querySelector(selector));
      this.text = part(".said-large");
      this.count = part(".keys p");
      this.clock = part("[value=clock]");
      this.label = this.clock.textContent;
      this.back = /** @type {HTMLButtonElement} */ (part("[value=back]"));
      this.next = /** @type {HTMLButtonElement} */ (part("[value=next]"));
      this.back.addEventListener("click", () => this.show(this.place - 1));
      this.next.addEventListener("click", () => this.show(this.place + 1));
      this.clock.addEventListener("click", () => this.toggle());
      part("[value=close]").addEventListener("click", () => node.close());
      node.addEventListener("keydown", (event) => this.press(event));
      node.addEventListener("close", () => {
        this.stop();
        if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
        if (history.state?.projection) history.back();
        opener.focus();
      });
      if (history.state?.projection) history.replaceState(null, ""); // of a page that was loaded again
      addEventListener("popstate", () => node.close()); // the way back leaves the wall, and not the page
    }

    open() {
      history.pushState({ projection: true }, "");
      this.node.showModal();
      this.node.requestFullscreen?.().catch(() => {}); // where that is not allowed, it fills the window
      this.show(0);
    }

    /** Only a reader who asks for the clock sees something move. */
    toggle() {
      if (this.timer) return this.stop();
      this.timer = window.setInterval(() => this.tell(), SECOND);
      this.tell();
    }

    stop() {
      clearInterval(this.timer);
      this.timer = 0;
      this.clock.textContent = this.label;
      this.clock.ariaLabel = null;
      this.clock.ariaPressed = "false";
    }

    /** @param {KeyboardEvent} event */
    press(event) {
      const [back, on] = document.dir === "rtl" ? ["ArrowRight", "ArrowLeft"] : ["ArrowLeft", "ArrowRight"];
      const step = { [back]: -1, PageUp: -1, [on]: 1, PageDown: 1 }[event.key]; // up and down scroll a long text
      if (!step) return;
      event.preventDefault();
      this.show(this.place + step);
    }

    /** @param {number} place */
    show(place) {
      if (!this.items[place]) return;
      this.place = place;
      this.began = Date.now();
      const copy = /** @type {Element} */ (this.items[place].cloneNode(true));
      for (const part of copy.querySelectorAll(".tick")) part.remove();
      this.text.replaceChildren(...copy.childNodes);
      this.text.lang = this.items[place].closest("[lang]")?.getAttribute("lang") ?? "";
      this.count.textContent = words("%(number)s of %(count)s", { number: place + 1, count: this.items.length });
      this.back.disabled = place === 0;
      this.next.disabled = place === this.items.length - 1;
      if (this.timer) this.tell();
      this.text.focus();
    }

    /** How long this has been shown. */
    tell() {
      const seconds = Math.floor((Date.now() - this.began) / SECOND);
      const planned = this.text.querySelector(".minutes")?.textContent;
      const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
      this.clock.textContent = planned ? `${time} / ${planned}` : time;
      this.clock.ariaLabel = `${this.label}: ${this.clock.textContent}`;
      this.clock.ariaPressed = "true";
    }
  }

  for (const box of boxes) box.addEventListener("change", () => keep(box));
  addEventListener("pageshow", ({ persisted }) => persisted && follow());
  addEventListener("storage", ({ key }) => (key === KEY || !key) && follow());
  keep();
  follow();

  /** @type {Projection | undefined} */
  let projection;
  /** @type {Record<string, (button: HTMLElement) => void>} */
  const acts = {
    print: () => print(),
    send,
    clear: () => {
      for (const box of boxes) box.checked = false;
      keep(...boxes);
      boxes[0]?.focus();
    },
    project: (button) => {
      const node = /** @type {HTMLDialogElement} */ (root.querySelector("dialog"));
      projection ??= new Projection([...root.querySelectorAll("#run .steps > li, #run .questions > li")], node, button);
      projection.open();
    },
  };
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("button[data-do]"))) {
    button.addEventListener("click", () => acts[button.dataset.do ?? ""]?.(button));
  }
  root.classList.add("acts");
}

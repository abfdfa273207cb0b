// What changes under a reader's hands: lists that keep their nodes, so that the focus stays where it
// is, and one announcement when all is still. Used by the explorer and by the search dialog.
"use strict";

{
  const BRIEF = 60; // characters of a search that a sentence repeats
  const STILL = 700; // milliseconds without a change, before the outcome is announced

  /** @template {keyof HTMLElementTagNameMap} K
   * @param {K} name @param {Partial<HTMLElementTagNameMap[K]>} properties @param {...(string | Node)} content
   * @returns {HTMLElementTagNameMap[K]} */
  const element = (name, properties, ...content) => {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...content);
    return node;
  };

  /** A list whose items stay the same nodes for as long as they are in it. @template V */
  class KeyedList {
    /** @type {Map<unknown, HTMLElement>} */
    items = new Map();

    /** @param {Element} node @param {KeyedItems<V>} kind */
    constructor(node, kind) {
      this.node = node;
      this.kind = kind;
    }

    /** The key of the item that has the focus. */
    get focused() {
      for (const [key, item] of this.items) {
        if (item.contains(document.activeElement)) return key;
      }
      return undefined;
    }

    /** @param {V[]} values */
    show(values) {
      /** @type {Map<unknown, HTMLElement>} */
      const items = new Map();
      for (const value of values) {
        const key = this.kind.key(value);
        const item = this.items.get(key) ?? this.kind.make(value);
        this.kind.update?.(item, value);
        items.set(key, item);
      }
      for (const [key, item] of this.items) {
        if (!items.has(key)) item.remove();
      }
      this.items = items;
      this.arrange([...items.values()]);
    }

    /** A node that is moved loses the focus: so the others move around the one that has it.
     * @param {HTMLElement[]} items */
    arrange(items) {
      if (items.every((item, place) => item === this.node.children[place])) return;
      const fixed = items.findIndex((item) => item.contains(document.activeElement));
      if (fixed < 0) this.node.append(...items);
      else {
        items[fixed].before(...items.slice(0, fixed));
        items[fixed].after(...items.slice(fixed + 1));
      }
    }
  }

  /** Says an outcome once, when nothing has changed for a while. */
  class Announcer {
    timer = 0;

    /** @param {Element} node a live region */
    constructor(node) {
      this.node = node;
    }

    /** Something changes: what has not been said yet is not said. */
    wait() {
      clearTimeout(this.timer);
    }

    /** @param {string} text */
    say(text) {
      this.wait();
      this.timer = setTimeout(() => (this.node.textContent = text), STILL);
    }
  }

  /** What was searched for otherwise than asked, in sentences. @type {Live["said"]} */
  const said = ({ corrected, left, also }) => {
    const lines = corrected.map(([typed, word]) =>
      words("Nothing here says “%(typed)s”; this is for “%(word)s”.", { typed, word }),
    );
    if (left.length) lines.push(words("Left out, since no entry says it beside the rest: %(words)s.", { words: left.join(", ") }));
    if (also.length) lines.push(words("Also searched for: %(words)s.", { words: also.join(", ") }));
    return lines.join(" ");
  };

  /** @type {Live["kindOf"]} */
  const kindOf = ({ kinds }, collection, isMany = false) => (kinds[collection] ?? [words("page"), words("Pages")])[Number(isMany)];

  /** @type {Live["brief"]} */
  const brief = (q) => (q.length > BRIEF ? `${q.slice(0, BRIEF).toWellFormed()}…` : q);

  globalThis.playbookLive = { said, kindOf, brief, element, KeyedList, Announcer };
}

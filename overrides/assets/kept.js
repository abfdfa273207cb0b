// What stays in this browser: the ticks of a run sheet, the words on a sheet. Where the browser keeps
// nothing, a page works as well, for as long as it is open.
"use strict";

{
  /** @type {Kept["read"]} */
  const read = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key) ?? "null");
    } catch {
      return null;
    }
  };

  /** @type {Kept["write"]} */
  const write = (key, value) => {
    try {
      localStorage.setItem(key, JSON.stringify(value)); // also before a removal: a full store removes, and keeps nothing
      if (!value) localStorage.removeItem(key);
      return true;
    } catch {
      return false; // what is there is shown for as long as the page is open
    }
  };

  globalThis.playbookKept = { read, write };
}

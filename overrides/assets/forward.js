// At an address that an entry had before: goes on with the section and the query of the link that
// somebody followed. Without scripts, the page leads there all the same, to its top.
"use strict";

{
  /** @param {Element | null} link */
  const follow = (link) => {
    if (!(link instanceof HTMLLinkElement)) return;
    const page = location.protocol === "file:" ? "index.html" : "";
    location.replace(link.href + page + location.search + location.hash);
  };

  follow(document.querySelector("[rel=canonical]"));
}

// At an address that an entry had before: goes on with the section and the query of the link that
// somebody followed. Without scripts, the page leads there all the same, to its top.
"use strict";

{
  const link = document.querySelector('link[rel="canonical"]');
  if (link instanceof HTMLLinkElement) {
    const page = location.protocol === "file:" ? "index.html" : "";
    location.replace(link.href + page + location.search + location.hash);
  }
}

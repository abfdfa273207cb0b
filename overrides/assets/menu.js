// The menu of the masthead closes where its links come into view by themselves.
"use strict";

{
  const menu = document.querySelector(".masthead")?.querySelector("[popover]");
  matchMedia("(min-width: 48em)").addEventListener("change", () => {
    if (menu instanceof HTMLElement && menu.matches(":popover-open")) menu.hidePopover();
  });
}

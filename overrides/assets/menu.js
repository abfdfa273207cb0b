// The menu of the masthead closes where its links come into view by themselves, and when the focus leaves the masthead.
"use strict";

{
  const masthead = document.querySelector(".masthead");
  const menu = masthead?.querySelector("[popover]");
  if (menu instanceof HTMLElement) {
    matchMedia("(min-width: 48em)").addEventListener("change", () => menu.hidePopover());
    menu.addEventListener("focusout", ({ relatedTarget: to }) => {
      if (to instanceof Node && !masthead?.contains(to)) menu.hidePopover();
    });
  }
}

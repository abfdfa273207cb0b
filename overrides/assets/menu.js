// The menu of the masthead closes where its links come into view by themselves, and when the focus leaves it.
"use strict";

{
  const menu = document.querySelector(".masthead")?.querySelector("[popover]");
  if (menu instanceof HTMLElement) {
    matchMedia("(min-width: 48em)").addEventListener("change", () => {
      if (menu.matches(":popover-open")) menu.hidePopover();
    });
    menu.addEventListener("focusout", ({ relatedTarget: to }) => {
      const isOpener = to instanceof HTMLButtonElement && to.popoverTargetElement === menu;
      if (to instanceof Node && !menu.contains(to) && !isOpener) menu.hidePopover();
    });
  }
}

// Tells how much this browser keeps of this site, and has it forget that: its own names alone, since
// other sites may share the address.
"use strict";

{
  const OWN = /^(plans(-aside(-\d+)?)?|(ticks|material|suggest):.*|view|playbook\.(theme|edition .*)|compare|stock(-aside)?)$/;
  const page = /** @type {HTMLElement} */ (document.querySelector(".forget"));
  const [kept, , status] = page.querySelectorAll("p");
  const button = /** @type {HTMLButtonElement} */ (page.querySelector("button"));
  let isSure = false;

  /** The names under which something is kept, with the store of each. @returns {[Storage, string][]} */
  const names = () => {
    try {
      return [localStorage, sessionStorage].flatMap((store) => Object.keys(store).filter((name) => OWN.test(name)).map((name) => /** @type {[Storage, string]} */ ([store, name])));
    } catch {
      return [];
    }
  };

  const show = () => {
    const { length } = names();
    kept.textContent = !length ? words("This browser keeps nothing of this site.") : words.plural("This browser keeps %(count)s thing of this site.", "This browser keeps %(count)s things of this site.", length);
    button.hidden = !length;
  };

  button.addEventListener("click", () => {
    if (!isSure) {
      isSure = true;
      button.textContent = words("Yes, forget all of it");
      status.textContent = words("This cannot be taken back. Save a copy of your plans first, if you want one.");
      return;
    }
    for (const [store, name] of names()) store.removeItem(name);
    status.textContent = words("All is forgotten.");
    show();
    status.focus(); // the button is gone
  });
  page.hidden = false;
  show();
}

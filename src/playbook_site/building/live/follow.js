// On pages of `playbook serve` only: waits for changes, reloads, and shows what has to be fixed.
{
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const version = Number(script.dataset["version"]);
  let question = new AbortController();

  /** @param {string} problems @param {string} heading */
  const show = (problems, heading) => {
    document.getElementById("follow")?.remove();
    if (!problems) return;
    const box = document.createElement("details");
    box.id = "follow";
    box.open = true;
    const title = document.createElement("summary");
    title.textContent = script.dataset["title"] || heading;
    const text = document.createElement("pre");
    text.textContent = problems;
    text.tabIndex = 0;
    text.setAttribute("role", "alert");
    box.append(title, text);
    document.body.prepend(box);
  };

  // A browser opens few connections to one host: only a page that is looked at asks.
  /** @param {number} since @returns {Promise<void>} */
  const follow = async (since) => {
    if (document.visibilityState !== "visible") return;
    question = new AbortController();
    const answer = await fetch(`/-/changes?since=${since}`, {
      cache: "no-store",
      signal: question.signal,
    });
    const state = await answer.json();
    if (state.version !== version) {
      location.reload();
      return;
    }
    show(state.problems, state.title);
    await follow(state.number);
  };

  /** @param {number} since @returns {Promise<void>} */
  const stay = async (since) => {
    try {
      await follow(since);
    } catch {
      if (!question.signal.aborted) setTimeout(() => stay(-1), 1000);
    }
  };

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") stay(-1);
    else question.abort();
  });
  stay(-1);
}

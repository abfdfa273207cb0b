// Finds entries by words: at once in titles, other names and summaries, then in the full text.
// Used by the explorer and by the search dialog.

const playbookFinder = (() => {
  const here = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";
  const root = new URL("../", here);
  const served = root.protocol.startsWith("http");

  /** @type {Map<string, Promise<void>>} */
  const loading = new Map();
  const MANY = 2000; // rows, from which on summaries are left to the full text

  /** @type {{ title: string, aliases: string[] }[] | null} */
  let names = null;
  /** @type {string[] | null} */
  let folded = null;
  /** @type {Promise<any> | null} */
  let engine = null;

  /** Load a classic script of the site once; modules and fetches are refused on file://.
   * @param {string} path */
  const load = (path) => {
    const known = loading.get(path);
    if (known) return known;
    /** @type {Promise<void>} */
    const wait = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(path, root).href;
      script.onload = () => resolve();
      script.onerror = () => reject(new Error(path));
      document.head.append(script);
    });
    wait.catch(() => loading.delete(path));
    loading.set(path, wait);
    return wait;
  };

  /** The index, or null if it could not be read. @returns {Promise<Index | null>} */
  const index = async () => {
    if (!globalThis.playbookIndex) await load("explore/index.js").catch(() => {});
    const read = globalThis.playbookIndex;
    return read && Array.isArray(read.rows) && Array.isArray(read.facets) ? read : null;
  };

  /** The summary of every row; null if they could not be read, or weigh too much to be read whole.
   * @param {Index} known */
  const summaries = async (known) => {
    if (served && known.rows.length > MANY) return null;
    if (!globalThis.playbookSummaries) await load("explore/summaries.js").catch(() => {});
    const read = globalThis.playbookSummaries;
    if (!Array.isArray(read)) return null;
    folded ??= read.map(playbookLogic.fold);
    return read;
  };

  /** Rows that hold the words in title, other names or summary, with how well they do.
   * @param {Index} known @param {string} q */
  const near = (known, q) => {
    const asked = playbookLogic.terms(q);
    /** @type {Map<number, number>} */
    const found = new Map();
    if (!asked.length) return found;
    names ??= known.rows.map((row) => ({
      title: playbookLogic.fold(row[2]),
      aliases: (row[8] ?? []).map(playbookLogic.fold),
    }));
    names.forEach(({ title, aliases }, place) => {
      const score = playbookLogic.score(asked, title, aliases, folded?.[place] ?? "");
      if (score) found.set(place, score);
    });
    return found;
  };

  /** Rows that hold the words anywhere, by the full-text index. Rejects where there is none.
   * @param {Index} known @param {string} q @returns {Promise<Map<number, Hit>>} */
  const far = async (known, q) => {
    if (!served) throw new Error("file");
    engine ??= import(new URL("pagefind/pagefind.js", root).href).then(async (pagefind) => {
      await pagefind.init();
      return pagefind;
    });
    engine.catch(() => (engine = null));
    const { results } = await (await engine).search(q.slice(0, 200));
    const places = new Map(known.rows.map((row, place) => [row[7], place]));
    /** @type {Map<number, Hit>} */
    const found = new Map();
    for (const result of results) {
      const place = places.get(result.id);
      if (place !== undefined) {
        found.set(place, { score: result.score, places: () => result.data().then(headings) });
      }
    }
    return found;
  };

  /** @param {any} data @returns {Place[]} */
  const headings = (data) =>
    (data.sub_results?.length ? data.sub_results : [{ ...data, title: "" }]).slice(0, 2);

  /** Both together: one number for each row that was found, titles and other names first.
   * @param {Map<number, number>} nearby @param {Map<number, Hit>} further */
  const rank = (nearby, further) => {
    const most = Math.max(1e-9, ...[...further.values()].map((hit) => hit.score));
    const ranked = new Map(nearby);
    for (const [place, hit] of further) {
      ranked.set(place, (ranked.get(place) ?? 0) + (4 * hit.score) / most);
    }
    return ranked;
  };

  /** An excerpt as nodes: Pagefind gives escaped text with <mark> in it, and nothing else is let in.
   * @param {string} excerpt */
  const marked = (excerpt) => {
    const parts = document.createDocumentFragment();
    let inside = false;
    for (const piece of excerpt.split(/(<\/?mark>)/)) {
      if (piece === "<mark>" || piece === "</mark>") inside = piece === "<mark>";
      else if (inside) parts.append(Object.assign(document.createElement("mark"), { textContent: plain(piece) }));
      else parts.append(plain(piece));
    }
    return parts;
  };

  /** @type {Record<string, string>} */
  const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#39;": "'", "&#x27;": "'" };
  /** @param {string} text */
  const plain = (text) => text.replace(/&(?:lt|gt|amp|quot|#39|#x27);/g, (entity) => ENTITIES[entity]);

  /** The address of a row's page. @param {Index} known @param {number} place */
  const address = (known, place) => {
    const [collection, id] = known.rows[place];
    return new URL(`${known.collections[collection]}/${id}/${served ? "" : "index.html"}`, root).href;
  };

  return { served, index, summaries, near, far, rank, marked, address };
})();

"""Where the preview of the web editor finds the words of an entry on its page."""

from playwright.sync_api import Page, Route

import playbook
from tests.conftest import ROOT, original
from tests.nodejs import packages

FOUND = """async (paths) => {
  const part = (name) => import(`/admin/editor/${name}.js`);
  const { readWith, keysIn } = await part("preview/blocks");
  const { changes, partsOf } = await part("preview/changes");
  (await part("text/spans")).readWith(await import("/admin/yaml/index.js"));
  readWith(await import("/admin/marked/marked.esm.js"));
  const { fromFile } = (await part("entry")).formatOf({ keys: [] }, () => "");
  const text = async (path) => (await fetch(path)).text();
  const rows = [];
  for (const path of paths) {
    const html = new DOMParser().parseFromString(await text(`/${path}`), "text/html");
    const shown = new Set(keysIn(html.querySelector("main")));
    const { title, summary, body } = fromFile(await text(`/${path}source.txt`));
    for (const { way, old } of changes(partsOf({ title, summary, body }), {}).flat()) {
      const isShown = Boolean(old.key) && shown.has(old.key);
      rows.push([isShown, path, way.join(" "), old.element.textContent]);
    }
  }
  return rows;
}"""
FOLDERS = {
    "editor": ROOT / "overrides" / "assets" / "editor",
    "yaml": packages() / "yaml" / "browser",
    "marked": packages() / "marked" / "lib",
}


def test_every_passage_of_every_entry_has_its_place_on_its_page(page: Page, site_url: str) -> None:
    def answer(route: Route) -> None:
        _, _, path = route.request.url.partition("/admin/")
        folder, _, rest = path.partition("/")
        if rest:
            route.fulfill(path=FOLDERS[folder] / rest, content_type="text/javascript")
        else:
            route.fulfill(body="", content_type="text/html")

    page.route("**/admin/**", answer)
    page.goto(f"{site_url}admin/")
    paths = [entry.key.url for entry in playbook.load(original())[0]]

    rows = page.evaluate(FOUND, paths)

    assert len(rows) > 2000
    assert not [row[1:] for row in rows if not row[0]]

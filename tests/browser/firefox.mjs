// Walks through the site in Firefox as a reader would: home, the explorer, a facet, a move, the
// search dialog, dark colors. Prints one line a step; anything else ends it with an error.

import assert from "node:assert/strict";
import puppeteer from "puppeteer-core";

const [site, executablePath] = process.argv.slice(2);
const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
const page = await browser.newPage();
const errors = [];
page.on("pageerror", (error) => errors.push(String(error)));
page.setDefaultTimeout(60_000);

/** An element that is seen. */
const seen = (selector) => page.waitForSelector(selector, { visible: true });
const text = async (selector) => (await seen(selector)).evaluate((node) => node.textContent.trim());
const step = (sentence) => console.log(sentence);

try {
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(site);
  await (await seen('.masthead nav a[href*="explore"]')).click();
  await seen(".explorer.ready .ask");
  await page.waitForFunction(() => document.querySelector(".tally").textContent);
  const everything = parseInt(await text(".tally"), 10);
  step("The explorer opens from home.");

  await (await seen('input[name="condition"][value="motivate-everyone"]')).click();
  await seen(".found .card h3 a");
  const rest = parseInt(await text(".tally"), 10);
  assert.ok(rest > 0 && rest < everything);
  assert.match(page.url(), /\?condition=motivate-everyone$/);
  step("A facet narrows the list.");

  const title = await text(".found .card h3 a");
  await (await seen(".found .card h3 a")).click();
  await page.waitForFunction((title) => document.querySelector("h1").textContent.trim() === title, {}, title);
  step("A move opens.");

  await page.keyboard.down("Control");
  await page.keyboard.press("k");
  await page.keyboard.up("Control");
  await seen("dialog.finder");
  await page.keyboard.type("feedback");
  await seen("dialog.finder li a");
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement.closest("dialog li") !== null), true);
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog.finder", { hidden: true });
  step("The dialog finds entries.");

  await (await seen("button.theme.ready")).click();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(20, 23, 31)");
  step("Dark colors are kept.");

  await page.goto(`${site}make-it-yours/`);
  await page.evaluate(() => {
    globalThis.breaches = [];
    addEventListener("securitypolicyviolation", ({ violatedDirective }) => globalThis.breaches.push(violatedDirective));
  });
  await (await seen("#brand-typed")).evaluate((node) => {
    node.value = "#7a1f3d";
    node.dispatchEvent(new Event("input"));
    const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="9" style="fill: red"/></svg>';
    const files = new DataTransfer();
    files.items.add(new File([drawing], "logo.svg"));
    const input = document.querySelector("#logo");
    input.files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await page.waitForFunction(() => document.querySelector(".stage").shadowRoot.querySelectorAll(".logo.own span").values().filter((logo) => logo.checkVisibility() && logo.offsetWidth > 0).toArray().length === 3);
  const [ground, fill] = await page.evaluate(() => {
    const picture = document.querySelector(".stage").shadowRoot;
    const circle = picture.querySelector(".logo.own span").shadowRoot.querySelector("circle");
    return [getComputedStyle(picture.querySelector(".masthead")).backgroundColor, getComputedStyle(circle).fill];
  });
  assert.deepEqual([ground, fill], ["rgb(122, 31, 61)", "rgb(255, 0, 0)"]);
  assert.deepEqual(await page.evaluate(() => globalThis.breaches), []);
  step("A district sees its colors.");
  assert.deepEqual(errors, []);
} finally {
  await browser.close();
}

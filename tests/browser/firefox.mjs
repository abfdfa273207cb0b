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
  assert.deepEqual(errors, []);
} finally {
  await browser.close();
}

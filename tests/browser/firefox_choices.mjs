// Opens addresses of the explorer in Firefox, one after another, and prints as JSON what a reader sees
// of each: the number of results, and where the cards lead, once "Show more" has shown them all.

import { text } from "node:stream/consumers";
import puppeteer from "puppeteer-core";

const [executablePath] = process.argv.slice(2);
const addresses = JSON.parse(await text(process.stdin));
const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });

/** Run on the page: the first results are there, or none are to come. */
const drawn = () => {
  const tally = document.querySelector(".tally").innerText;
  return tally.startsWith("0") || (tally && document.querySelector("main .found article h3")?.checkVisibility());
};

/** Run on the page: every result is asked for with the button, as often as it is there to be clicked. */
const read = async () => {
  const seen = (selector) => [...document.querySelectorAll(`main ${selector}`)].filter((node) => node.checkVisibility());
  for (let [more] = seen("button.more"); more?.checkVisibility(); ) {
    const shown = seen(".found article").length;
    more.click();
    while (seen(".found article").length === shown) await new Promise((resolve) => setTimeout(resolve, 10)); // cards are loaded
  }
  return {
    tally: seen(".tally").map((node) => node.innerText).join(),
    cards: seen(".closest").length ? [] : seen(".found article h3 a").map(({ href }) => href), // those do not fit
  };
};

try {
  const page = await browser.newPage();
  page.setDefaultTimeout(60_000);
  const answers = [];
  for (const address of addresses) {
    await page.goto(address);
    await page.waitForFunction(drawn);
    answers.push(await page.evaluate(read));
  }
  console.log(JSON.stringify(answers));
} finally {
  await browser.close();
}

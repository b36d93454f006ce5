// Checks as people make them: pasted, uploaded, dropped, long, reviewed, without scripts.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browser, examples, serve, shots, watched } from "./setting.mjs";

let server, chromium;
const articles = readdirSync(join(examples, "articles")).map((name) => join(examples, "articles", name));

before(async () => {
  server = await serve([join(examples, "transcripts")]);
  chromium = await browser();
});
after(async () => {
  await chromium?.close();
  await server?.stop();
});

async function visit(settings = {}) {
  const context = await chromium.newContext(settings);
  const page = await watched(context);
  await page.goto(`${server.base}/check`);
  return page;
}

test("a text is pasted, and its findings are filtered, downloaded, left and come back to", async () => {
  const page = await visit();
  await page.getByLabel("Paste the article").fill(readFileSync(articles[0], "utf8"));
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await page.waitForSelector(".checked .card");
  const all = await page.locator(".card").count();
  await page.getByLabel("changes").check();
  const changed = await page.locator(".card:visible").count();
  assert.ok(changed < all, `${changed} of ${all}`);
  await page.getByLabel("all", { exact: true }).check();
  for (const format of ["HTML", "JSON", "CSV"]) {
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: format, exact: true }).click()]);
    assert.match(file.suggestedFilename(), new RegExp(`\\.${format.toLowerCase()}$`));
    assert.ok(readFileSync(await file.path(), "utf8").length > 100);
  }
  await page.locator(".card.same blockquote + p a, .card.changed blockquote + p a").first().click();
  await page.waitForURL(/\/documents\/\d+\?c=/);
  assert.ok((await page.locator("#c").textContent()).length > 3);
  await page.goBack();
  await page.waitForSelector(".checked .card");
  await page.goForward();
  await page.waitForURL(/\/documents\/\d+/);
  assert.deepEqual(page.trouble, []);
  await page.context().close();
});

test("files are uploaded", async () => {
  const page = await visit();
  await page.getByLabel(/Or files/).setInputFiles(articles);
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await page.waitForSelector(".checked .card");
  assert.equal(await page.locator(".checked").count(), articles.length);
  await page.context().close();
});

test("a file is dropped", async () => {
  const page = await visit();
  const words = readFileSync(articles[0], "utf8");
  const data = await page.evaluateHandle((words) => {
    const data = new DataTransfer();
    data.items.add(new File([words], "dropped.md", { type: "text/markdown" }));
    return data;
  }, words);
  await page.dispatchEvent("body", "drop", { dataTransfer: data });
  await page.waitForSelector(".checked .card");
  await page.context().close();
});

test("findings of an article that is kept are reviewed, and the word is shown first", async () => {
  const page = await visit();
  await page.getByLabel("Paste the article").fill(readFileSync(articles[0], "utf8"));
  await page.getByLabel(/Keep the article/).check();
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await page.waitForSelector(".checked .card");
  const card = page.locator(".card").first();
  await card.getByText("Your word on it").click();
  await card.getByLabel("Note").fill("heard it myself");
  await card.getByRole("button", { name: "Confirm" }).click();
  await page.waitForSelector(".card .review");
  assert.match(await page.locator(".card .review").first().textContent(), /confirm.*heard it myself/s);
  await page.context().close();
});

test("everything needed works without scripts", async () => {
  const page = await visit({ javaScriptEnabled: false });
  await page.getByLabel("Paste the article").fill(readFileSync(articles[0], "utf8"));
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await page.waitForSelector(".checked .card");
  await page.locator(".card.same blockquote + p a, .card.changed blockquote + p a").first().click();
  assert.ok((await page.locator("#c").textContent()).length > 3);
  await page.getByRole("searchbox").fill("bridge");
  await page.getByRole("button", { name: "Search" }).click();
  assert.ok((await page.locator(".answers > li").count()) > 0);
  await page.context().close();
});

test("an article of a megabyte is read and shown", async () => {
  const page = await visit();
  const one = readFileSync(articles[0], "utf8");
  const filler = "The council met on the river and talked about the weather, the boats and the price of bread. ".repeat(40);
  const long = one + ("\n\n" + filler).repeat(Math.ceil((1_000_000 - one.length) / (filler.length + 2)));
  await page.getByLabel(/Or files/).setInputFiles({ name: "long.md", mimeType: "text/markdown", buffer: Buffer.from(long) });
  const begun = Date.now();
  await page.getByRole("button", { name: "Check", exact: true }).click();
  // how far it is is shown if it takes longer than a moment
  await page.waitForSelector("#progress, .checked .card");
  await page.screenshot({ path: join(shots, "long-article-underway.png") });
  await page.waitForSelector(".checked .card", { timeout: 60_000 });
  const seconds = (Date.now() - begun) / 1000;
  console.log(`a megabyte: ${seconds.toFixed(1)} s from the click to the findings`);
  assert.ok(seconds < 30);
  await page.screenshot({ path: join(shots, "long-article.png") });
  await page.context().close();
});

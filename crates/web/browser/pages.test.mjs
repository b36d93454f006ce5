// Every page: axe finds nothing, nothing overflows at 320 px or at 200 % zoom, light and dark, and a picture is kept.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browser, examples, serve, shots, watched } from "./setting.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let server, chromium;

before(async () => {
  server = await serve([join(examples, "transcripts"), join(examples, "articles")]);
  chromium = await browser();
});
after(async () => {
  await chromium?.close();
  await server?.stop();
});

const numbered = async (list) => (await (await fetch(`${server.base}/api/v1/${list}`)).json()).items;

/// The address of a page of each sort, by the name of its picture.
async function addresses() {
  const documents = await numbered("documents");
  const transcript = documents.find((document) => document.kind === "transcript").number;
  const report = documents.find((document) => document.kind === "report")?.number ?? documents[0].number;
  const person = (await numbered("people"))[0].number;
  const occasion = (await numbered("occasions"))[0].number;
  return {
    home: "/", search: "/search?q=bridge", "search-help": "/search", "search-none": "/search?q=zzzz", "search-wrong": "/search?q=kind:poem",
    documents: "/documents", document: `/documents/${transcript}`, cited: `/documents/${transcript}?c=120-180#c=120-180`,
    report: `/documents/${report}`, people: "/people", person: `/people/${person}`, occasions: "/occasions",
    occasion: `/occasions/${occasion}`, said: `/documents/${transcript}/t2`, quoted: `/documents/${report}/q1`,
    figures: "/figures?about=levy", "figures-blank": "/figures", "figures-document": `/figures?document=${transcript}`,
    commitments: `/commitments?document=${transcript}`, positions: "/positions?about=bridge", "positions-none": "/positions?about=zzzz",
    check: "/check", "not-found": "/documents/999999",
  };
}

async function faults(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  return violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).slice(0, 3).join(" ")}`);
}

const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/// How pages are looked at. Each has one window, which is led from page to page.
const forms = {
  wide: { viewport: { width: 1280, height: 900 } },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  narrow: { viewport: { width: 320, height: 700 } },
  zoomed: { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 },
};

async function looked(paths) {
  for (const [form, settings] of Object.entries(forms)) {
    const context = await chromium.newContext(settings);
    const page = await watched(context);
    for (const [name, path] of Object.entries(paths)) {
      await page.goto(server.base + path);
      // at twice the size the page is the narrow one's: only its width can be new
      if (form !== "zoomed") assert.deepEqual(await faults(page), [], `${name} ${form}`);
      assert.ok((await overflow(page)) <= 0, `${name} ${form} is wider than the window by ${await overflow(page)}`);
      assert.deepEqual(page.trouble.filter((trouble) => !/404/.test(trouble)), []);
      await page.screenshot({ path: join(shots, `${name}-${form}.png`) });
    }
    await context.close();
  }
}

test("every page can be used by everybody", async () => {
  await looked(await addresses());
});

test("findings too", async () => {
  const report = (await numbered("documents")).find((document) => document.kind === "report").number;
  const context = await chromium.newContext();
  const page = await watched(context);
  await page.goto(`${server.base}/documents/${report}`);
  await page.getByRole("button", { name: "Check its quotations" }).click();
  await page.waitForSelector(".checked");
  await looked({ findings: new URL(page.url()).pathname });
  await context.close();
});

test("a place of a text is found again, and words that are selected can be cited", async () => {
  const context = await chromium.newContext();
  const page = await watched(context);
  const { document: path } = await addresses();
  const held = await (await fetch(`${server.base}/api/v1${path}`)).json();
  await page.goto(`${server.base}${path}#c=120-180`);
  const shown = await page.evaluate(() => Array.from(CSS.highlights.get("place"))[0].toString());
  assert.equal(shown, Array.from(held.text).slice(120, 180).join(""));
  assert.equal(await page.locator(".text").evaluate((text) => text.textContent), held.text);
  await page.evaluate(() => {
    const node = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT).nextNode();
    getSelection().setBaseAndExtent(node, 1, node, 4);
  });
  await page.getByRole("link", { name: "Cite the words selected" }).click();
  await page.waitForURL(/c=1-4/);
  assert.equal(await page.locator(".text #c").textContent(), Array.from(held.text).slice(1, 4).join(""));
  const annotation = JSON.parse(await page.getByLabel("Web Annotation").inputValue());
  assert.equal(annotation.target.selector[0].exact, Array.from(held.text).slice(1, 4).join(""));
  await context.close();
});

test("keys lead through a page", async () => {
  const context = await chromium.newContext();
  const page = await watched(context);
  await page.goto(`${server.base}/search?q=bridge`);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  assert.equal(await page.evaluate(() => document.activeElement.closest("li").matches("li:nth-child(2)")), true);
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  await page.locator("h1").click();
  await page.keyboard.press("?");
  assert.equal(await page.locator("#keys").evaluate((dialog) => dialog.open), true);
  await page.keyboard.press("Escape");
  await page.keyboard.press("k");
  await page.keyboard.press("Enter");
  await page.waitForURL(/documents/);
  await page.goBack();
  await page.waitForURL(/search\?q=bridge/);
  await page.goForward();
  await page.waitForURL(/documents/);
  await context.close();
});

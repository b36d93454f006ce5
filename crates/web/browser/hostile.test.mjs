// Hostile documents, names and questions; hostile clients.
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { browser, folder, lines, long, serve, watched } from "./setting.mjs";

/// Ways out of text, attributes, addresses, scripts and styles, times things that would run.
function payloads() {
  const ways = ["", "\"", "'", "\">", "'>", "</title>", "</textarea>", "</a>", "</script>", "-->", "]]>", "</style>", "\u0000", "\r\n", "&quot;>", "%22%3E", "<!--", "{{", "${", "\\\""];
  const run = [
    "<script>window.ran=1;alert(1)</script>", "<img src=x onerror=window.ran=1>", "<svg onload=window.ran=1>", "<svg><script>window.ran=1</script></svg>",
    "javascript:window.ran=1", "<a href=javascript:window.ran=1>x</a>", "<iframe srcdoc='<script>parent.ran=1</script>'></iframe>",
    " onmouseover=window.ran=1 autofocus onfocus=window.ran=1 x=", "<details open ontoggle=window.ran=1>", "<math><mtext><img src onerror=window.ran=1>",
    "<body onload=window.ran=1>", "<base href=//example.invalid/>", "<meta http-equiv=refresh content='0;url=javascript:window.ran=1'>",
    "<input autofocus onfocus=window.ran=1>", "<template><script>window.ran=1</script></template>",
  ];
  return ways.flatMap((way) => run.map((thing) => way + thing));
}

const all = payloads();
assert.equal(all.length, 300);
const some = long ? all : all.filter((_, at) => at % 10 === 0);
let server, chromium, here;

before(async () => {
  here = folder();
  const documents = some.map((payload, at) => ({
    id: `d${at}${payload}`, url: at % 2 ? payload : `https://example.invalid/${payload}`, title: `Remarks ${payload}`,
    date: "2025-03-04", author: `Ada ${payload}`, publisher: payload, speaker: `Ada Rowe ${payload}`,
    text: `MS. ROWE ${payload}: We will mend the harbour bridge. ${payload}\n\nMR. LIND: “The levy ${payload} is fair,” said Ada Rowe ${payload}.`,
  }));
  server = await serve([lines(here, `file name.jsonl`, documents)]);
  chromium = await browser();
});
after(async () => {
  await chromium?.close();
  await server?.stop();
  rmSync(here, { recursive: true, force: true });
});

async function unharmed(page, what) {
  const found = await page.evaluate(() => [
    window.ran === undefined ? [] : ["ran"],
    Array.from(document.querySelectorAll("script:not([src^='/assets/']), iframe, object, embed, base, img, math, template, meta[http-equiv], form[action^='javascript'], a[href^='javascript' i]"), (element) => element.outerHTML),
    Array.from(document.querySelectorAll("*")).filter((element) => Array.from(element.attributes).some(({ name }) => name.startsWith("on"))).map((element) => element.outerHTML),
  ].flat());
  assert.deepEqual(found, [], what);
  assert.deepEqual(page.trouble.filter((trouble) => !/status of 4/.test(trouble)), [], what);
}

test(`of ${some.length} payloads in every field none runs`, async () => {
  const context = await chromium.newContext();
  const page = await watched(context);
  const { items } = await (await fetch(`${server.base}/api/v1/documents?limit=100`)).json();
  const total = (await (await fetch(`${server.base}/api/v1/record`)).json()).documents;
  for (let at = 1; at <= Math.ceil(total / 20); at++) {
    await page.goto(`${server.base}/documents?page=${at}`);
    await unharmed(page, `documents ${at}`);
    await page.goto(`${server.base}/people?page=${at}`);
    await unharmed(page, `people ${at}`);
  }
  const highest = items[0].number;
  for (let number = 1; number <= highest; number++) {
    for (const path of [`/documents/${number}?c=5-60`, `/documents/${number}/t1`, `/documents/${number}/q1`, `/people/${number}`, `/figures?document=${number}`, `/commitments?document=${number}`, `/positions?document=${number}`]) {
      await page.goto(server.base + path);
      await unharmed(page, path);
    }
  }
  for (const payload of some) {
    for (const path of ["/search?q=", "/figures?about=", "/commitments?by=", "/positions?about=", "/people?name=", "/occasions?name=", "/check?document=", "/find?id=", "/documents/"]) {
      await page.goto(server.base + path + encodeURIComponent(payload));
      await unharmed(page, path + payload);
    }
  }
  await context.close();
});

test("nor when it is pasted, or is the name of a file", async () => {
  const context = await chromium.newContext();
  const page = await watched(context);
  for (let at = 0; at < some.length; at += 30) {
    await page.goto(`${server.base}/check`);
    const files = some.slice(at, at + 30).map((payload, number) => ({
      name: `${payload.replaceAll(/[\u0000\r\n]/g, "")}${number}.txt`, mimeType: "text/plain",
      buffer: Buffer.from(`${payload}\n\n“We will mend the harbour bridge ${payload},” Ada Rowe ${payload} said.\n`),
    }));
    await page.getByLabel("Paste the article").fill(files.map((file) => file.buffer).join("\n"));
    await page.getByLabel("Its title").fill(some[at]);
    await page.getByLabel(/Or files/).setInputFiles(files);
    await page.getByRole("button", { name: "Check", exact: true }).click();
    await page.waitForSelector(".checked");
    await unharmed(page, `check from ${at}`);
  }
  await context.close();
});

/// One request, told by its status.
const asked = (path, { method = "GET", headers = {}, body } = {}) => new Promise((told, failed) => {
  const sent = request(server.base + path, { method, headers }, (answer) => { answer.resume(); told(answer); });
  sent.on("error", failed);
  sent.end(body);
});

test("requests that others make are refused", async () => {
  assert.equal((await asked("/", { headers: { host: "evil.invalid" } })).statusCode, 421);
  assert.equal((await asked("/check", { method: "POST", headers: { origin: "https://evil.invalid" } })).statusCode, 403);
  assert.equal((await asked("/check", { method: "POST", headers: { "sec-fetch-site": "cross-site" } })).statusCode, 403);
  assert.equal((await asked("/api/v1/check", { method: "POST", headers: { "content-type": "text/plain", "content-length": 99_000_000 } })).statusCode, 413);
  const answer = await asked("/api/v1/check", { method: "POST", headers: { "content-type": "text/plain", "transfer-encoding": "chunked" }, body: "x".repeat(17 * 1024 * 1024) });
  assert.equal(answer.statusCode, 413);
  assert.match((await asked("/")).headers["content-security-policy"], /default-src 'none'/);
});

test("clients that never finish their request keep nobody waiting", async () => {
  const idle = [];
  for (let number = 0; number < 500; number++) {
    const socket = connect(new URL(server.base).port, "127.0.0.1");
    socket.on("error", () => {});
    socket.write("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ");
    idle.push(socket);
  }
  const drip = setInterval(() => idle.forEach((socket) => socket.write("a")), 500);
  const times = [];
  for (let number = 0; number < 200; number++) {
    const begun = performance.now();
    await asked("/");
    times.push(performance.now() - begun);
  }
  clearInterval(drip);
  times.sort((left, right) => left - right);
  console.log(`500 idle connections: median ${times[100].toFixed(1)} ms, p99 ${times[197].toFixed(1)} ms`);
  assert.ok(times[197] <= 300);
  idle.forEach((socket) => socket.destroy());
});

// Serves a record and asks it as many readers do: each sort of page in turn, then all of them mixed, 200 requests a second,
// each sent at its time whether or not those before it are answered.
// usage: node benches/serve.mjs RECORD [SECONDS] [RATE]
import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { Agent, get } from "node:http";

const [record, seconds = "20", rate = "200"] = process.argv.slice(2);
const program = process.env.ONRECORD_PROGRAM ?? "target/release/onrecord";
const server = spawn(program, ["serve", "--record", record, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
const base = await new Promise((found) => server.stdout.on("data", (said) => found(/http:\/\/[^/\s]+/.exec(said)[0])));
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/// Milliseconds to the first byte and to the last, and bytes.
const asked = (path) => new Promise((told, failed) => {
  const begun = performance.now();
  get(base + path, { agent }, (answer) => {
    const first = performance.now() - begun;
    let bytes = 0;
    answer.on("data", (data) => { bytes += data.length; });
    answer.on("end", () => told({ path, status: answer.statusCode, first, all: performance.now() - begun, bytes }));
  }).on("error", failed);
});
/// Milliseconds that the server's threads have computed, by the kernel's count: what a busy machine does not change.
function computed() {
  try {
    const tasks = `/proc/${server.pid}/task`;
    return readdirSync(tasks).reduce((sum, task) => sum + readFileSync(`${tasks}/${task}/schedstat`, "utf8").split(" ")[0] / 1e6, 0);
  } catch { return NaN; }
}
const json = async (path) => (await fetch(base + path)).json();

const { documents, people, occasions } = await json("/api/v1/record");
const words = ["bridge", "economy", "climate change", "ukraine", "\"prime minister\"", "tariffs", "health care", "border", "nato", "taxes",
  "jobs", "speaker:president war", "since:2023 china", "kind:transcript energy"].map(encodeURIComponent);
const things = ["climate", "jobs", "ukraine", "nato", "tariffs", "vaccines", "wages", "exports", "troops", "drought"];
const [foremost] = (await json("/api/v1/people?limit=1")).items; // the one in most documents
const some = (at, most) => (at * 7919) % most + 1;
const sorts = {
  home: () => "/", search: (at) => `/search?q=${words[at % words.length]}`, document: (at) => `/documents/${some(at, documents)}`,
  statement: (at) => `/documents/${some(at, documents)}/q1`, person: (at) => `/people/${some(at, people)}`,
  foremost: (at) => `/people/${foremost.number}?page=${at % 5 + 1}`, people: (at) => `/people?page=${at % 5 + 1}`, occasion: (at) => `/occasions/${some(at, occasions)}`,
  occasions: (at) => `/occasions?page=${at % 5 + 1}`, api: (at) => `/api/v1/documents/${some(at, documents)}`,
  figures: (at) => `/figures?about=${things[at % things.length]}`, commitments: (at) => `/commitments?about=${things[at % things.length]}`,
  positions: (at) => `/positions?about=${things[at % things.length]}`,
};

const part = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1).padStart(8);
const computing = (answers) => [0.5, 0.99].map((share) => ` ${part(answers.map(({ cpu }) => cpu).sort((left, right) => left - right), share)}`).join("");
function line(name, answers, time) {
  const times = answers.map((answer) => answer[time]).sort((left, right) => left - right);
  console.log(`${name.padEnd(12)} ${part(times, 0.5)} ${part(times, 0.99)}${time === "first" ? computing(answers) : ""} ${(Math.max(...answers.map(({ bytes }) => bytes)) / 1000).toFixed(0).padStart(8)} ${String(answers.length).padStart(6)}`);
}

console.log("first byte        p50 ms   p99 ms  cpu p50  cpu p99  most KB  answers");
for (const [name, address] of Object.entries(sorts)) {
  const answers = [];
  await asked(address(1));
  for (let at = 1; at <= 200; at++) {
    const before = computed();
    const answer = await asked(address(at));
    answers.push({ ...answer, cpu: computed() - before });
  }
  line(name, answers.filter(({ status }) => status === 200), "first");
}

const size = (text) => Buffer.byteLength(text);
const beside = [];
for (let at = 1; at <= 200; at++) {
  const path = sorts.document(at);
  const [page, held] = [await fetch(base + path), await fetch(`${base}/api/v1${path}`)];
  if (page.ok && held.ok) beside.push(size(await page.text()) - size((await held.json()).text));
}
console.log(`documents' pages beside their text: at most ${(Math.max(...beside) / 1000).toFixed(0)} KB`);

const mixed = [];
const begun = performance.now();
const addresses = Object.values(sorts);
for (let at = 0; at < Number(seconds) * Number(rate); at++) {
  const wait = begun + at * 1000 / Number(rate) - performance.now();
  if (wait > 1) await new Promise((done) => setTimeout(done, wait));
  mixed.push(asked(addresses[at % addresses.length](at)));
}
const answers = await Promise.all(mixed);
const took = (performance.now() - begun) / 1000;
console.log(`\nmixed: ${(answers.length / took).toFixed(0)} answers a second, whole answers (${answers.filter(({ status }) => status >= 500).length} failed)`);
line("mixed", answers, "all");
server.kill("SIGINT");

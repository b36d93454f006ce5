// A record of made-up documents, a server that shows it, and a browser that visits it.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("../../..", import.meta.url));
export const program = process.env.ONRECORD_PROGRAM ?? join(root, "target/debug/onrecord");
export const examples = join(root, "examples");
/// Screenshots for a person to look at.
export const shots = join(root, "target/browser");
/// The long form: every payload, every connection.
export const long = process.env.ONRECORD_LONG === "1";
mkdirSync(shots, { recursive: true });

/// A folder of its own for one run.
export function folder() {
  return mkdtempSync(join(tmpdir(), "onrecord-browser-"));
}

/// A record that holds these paths, and a server that shows it.
export async function serve(paths, flags = []) {
  const here = folder();
  const record = join(here, "onrecord.db");
  execFileSync(program, ["add", ...paths, "--record", record], { cwd: here, stdio: ["ignore", "ignore", "ignore"] });
  const server = spawn(program, ["serve", "--record", record, "--port", "0", "--who", "Tester", ...flags], { cwd: here });
  const link = await new Promise((found, failed) => {
    let said = "";
    server.stdout.on("data", (data) => {
      said += data;
      const link = /http:\S+/.exec(said);
      if (link) found(link[0]);
    });
    server.on("exit", () => failed(new Error(`the server ended: ${said}`)));
  });
  const base = new URL(link).origin;
  const stop = async () => {
    const ended = new Promise((done) => server.on("exit", done));
    server.kill("SIGINT");
    await ended;
    rmSync(here, { recursive: true, force: true });
  };
  return { base, link, record, here, stop };
}

/// Documents as a file of JSON lines.
export function lines(here, name, documents) {
  const path = join(here, name);
  writeFileSync(path, documents.map((document) => JSON.stringify(document)).join("\n"));
  return path;
}

/// Chromium with an empty profile that asks nobody for anything.
export async function browser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync),
    headless: true,
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync",
    ],
  });
}

/// A page that remembers what should not happen: errors, dialogs, content that the policy stopped.
export async function watched(context) {
  const page = await context.newPage();
  page.trouble = [];
  page.on("pageerror", (error) => page.trouble.push(`error: ${error}`));
  page.on("dialog", (dialog) => { page.trouble.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("console", (said) => {
    if (/Content Security Policy|Refused to/.test(said.text())) page.trouble.push(`policy: ${said.text()}`);
  });
  page.on("request", (request) => {
    if (!/^(http:\/\/(127\.0\.0\.1|localhost)[:/]|data:|blob:)/.test(request.url())) page.trouble.push(`request: ${request.url()}`);
  });
  return page;
}

// Comfort on top of pages that work without it: keys, links to any place of a text, dropping files, progress.
"use strict";
document.documentElement.classList.add("scripted");

// Places: code points of the text, as the record counts them. The text element holds the kept text and nothing else.
const text = document.querySelector(".text");

function pointOf(root, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(root);
  range.setEnd(node, offset);
  return Array.from(range.toString()).length;
}

function rangeOf(root, start, end) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let at = 0, begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = Array.from(node.data).length;
    const unit = (point) => Array.from(node.data).slice(0, point - at).join("").length;
    if (!begun && start < at + length) { range.setStart(node, unit(start)); begun = true; }
    if (begun && end <= at + length) { range.setEnd(node, unit(end)); return range; }
    at += length;
  }
  return null;
}

function showPlace() {
  const place = /^#c=(\d+)-(\d+)$/.exec(location.hash);
  if (!text || !place) return;
  const range = rangeOf(text, Number(place[1]), Number(place[2]));
  if (!range) return;
  if (window.Highlight && CSS.highlights) CSS.highlights.set("place", new Highlight(range));
  const anchor = range.startContainer.parentElement;
  const block = anchor.closest(".k");
  if (block) block.style.contentVisibility = "visible";
  requestAnimationFrame(() => {
    const top = range.getBoundingClientRect().top + scrollY;
    scrollTo({ top: Math.max(0, top - innerHeight / 3), behavior: "instant" });
  });
}
addEventListener("hashchange", showPlace);
showPlace();

const cite = document.querySelector(".selected");
if (text && cite) {
  let timer = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const selection = getSelection();
      const range = selection.rangeCount ? selection.getRangeAt(0) : null;
      cite.hidden = !range || range.collapsed || !text.contains(range.startContainer) || !text.contains(range.endContainer);
      if (cite.hidden) return;
      const start = pointOf(text, range.startContainer, range.startOffset);
      const end = start + Array.from(range.toString()).length;
      cite.firstElementChild.href = `?c=${start}-${end}#c=${start}-${end}`;
    }, 150);
  });
}

for (const area of document.querySelectorAll(".cite textarea")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "soft";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(area.value);
    button.textContent = "Copied";
  });
  area.after(button);
}

// Keys.
const keys = document.getElementById("keys");
const steps = () => Array.from(document.querySelectorAll(".answers > li, .card")).filter((step) => step.offsetParent);
let here = -1;

function go(by) {
  const all = steps();
  if (!all.length) return;
  here = Math.min(Math.max(here + by, 0), all.length - 1);
  const target = all[here].matches(".card") ? all[here] : all[here].querySelector("a");
  all.forEach((step, at) => step.classList.toggle("at", at === here));
  target.focus({ preventScroll: true });
  all[here].scrollIntoView({ block: "nearest" });
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const listed = document.querySelector(".answers, .card");
  const act = {
    "/": () => document.getElementById("q").focus(),
    "?": () => keys.showModal(),
    "h": () => { location.href = "/"; },
    "j": () => go(1),
    "k": () => go(-1),
    "ArrowDown": () => listed && document.activeElement !== document.body ? go(1) : null,
    "ArrowUp": () => listed && document.activeElement !== document.body ? go(-1) : null,
  }[event.key];
  if (!act) return;
  if (event.key.startsWith("Arrow") && (!listed || here < 0 && !document.querySelector(".answers"))) return;
  event.preventDefault();
  act();
});

// Files dropped anywhere on the check page go into its form.
const files = document.getElementById("file");
if (files) {
  const mark = (on) => document.body.classList.toggle("dropping", on);
  addEventListener("dragover", (event) => { event.preventDefault(); mark(true); });
  addEventListener("dragleave", () => mark(false));
  addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false);
    if (event.dataTransfer.files.length) {
      files.files = event.dataTransfer.files;
      files.form.requestSubmit();
    } else {
      document.getElementById("text").value = event.dataTransfer.getData("text/plain");
    }
  });
}

// A check under way: ask now and then, and show the findings when they are ready.
const progress = document.getElementById("progress");
if (progress) {
  const meter = document.querySelector("progress");
  const ask = async () => {
    try {
      const state = await (await fetch(progress.dataset.state)).json();
      if (state.done) { location.reload(); return; }
      const [done, all, what] = state.part ?? [];
      const findings = state.findings ? `, ${state.findings} findings made` : "";
      progress.textContent = all ? `${state.step}: ${done} of ${all} ${what}${findings}` : `${state.step} …`;
      if (all) { meter.max = all; meter.value = done; } else meter.removeAttribute("value");
    } catch { /* the server may be busy: ask again */ }
    setTimeout(ask, 500);
  };
  setTimeout(ask, 200);
}

// The checking page: fetches keys, list and sentences, then answers with or without a network.

import { answerOffline, dayInVietnam, written } from "./answering.js";
import { readPicture, watchCamera } from "./scanning.js";
import { openList } from "./seal.js";
import { Shelf, WAITING } from "./shelf.js";

const root = document.querySelector("[data-checking]");
const addresses = root.dataset;
const words = JSON.parse(addresses.words);
const files = { reader: addresses.reader, wasm: addresses.wasm };
const shelf = new Shelf(document.querySelector("[data-shelf]"));
const said = root.querySelector("[data-said]");

async function json(address) {
  const answer = await fetch(address, { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

async function optional(address) {
  try {
    return await json(address);
  } catch {
    return null;
  }
}

async function load() {
  const [phrases, keySet, document_] = await Promise.all([
    json(addresses.sentences),
    optional(addresses.keys),
    optional(addresses.list),
  ]);
  const keys = keySet?.keys ?? [];
  const list = document_ && (await openList(document_, keys));
  shelf.words = phrases;
  const day = list && written(dayInVietnam(new Date(list.as_of)), phrases);
  root.querySelector("[data-list-state]").textContent = list
    ? words.list.replace("{day}", day)
    : document_
      ? words.listWrong
      : words.listNone;
  return { phrases, keys, list };
}

for (const part of root.querySelectorAll("[data-script-only]")) part.hidden = false;

let known = load();
known.catch(() => (root.querySelector("[data-list-state]").textContent = words.listNone));

async function askServer(line) {
  try {
    const answer = await fetch(addresses.answers, {
      method: "POST",
      body: new URLSearchParams({ ma: line }),
    });
    return answer.ok ? (await answer.json()).answers[0] : null;
  } catch {
    return null;
  }
}

const asked = new Set();

async function check(line) {
  if (asked.has(line)) return;
  asked.add(line);
  try {
    let answer = await answerOffline(line, await known, dayInVietnam(new Date()));
    if (WAITING.includes(answer.reason)) answer = (await askServer(line)) ?? answer;
    if (shelf.add(answer)) signal();
    say(`${answer.title} ${answer.detail} ${answer.product}`);
  } finally {
    asked.delete(line);
  }
}

function say(text) {
  said.textContent = text;
}

function signal() {
  if (root.querySelector("[name=rung]").checked) navigator.vibrate?.(80);
  if (!root.querySelector("[name=keu]").checked) return;
  const sound = new AudioContext();
  const tone = sound.createOscillator();
  tone.frequency.value = 880;
  tone.connect(sound.destination);
  tone.start();
  tone.stop(sound.currentTime + 0.09);
  tone.onended = () => sound.close();
}

// Typed codes.
const form = root.querySelector("form");
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const field = form.elements.ma;
  const lines = new Set(field.value.split("\n").map((line) => line.trim()).filter(Boolean));
  for (const line of [...lines].slice(0, Number(addresses.most))) await check(line);
  field.value = "";
  field.focus();
});

// A picture.
root.querySelector("[data-picture]").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (!file) return;
  say(words.reading);
  let texts = [];
  try {
    texts = await readPicture(file, files);
  } catch {
    texts = [];
  }
  if (texts.length === 0) say(words.noCode);
  for (const text of texts) await check(text);
  event.target.value = "";
});

// The camera: what stays in view is told once, and again only after it was gone for a while.
const GONE = 3000;
const video = root.querySelector("video");
const opener = root.querySelector("[data-open]");
const closer = root.querySelector("[data-stop]");
const typing = root.querySelector("[data-typing]");
const seen = new Map();
let stop;

function found(text) {
  const last = seen.get(text) ?? 0;
  seen.set(text, Date.now());
  if (Date.now() - last > GONE) check(text);
}

opener.hidden = !navigator.mediaDevices?.getUserMedia;
opener.addEventListener("click", async () => {
  opener.disabled = true;
  try {
    stop = await watchCamera(video, files, found);
    show(true);
  } catch {
    say(words.noCamera);
  }
  opener.disabled = false;
});
closer.addEventListener("click", () => {
  stop?.();
  stop = null;
  show(false);
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden && stop) closer.click();
});

function show(running) {
  video.hidden = closer.hidden = !running;
  opener.hidden = typing.hidden = running;
  if (running) say(words.looking);
}

// The list.
const act = (name, does) =>
  document.querySelector(`[data-act="${name}"]`).addEventListener("click", does);
act("clear", () => {
  if (window.confirm(words.sure)) shelf.clear();
});
act("copy", async () => {
  await navigator.clipboard.writeText(shelf.text());
  say(words.copied);
});
act("csv", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([shelf.csv()], { type: "text/csv" }));
  link.download = "kiem-tra-ocop.csv";
  link.click();
  URL.revokeObjectURL(link.href);
});

// A link may bring its code along: /kiem-tra/#https://…
if (location.hash.length > 1) check(decodeURIComponent(location.hash.slice(1)));
window.addEventListener("online", () => (known = load()));
document.documentElement.dataset.ready = "yes";

if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register(addresses.worker, { scope: addresses.scope });
}

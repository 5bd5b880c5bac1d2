// Keeps the checking page, its keys and the last list for use without a network; nothing else.

const { name, page, files, reader, data } = self.KEPT;
const DATA = "ocop-kiem-tra-so-lieu";

async function keep() {
  const cache = await caches.open(name);
  const formats = (await self.BarcodeDetector?.getSupportedFormats()) ?? [];
  const needed = formats.includes("qr_code") ? files : [...files, ...reader];
  await cache.addAll([page, ...needed].map((url) => new Request(url, { cache: "reload" })));
  const numbers = await caches.open(DATA);
  await Promise.all(data.map((url) => numbers.add(url).catch(() => {})));
}

self.addEventListener("install", (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

// Caches of earlier releases in this language go; the other language keeps its own.
async function tidy() {
  const family = name.slice(0, name.lastIndexOf("-"));
  for (const each of await caches.keys()) {
    if (each.startsWith(`${family}-`) && each !== name) await caches.delete(each);
  }
  await self.clients.claim();
}

self.addEventListener("activate", (event) => event.waitUntil(tidy()));

async function newest(request, cacheName) {
  const cache = await caches.open(cacheName);
  const plain = new URL(request.url).pathname;
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(plain, answer.clone());
    return answer;
  } catch (error) {
    const kept = await cache.match(plain);
    if (kept) return kept;
    throw error;
  }
}

async function kept(request) {
  const cache = await caches.open(name);
  return (await cache.match(request, { ignoreSearch: true })) ?? fetch(request);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (data.includes(url.pathname)) event.respondWith(newest(request, DATA));
  else if (url.pathname === page || url.pathname.endsWith("/cau-chu.json"))
    event.respondWith(newest(request, name));
  else if (files.includes(url.pathname) || reader.includes(url.pathname))
    event.respondWith(kept(request));
});

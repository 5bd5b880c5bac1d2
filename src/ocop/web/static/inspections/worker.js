// Keeps the pages of the checklist in the field, and only those, so that a reload without a network
// still shows them. Everything else goes to the network as if this were not here.

const STORE = "ocop-hien-truong";
const PAGE = /\/hien-truong\/\d+\/$/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const address = new URL(request.url);
  if (address.origin !== location.origin) return;
  const isPage = request.mode === "navigate" && PAGE.test(address.pathname);
  const isPart = address.pathname.startsWith("/static/");
  if (isPage || isPart) event.respondWith(newest(request));
});

// The network's answer where there is one; what was kept where there is none.
async function newest(request) {
  const store = await caches.open(STORE);
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) await store.put(request, answer.clone());
    return answer;
  } catch (failure) {
    const kept = await store.match(request);
    if (kept) return kept;
    throw failure;
  }
}

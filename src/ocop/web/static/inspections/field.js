// The checklist in the field. Every answer and photo is first kept on this phone (IndexedDB), then
// sent; each message has its own id, so the server stores it once however often it arrives.

const RETRY = 15000;
const WIDEST = 1600;

const form = document.querySelector("[data-field-form]");
const { person, inspection, send: address, shownAt, worker } = form.dataset;
const token = form.elements.csrfmiddlewaretoken.value;
const state = form.querySelector("[data-state]");
const words = form.querySelector("[data-words]");
const timers = new Map();
let position = null;
let sending = false;
let again = false;
let problem = "";

// ---- the store on this phone

const opened = new Promise((resolve, reject) => {
  const asked = indexedDB.open("ocop-kiem-tra", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("messages", { keyPath: "key" });
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});

async function ask(mode, act) {
  const database = await opened;
  return new Promise((resolve, reject) => {
    const transaction = database.transaction("messages", mode);
    const asked = act(transaction.objectStore("messages"));
    transaction.oncomplete = () => resolve(asked.result);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

const keep = (message) => ask("readwrite", (store) => store.put(message));
const drop = (key) => ask("readwrite", (store) => store.delete(key));
const everything = () => ask("readonly", (store) => store.getAll());

async function own() {
  const all = await everything();
  return all.filter((one) => one.person === person && one.inspection === inspection);
}

// What another person left on this phone is not for this one.
async function forgetOthers() {
  for (const one of await everything()) if (one.person !== person) await drop(one.key);
}

// ---- what is shown

function block(question) {
  return form.querySelector(`[data-question="${CSS.escape(question)}"]`);
}

function tell(question, said) {
  block(question).querySelector("[data-kept]").textContent = said;
}

async function report() {
  const waiting = (await own()).filter((one) => !one.sent);
  const answers = waiting.filter((one) => !one.photo).length;
  const photos = waiting.length - answers;
  const done = [...form.querySelectorAll("[data-question]")].filter((one) => one.querySelector("input[type=radio]:checked")).length;
  const total = form.querySelectorAll("[data-question]").length;
  const kept = [answers && `${answers} câu`, photos && `${photos} ảnh`].filter(Boolean).join(", ");
  state.dataset.state = waiting.length ? "kept" : "sent";
  words.textContent = `Đã trả lời ${done} trong ${total} câu. ` + (waiting.length
    ? `Đang giữ trên máy này, chưa gửi: ${kept}. ${problem || "Có mạng sẽ tự gửi."}`
    : "Máy chủ đã nhận đủ, máy này không còn gì chưa gửi.");
  form.querySelector("[data-send-now]").hidden = !waiting.length;
}

function picture(question, blob, sent) {
  const image = document.createElement("img");
  image.src = URL.createObjectURL(blob);
  image.alt = sent ? `Ảnh của câu ${question}` : `Ảnh của câu ${question}, đang giữ trên máy này`;
  image.width = image.height = 72;
  block(question).querySelector("[data-photos]").append(image);
}

// ---- writing

// randomUUID exists only on secure addresses; an office's own network may have none.
function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

function message(question, more) {
  return {
    person,
    inspection,
    question,
    client_id: newId(),
    written_at: new Date().toISOString(),
    place: position,
    sent: false,
    ...more,
  };
}

async function keepAnswer(question) {
  const place = block(question);
  const value = place.querySelector("input[type=radio]:checked")?.value || "";
  const note = place.querySelector("textarea").value;
  try {
    await keep(message(question, { key: `${person}:${inspection}:${question}`, value, note }));
  } catch {
    problem = "Máy này không giữ được dữ liệu. Đừng đóng trang; bấm Lưu phiếu khi có mạng.";
    await report();
    return;
  }
  tell(question, "Đang giữ trên máy này");
  await report();
  soon();
}

async function keepPhotos(input) {
  const question = input.closest("[data-question]").dataset.question;
  for (const file of [...input.files]) {
    const photo = await smaller(file);
    const one = message(question, { photo });
    one.key = `${person}:${inspection}:${one.client_id}`;
    await keep(one);
    picture(question, photo, false);
  }
  input.value = "";
  tell(question, "Ảnh đang giữ trên máy này");
  await report();
  soon();
}

async function smaller(file) {
  try {
    const image = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, WIDEST / Math.max(image.width, image.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const small = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.82));
    return small && small.size < file.size ? small : file;
  } catch {
    return file;
  }
}

// ---- sending

let timer = 0;
function soon(delay = 0) {
  clearTimeout(timer);
  timer = setTimeout(sendAll, delay);
}

async function sendAll() {
  if (sending) {
    again = true;
    return;
  }
  sending = true;
  problem = "";
  let failed = false;
  for (const one of (await own()).filter((each) => !each.sent)) {
    if (!(await sendOne(one))) {
      failed = true;
      break;
    }
  }
  sending = false;
  await report();
  if (failed) soon(RETRY);
  else if (again) soon();
  again = false;
}

async function sendOne(one) {
  const body = new FormData();
  for (const name of ["client_id", "question", "written_at"]) body.set(name, one[name]);
  body.set("csrfmiddlewaretoken", token);
  if (one.place) {
    body.set("latitude", one.place.latitude);
    body.set("longitude", one.place.longitude);
  }
  if (one.photo) body.set("photo", one.photo, "anh.jpg");
  else {
    body.set("value", one.value);
    body.set("note", one.note);
  }
  let answer;
  try {
    answer = await fetch(address, { method: "POST", body, credentials: "same-origin", redirect: "manual" });
  } catch {
    problem = "Chưa có mạng, có mạng sẽ tự gửi.";
    return false;
  }
  if (answer.type === "opaqueredirect" || answer.status === 403) {
    problem = "Bạn đã hết phiên đăng nhập. Mở thẻ khác, đăng nhập lại rồi tải lại trang này; dữ liệu vẫn giữ ở đây.";
    return false;
  }
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    problem = said.message || "Máy chủ chưa nhận. Dữ liệu vẫn giữ trên máy này.";
    tell(one.question, problem);
    return false;
  }
  await markSent(one);
  tell(one.question, `Máy chủ đã nhận lúc ${said.received_at}`);
  return true;
}

// A newer answer may have been written meanwhile: then that one stays to be sent.
async function markSent(one) {
  const now = (await own()).find((each) => each.key === one.key);
  if (!now || now.client_id !== one.client_id) return;
  if (one.photo) await drop(one.key);
  else await keep({ ...now, sent: true });
}

// ---- begin

async function recall() {
  for (const one of await own()) {
    if (one.photo) {
      picture(one.question, one.photo, one.sent);
      tell(one.question, "Ảnh đang giữ trên máy này");
    } else if (!one.sent || one.written_at > shownAt) {
      const place = block(one.question);
      const chosen = place.querySelector(`input[value="${CSS.escape(one.value)}"]`);
      if (chosen) chosen.checked = true;
      place.querySelector("textarea").value = one.note;
      if (!one.sent) tell(one.question, "Đang giữ trên máy này");
    }
  }
}

form.addEventListener("change", (event) => {
  if (event.target.type === "file") keepPhotos(event.target);
  else if (event.target.closest("[data-question]")) keepAnswer(event.target.closest("[data-question]").dataset.question);
});

form.addEventListener("input", (event) => {
  if (event.target.tagName !== "TEXTAREA") return;
  const { question } = event.target.closest("[data-question]").dataset;
  clearTimeout(timers.get(question));
  timers.set(question, setTimeout(() => keepAnswer(question), 600));
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  event.stopImmediatePropagation();
  sendAll();
}, true);

form.querySelector("[data-send-now]").addEventListener("click", () => sendAll());

form.querySelector("[data-locate]").addEventListener("click", (event) => {
  const button = event.currentTarget;
  navigator.geolocation?.getCurrentPosition(
    ({ coords }) => {
      position = { latitude: coords.latitude.toFixed(6), longitude: coords.longitude.toFixed(6) };
      button.textContent = "Đã ghi nơi kiểm tra";
      button.disabled = true;
    },
    () => {
      button.textContent = "Không lấy được vị trí, vẫn ghi phiếu được";
    },
    { enableHighAccuracy: true, timeout: 20000 },
  );
});

window.addEventListener("online", () => soon());

// Signing out empties this phone: what is not sent would be lost.
document.addEventListener("submit", (event) => {
  if (!event.target.action?.includes("/dang-xuat/") || state.dataset.state !== "kept") return;
  if (!confirm("Còn dữ liệu chưa gửi trên máy này. Đăng xuất là mất. Vẫn đăng xuất?")) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}, true);

form.querySelector("[data-tools]").hidden = false;
form.querySelector("[data-plain-save]").textContent = "Gửi phiếu";
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register(worker, { scope: new URL(".", new URL(worker, location)).pathname })
    .then(() => navigator.serviceWorker.ready)
    .then(async () => {
      // The first visit came before the worker: keep this page and its parts now.
      const store = await caches.open("ocop-hien-truong");
      const parts = [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((one) => one.href || one.src);
      const loaded = performance.getEntriesByType("resource").map((one) => one.name).filter((name) => name.startsWith(`${location.origin}/static/`));
      await Promise.allSettled([location.href, ...new Set([...parts, ...loaded])].map((one) => store.add(one)));
      form.dataset.ready = "offline";
    })
    .catch(() => undefined);
}
await forgetOthers();
await recall();
await report();
soon();

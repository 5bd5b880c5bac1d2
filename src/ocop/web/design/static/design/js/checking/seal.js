// Opens the seal behind "#" in a QR, byte by byte as docs/develop/seals.md has it.

const VERSION = 1;
const EPOCH = Date.UTC(2000, 0, 1);
const DAY = 86400000;
const HEAD = 11;
const SIGNATURE = 64;
const LONGEST_TEXT = 230;
const ADDRESS =
  /^(?:https?:\/\/(?<host>[^/\s?#]+)\/(?:en\/)?c\/|\/?(?:en\/)?c\/)?(?<code>[0-9a-z][0-9a-z .-]{3,18})\/?(?:\?[^#\s]*)?(?:#(?<seal>\S*))?$/i;

const letters = new TextEncoder();

// The code in an address as printed, or a code as typed; null where there is none.
export function readAddress(typed) {
  const text = typed.trim();
  const found = /^[\x00-\x7f]*$/.test(text) ? ADDRESS.exec(text)?.groups : null;
  const code = found?.code.toUpperCase().replace(/[^0-9A-Z]/g, "") ?? "";
  if (code.length < 5 || code.length > 12) return null;
  return { code, seal: found.seal ?? "", host: (found.host ?? "").toLowerCase() };
}

function bytesOf(text) {
  const plain = text.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(plain), (letter) => letter.charCodeAt(0));
}

function textOf(bytes) {
  const plain = btoa(String.fromCharCode(...bytes));
  return plain.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// The bytes of base64url text in its only spelling; null for anything else.
function sealedBytes(text) {
  if (!/^[A-Za-z0-9_-]+$/.test(text) || text.length > LONGEST_TEXT) return null;
  try {
    const bytes = bytesOf(text);
    return textOf(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}

const builtIn = {
  async verify(signature, message, x) {
    const key = await crypto.subtle.importKey("raw", x, { name: "Ed25519" }, false, ["verify"]);
    return crypto.subtle.verify({ name: "Ed25519" }, key, signature, message);
  },
};

const library = {
  async verify(signature, message, x) {
    const { verifyAsync } = await import("../../vendor/noble-ed25519.js");
    return verifyAsync(signature, message, x, { zip215: false });
  },
};

export const checkers = { builtIn, library };

// The browser's own Ed25519 where it has one.
let chosen;
async function checker() {
  chosen ??= crypto.subtle
    .importKey("raw", new Uint8Array(32), { name: "Ed25519" }, false, ["verify"])
    .then(() => builtIn)
    .catch(() => library);
  return chosen;
}

async function isSigned(signature, message, key, by) {
  const { verify } = by ?? (await checker());
  try {
    return await verify(signature, message, bytesOf(key.x));
  } catch {
    return false;
  }
}

// `{ facts }` that are vouched for, or `{ fault }`; `keys` are the entries of ocop-keys.json.
export async function openSeal(code, text, keys, by) {
  const bytes = sealedBytes(text);
  if (!bytes) return { fault: "malformed" };
  if (bytes[0] !== VERSION) return { fault: "version" };
  if (bytes.length <= HEAD + SIGNATURE) return { fault: "malformed" };
  const id = [...bytes.slice(1, 5)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const key = keys.find((each) => each.kid === id && each.crv === "Ed25519");
  if (!key) return { fault: "unknown_key" };
  if (key.withdrawn) return { fault: "withdrawn_key" };
  const content = bytes.slice(0, -SIGNATURE);
  const message = new Uint8Array([...letters.encode(`ocop-seal\n${code}\n`), ...content]);
  if (!(await isSigned(bytes.slice(-SIGNATURE), message, key, by))) return { fault: "signature" };
  return factsIn(code, content);
}

function factsIn(code, content) {
  const [mark, length, name] = [content[5], content[10], content.slice(HEAD)];
  const star = mark & 7;
  let product;
  try {
    product = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(name);
  } catch {
    return { fault: "malformed" };
  }
  if (mark & 0xf0 || star < 3 || star > 5 || length !== name.length) return { fault: "malformed" };
  const day = (at) =>
    new Date(EPOCH + (content[at] * 256 + content[at + 1]) * DAY).toISOString().slice(0, 10);
  return {
    facts: { code, star, product, issued: day(6), expires: day(8), sample: Boolean(mark & 8) },
  };
}

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}

// The status list where the register's own key vouches for it; null for anything else.
export async function openList(document, keys, by) {
  const { signature, ...content } = document ?? {};
  const key = keys.find((each) => each.kid === content.kid && !each.withdrawn);
  if (content.format !== "ocop-status-list/1" || !key) return null;
  const message = letters.encode(`ocop-status-list\n${canonical(content)}`);
  try {
    if (!(await isSigned(bytesOf(signature), message, key, by))) return null;
  } catch {
    return null;
  }
  return { ...content, rows: new Map(content.rows.map(([code, ...state]) => [code, state])) };
}

// What is said of a code without asking the server, in the server's own sentences.

import { openSeal, readAddress } from "./seal.js";

const DAY = 86400000;
const MONTHS =
  "January February March April May June July August September October November December".split(" ");

// Days are texts like 2026-11-22: they compare as they are.
export function dayInVietnam(moment) {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh" }).format(moment);
}

function daysBetween(from, to) {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

function dayAfter(day) {
  return new Date(Date.parse(day) + DAY).toISOString().slice(0, 10);
}

export function written(day, phrases) {
  const [year, month, date] = day.split("-");
  return phrases.english
    ? `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`
    : `${date}/${month}/${year}`;
}

function filled(words, blanks) {
  return words.replace(/\{(\w+)\}/g, (blank, name) => blanks[name] ?? blank);
}

// A clock that runs behind the last list is wrong.
function dayOfAnswer(today, list) {
  const listed = list ? dayInVietnam(new Date(list.as_of)) : today;
  return listed > today ? listed : today;
}

function printedState(facts, today, phrases) {
  if (today < facts.issued) return { kind: "not_yet_issued", until: facts.issued };
  if (today > facts.expires) return { kind: "expired", since: dayAfter(facts.expires) };
  const closing = daysBetween(today, facts.expires) <= phrases.expiring_days;
  return { kind: closing ? "expiring" : "in_force", since: facts.issued, until: facts.expires };
}

function listedState([kind, since, until, ground], today) {
  if (kind === "extended" && until && until < today)
    return { kind: "expired", since: dayAfter(until) };
  return { kind, since, until, ground };
}

function aboutList(list, today, phrases) {
  if (!list) return { notes: [phrases.notes.no_list], fresh: false };
  const listed = dayInVietnam(new Date(list.as_of));
  const days = Math.max(daysBetween(listed, today), 0);
  const old = days > phrases.old_after_days;
  const words = phrases.notes[old ? "list_old" : "list_day"];
  return { notes: [filled(words, { day: written(listed, phrases), days })], fresh: !old };
}

function saidOf(state, phrases) {
  const { tone, title, detail } = phrases.states[state.kind];
  const day = (value) => (value ? written(value, phrases) : "");
  const ground = phrases.grounds[state.ground];
  return {
    tone,
    title,
    detail: filled(detail, { since: day(state.since), until: day(state.until) }),
    notes: ground ? [filled(phrases.notes.ground, { ground })] : [],
    reason: state.kind,
  };
}

function fault(reason, typed, code, notes, phrases) {
  return { typed, code, product: "", star: null, reason, notes, ...phrases.faults[reason] };
}

// The answer on one line: `known` holds phrases, keys and the list (null without one).
export async function answerOffline(typed, known, today, by) {
  const { phrases, keys, list } = known;
  const scanned = readAddress(typed);
  if (!scanned) return fault("not_a_code", typed, "", [], phrases);
  const on = dayOfAnswer(today, list);
  const site = new URL(phrases.address).host;
  const elsewhere =
    scanned.host && scanned.host !== site
      ? [filled(phrases.notes.elsewhere, { host: scanned.host, address: site })]
      : [];
  const listed = list?.rows.get(scanned.code);
  const about = aboutList(list, on, phrases);
  if (!scanned.seal) {
    if (!listed) return fault("no_seal", typed, scanned.code, elsewhere, phrases);
    const said = saidOf(listedState(listed, on), phrases);
    const notes = [...said.notes, ...about.notes];
    return { typed, code: scanned.code, product: "", star: null, ...said, notes };
  }
  const opened = await openSeal(scanned.code, scanned.seal, keys, by);
  if (opened.fault) return fault(opened.fault, typed, scanned.code, elsewhere, phrases);
  const { facts } = opened;
  const state = listed ? listedState(listed, on) : printedState(facts, on, phrases);
  const said = saidOf(state, phrases);
  const isValid = ["in_force", "expiring", "extended"].includes(said.reason);
  return {
    typed,
    code: facts.code,
    product: facts.product,
    star: isValid ? facts.star : null,
    ...said,
    tone: said.tone === "ok" && (!about.fresh || elsewhere.length) ? "warn" : said.tone,
    notes: [
      ...said.notes,
      ...elsewhere,
      ...about.notes,
      ...(facts.sample ? [phrases.notes.sample] : []),
    ],
  };
}

// The list of answers: newest first, each code once.

const COLUMNS = ["time", "code", "title", "detail", "product", "star", "notes"];

export class Shelf {
  constructor(root) {
    this.root = root;
    this.list = root.querySelector("[data-list]");
    this.blank = root.querySelector("template").content;
    this.answers = new Map();
  }

  // Shows an answer; one whose code is listed already takes its place. False where it was there.
  add(said) {
    const key = said.code || said.typed;
    const before = this.answers.get(key);
    this.answers.set(key, { ...said, time: before?.time ?? new Date(), row: before?.row });
    const entry = this.answers.get(key);
    const row = this.rowOf(said);
    if (before) before.row.replaceWith(row);
    else this.list.prepend(row);
    entry.row = row;
    this.count();
    return !before;
  }

  has(key) {
    return this.answers.has(key);
  }

  // Brings a code that was scanned again into view for a moment.
  point(key) {
    const { row } = this.answers.get(key);
    row.classList.add("is-again");
    setTimeout(() => row.classList.remove("is-again"), 900);
  }

  clear() {
    this.answers.clear();
    this.list.replaceChildren();
    this.count();
  }

  rowOf(said) {
    const row = this.blank.cloneNode(true).firstElementChild;
    const part = (name) => row.querySelector(`[data-part="${name}"]`);
    row.classList.add(`state-${said.tone}`);
    const sprite = this.root.dataset.sprite;
    part("icon").setAttribute("href", `${sprite}#i-${JSON.parse(this.root.dataset.icons)[said.tone]}`);
    part("title").textContent = said.title;
    part("detail").textContent = said.detail;
    part("product").textContent = said.product;
    part("product").hidden = !said.product;
    part("rank").hidden = !said.star;
    if (said.star) {
      part("stars").setAttribute("href", `${sprite}#stars-${said.star}`);
      part("star-words").textContent = this.words.stars[said.star];
    }
    part("code").textContent = said.code || said.typed.slice(0, 80);
    if (said.code) part("code").href = this.root.dataset.answer.replace("CODE", said.code);
    for (const note of said.notes) {
      const line = document.createElement("p");
      line.textContent = note;
      row.querySelector(".checked-body").append(line);
    }
    return row;
  }

  count() {
    const valid = [...this.answers.values()].filter((said) => said.star).length;
    const words = this.root.dataset.counted;
    this.root.hidden = this.answers.size === 0;
    this.root.querySelector("[data-counted]").textContent = words
      .replace("{all}", this.answers.size)
      .replace("{valid}", valid)
      .replace("{other}", this.answers.size - valid);
  }

  // Rows of text, oldest first.
  lines() {
    return [...this.answers.values()].map((said) => [
      said.time.toLocaleString("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" }),
      ...COLUMNS.slice(1, -1).map((name) => String(said[name] ?? "")),
      said.notes.join(" "),
    ]);
  }

  text() {
    return this.lines()
      .map(([, code, title, detail, product]) => `${code}\t${title} ${detail}\t${product}`)
      .join("\n");
  }

  csv() {
    // A cell that begins like a formula must stay text in a spreadsheet.
    const cell = (text) => `"${text.replace(/^[=+\-@\t]/, "'$&").replaceAll('"', '""')}"`;
    const head = this.root.dataset.columns.split("|");
    return `\ufeff${[head, ...this.lines()].map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
  }
}

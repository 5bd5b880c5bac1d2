// The list of answers: newest first, each code once for each thing that is said of it.

const COLUMNS = ["time", "code", "title", "detail", "product", "star", "notes"];

// Reasons why only the server can answer.
export const WAITING = ["no_seal", "unknown_key", "version"];

export class Shelf {
  constructor(root) {
    this.root = root;
    this.list = root.querySelector("[data-list]");
    this.blank = root.querySelector("template").content;
    this.answers = new Map();
  }

  // Shows an answer. False where the same was said of this code before: then that row is pointed at.
  add(said) {
    const name = said.code || said.typed;
    const key = [name, said.title, said.tone].join("|");
    if (this.answers.has(key)) {
      this.point(this.answers.get(key).row);
      return false;
    }
    // What had to wait for the network gives way to the answer.
    for (const [other, { code, reason, row }] of this.answers) {
      if (code !== said.code || !WAITING.includes(reason)) continue;
      row.remove();
      this.answers.delete(other);
    }
    const row = this.rowOf(said);
    this.answers.set(key, { ...said, time: new Date(), row });
    this.list.prepend(row);
    this.count();
    return true;
  }

  point(row) {
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

// Saves a draft while it is written: <form method="post" data-autosave="/address/of/the/draft/">.
// The server answers JSON {"saved_at": "14:02:31", "version": 7, "parts": {"id": "<html>"}},
// or 4xx with {"message": "…"}. `version` goes into the form's field of that name, `parts` replace
// the elements with those ids. Without a network the draft stays on this machine and is sent later.

const PAUSE = 900;
const RETRY = 10000;

class Draft {
  constructor(form) {
    this.form = form;
    this.address = form.dataset.autosave;
    this.key = `ocop:nhap:${this.address}`;
    this.timer = 0;
    this.running = null;
    this.dirty = false;
    this.recall();
    form.addEventListener("input", () => this.soon(PAUSE));
    form.addEventListener("change", () => this.soon(0));
    form.addEventListener("submit", (event) => this.handIn(event));
    window.addEventListener("online", () => this.dirty && this.soon(0));
    window.addEventListener("pagehide", () => this.dirty && this.keep());
  }

  get version() {
    return this.form.elements.version?.value;
  }

  say(state, words) {
    for (const place of this.form.querySelectorAll("[data-saved]")) {
      place.dataset.state = state;
      place.querySelector("[data-saved-words]").textContent = words;
    }
  }

  soon(delay) {
    this.dirty = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), delay);
  }

  // Unsaved words stay on this machine until a page shows that the server has them.
  stop() {
    clearTimeout(this.timer);
    if (this.dirty) this.keep(true);
    else localStorage.removeItem(this.key);
    this.dirty = false;
  }

  // A save under way raises the version that the form is about to name: it goes first.
  handIn(event) {
    this.stop();
    if (!this.running) return;
    event.preventDefault();
    this.running.then(() => {
      this.stop();
      this.form.requestSubmit(event.submitter);
    });
  }

  async send() {
    if (this.running) {
      await this.running;
      if (!this.dirty) return;
    }
    this.running = this.post();
    await this.running;
    this.running = null;
  }

  async post() {
    this.dirty = false;
    this.say("sending", "Đang lưu…");
    let answer;
    try {
      answer = await fetch(this.address, {
        method: "POST",
        body: new FormData(this.form),
        headers: { Accept: "application/json" },
        credentials: "same-origin",
        redirect: "error",
      });
    } catch {
      this.wait("Mất mạng. Chữ bạn gõ đang giữ trên máy này, có mạng sẽ tự gửi.");
      return;
    }
    if (answer.status >= 500) {
      this.wait("Máy chủ bận. Chữ bạn gõ đang giữ trên máy này, lát nữa sẽ tự gửi.");
      return;
    }
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) {
      this.keep();
      this.say("refused", said.message || "Chưa lưu được. Hãy tải lại trang; chữ bạn gõ vẫn giữ trên máy này.");
      return;
    }
    localStorage.removeItem(this.key);
    if (said.version !== undefined && this.form.elements.version) {
      this.form.elements.version.value = said.version;
    }
    for (const [id, html] of Object.entries(said.parts || {})) replace(id, html);
    this.say("saved", `Tự lưu lúc ${said.saved_at}`);
  }

  wait(words) {
    this.keep();
    this.say("waiting", words);
    this.soon(RETRY);
  }

  // What was typed, without the token and the version the page itself carries.
  keep(sent = false) {
    const fields = [...new FormData(this.form)].filter(
      ([name, value]) => typeof value === "string" && !["csrfmiddlewaretoken", "version"].includes(name),
    );
    try {
      localStorage.setItem(this.key, JSON.stringify({ sent, version: this.version, fields }));
    } catch {
      this.say("waiting", "Máy này hết chỗ giữ bản nháp. Đừng đóng trang trước khi có mạng.");
    }
  }

  recall() {
    const kept = JSON.parse(localStorage.getItem(this.key));
    if (!kept) return;
    if (kept.sent && kept.version !== this.version) {
      localStorage.removeItem(this.key);
      return;
    }
    for (const [name, value] of kept.fields) {
      for (const field of this.form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (field.type === "radio" || field.type === "checkbox") {
          if (field.value === value) field.checked = true;
        } else {
          field.value = value;
        }
      }
    }
    this.say("waiting", "Đã lấy lại chữ bạn gõ lần trước, đang gửi.");
    this.soon(0);
  }
}

function replace(id, html) {
  const old = document.getElementById(id);
  if (!old) return;
  const page = new DOMParser().parseFromString(html, "text/html");
  old.replaceWith(...page.body.childNodes);
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Draft(form);

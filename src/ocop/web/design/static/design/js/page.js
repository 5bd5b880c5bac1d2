// Small comforts of every page. Each works on elements added later too; none is needed.

// Buttons that only make sense with a script are shown by it.
function reveal(root) {
  for (const button of root.querySelectorAll("[data-close], [data-print], [data-camera]")) {
    button.hidden = false;
  }
}

function closeDetails(details, focus) {
  details.open = false;
  if (focus) details.querySelector("summary").focus();
}

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) closeDetails(menu, false);
  }
  const close = event.target.closest("[data-close]");
  if (close) closeDetails(close.closest("details"), true);
  if (event.target.closest("[data-print]")) window.print();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = event.target.closest("details.menu[open], details.ask-first[open]");
  if (open) closeDetails(open, true);
});

// Danger opens its question: bring it into view and into the keyboard's way.
document.addEventListener(
  "toggle",
  (event) => {
    if (!event.target.matches("details.ask-first[open]")) return;
    event.target.scrollIntoView({ block: "nearest" });
  },
  true,
);

// One press, one act: a second press of the same form does nothing until the page answers.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.matches("[data-upload]")) return;
  if (form.dataset.sending) {
    event.preventDefault();
    return;
  }
  form.dataset.sending = "yes";
  const button = event.submitter;
  if (button) {
    button.classList.add("is-busy");
    button.setAttribute("aria-busy", "true");
  }
  setTimeout(() => rest(form), 10000);
});

function rest(form) {
  delete form.dataset.sending;
  for (const button of form.querySelectorAll(".is-busy")) {
    button.classList.remove("is-busy");
    button.removeAttribute("aria-busy");
  }
}

window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach(rest));

// After a refused form the list of things to mend is read first.
document.querySelector("body:not(.guide) [data-mend]")?.focus();
reveal(document);
document.addEventListener("ocop:swapped", () => reveal(document));

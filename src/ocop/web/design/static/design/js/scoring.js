// Scoring by keys: digits choose, J and K go on and back, E to the evidence, ? lists the keys.

const WRITING = "input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]";

function choose(digit) {
  const radio = document.querySelector(`input[type=radio][data-key="${digit}"]:not(:disabled)`);
  if (!radio) return false;
  radio.checked = true;
  radio.focus();
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

const acts = {
  j: () => press('[data-go="next"]'),
  k: () => press('[data-go="previous"]'),
  e: () => {
    const paper = document.querySelector("[data-proof][aria-current], [data-proof]");
    if (!paper) return false;
    paper.focus();
    paper.scrollIntoView({ block: "center" });
    return true;
  },
  "?": () => {
    const dialog = document.getElementById("phim-tat");
    if (!dialog) return false;
    if (dialog.open) dialog.close();
    else dialog.showModal();
    return true;
  },
};

function press(selector) {
  const element = document.querySelector(selector);
  if (!element) return false;
  element.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.matches(WRITING)) return;
  const act = acts[event.key.toLowerCase()];
  const done = act ? act() : /^\d$/.test(event.key) && choose(event.key);
  if (done) event.preventDefault();
});

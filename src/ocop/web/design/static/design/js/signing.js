// Signs a long list in several posts: <form data-signing="40" data-back="…">. The key stays in this
// page and travels with each post, so the server never keeps it between two of them.
const form = document.querySelector("form[data-signing]");

async function post(data) {
  const response = await fetch(location.href, {
    method: "POST",
    body: data,
    headers: { Accept: "application/json" },
  });
  return response.json();
}

async function signAll(data, shown) {
  const total = Number(form.dataset.signing);
  const status = shown.querySelector("[role=status]");
  let isStopped = false;
  shown.querySelector("[data-stop]").addEventListener("click", () => {
    isStopped = true;
    status.textContent = "Sẽ dừng sau vài giấy.";
  });
  for (;;) {
    const answer = await post(data);
    shown.querySelector("progress").value = total - answer.left;
    status.textContent = `Đã ký ${total - answer.left} trong ${total} giấy.`;
    if (answer.errors.length || !answer.left || !answer.signed || isStopped) return answer;
  }
}

function say(shown, words) {
  const line = document.createElement("p");
  line.textContent = words;
  shown.querySelector("[data-said]").append(line);
}

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const data = new FormData(form);
  const button = form.querySelector("button[type=submit]");
  const shown = form.querySelector("[data-progress]");
  button.disabled = true;
  shown.hidden = false;
  shown.querySelector("[data-stop]").hidden = false;
  shown.querySelector("[data-said]").replaceChildren();
  shown.querySelector("[role=status]").textContent = "Đang ký. Đừng đóng trang này.";
  try {
    const answer = await signAll(data, shown);
    for (const words of [...answer.errors, ...answer.refusals]) say(shown, words);
    if (!answer.left) location.assign(form.dataset.back);
  } catch {
    say(shown, "Mất kết nối. Giấy đã ký vẫn còn; hãy tải lại trang để xem còn bao nhiêu giấy.");
  }
  shown.querySelector("[data-stop]").hidden = true;
  button.disabled = false;
});

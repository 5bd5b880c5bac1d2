// Sends files with a progress line: <form method="post" enctype="multipart/form-data" data-upload>.
// Dropping, the camera and limits said in advance (data-most-bytes on the form) come with it.
// The answer is the ordinary page: its <main> takes the place of this one, errors included.

function megabytes(bytes) {
  return `${(bytes / 1048576).toFixed(1).replace(".", ",")} MB`;
}

function show(drop, words) {
  drop.querySelector("[data-chosen]").textContent = words;
}

function chosen(input) {
  const drop = input.closest("[data-drop]");
  if (!drop) return;
  const files = [...input.files];
  const most = Number(input.form.dataset.mostBytes || Infinity);
  const large = files.find((file) => file.size > most);
  if (large) {
    input.value = "";
    show(drop, `“${large.name}” nặng ${megabytes(large.size)}, quá ${megabytes(most)}. Hãy chọn tệp nhỏ hơn.`);
    return;
  }
  show(drop, files.map((file) => `${file.name} (${megabytes(file.size)})`).join(", "));
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-drop] input[type=file]")) chosen(event.target);
});

for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const drop = event.target.closest?.("[data-drop]");
    if (!drop) return;
    event.preventDefault();
    drop.classList.toggle("is-over", kind === "dragover");
    if (kind !== "drop" || !event.dataTransfer.files.length) return;
    const input = drop.querySelector("input[type=file]");
    const files = new DataTransfer();
    for (const file of [...event.dataTransfer.files].slice(0, input.multiple ? undefined : 1)) {
      files.items.add(file);
    }
    input.files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

// The camera button asks for a photo once, then the field takes any file again.
document.addEventListener("click", (event) => {
  const camera = event.target.closest("[data-camera]");
  if (!camera) return;
  const input = camera.closest("[data-drop]").querySelector("input[type=file]");
  const accept = input.accept;
  input.accept = "image/*";
  input.setAttribute("capture", "environment");
  input.click();
  input.accept = accept;
  input.removeAttribute("capture");
});

function progressLine(form) {
  let line = form.querySelector(".progress");
  if (!line) {
    line = document.createElement("div");
    line.className = "progress";
    line.innerHTML = '<progress max="100" value="0"></progress><p role="status"></p>';
    form.append(line);
  }
  return line;
}

function tell(line, share, words) {
  line.querySelector("progress").value = share;
  line.querySelector("p").textContent = words;
}

function swap(request) {
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const fresh = page.querySelector("main");
  if (!fresh) {
    location.assign(request.responseURL);
    return;
  }
  document.title = page.title;
  document.body.className = page.body.className;
  document.querySelector("main").replaceWith(fresh);
  if (request.responseURL !== location.href) history.pushState({}, "", request.responseURL);
  document.dispatchEvent(new Event("ocop:swapped"));
  (fresh.querySelector("[data-mend]") || fresh).focus();
  window.scrollTo(0, 0);
}

function send(form, body) {
  const line = progressLine(form);
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.upload.addEventListener("progress", (event) => {
    const share = event.lengthComputable ? Math.floor((100 * event.loaded) / event.total) : 0;
    tell(line, share, share < 100 ? `Đang gửi ${megabytes(event.loaded)} trong ${megabytes(event.total)}` : "Đã gửi xong, máy chủ đang kiểm tra tệp…");
  });
  request.addEventListener("load", () => {
    if (request.status < 500) swap(request);
    else tell(line, 0, "Máy chủ gặp lỗi, tệp chưa được nhận. Hãy bấm gửi lại.");
  });
  request.addEventListener("error", () => {
    tell(line, 0, "Mất mạng, tệp chưa gửi được. Đừng đóng trang: có mạng sẽ tự gửi lại.");
    window.addEventListener("online", () => send(form, body), { once: true });
  });
  request.addEventListener("loadend", () => delete form.dataset.sending);
  tell(line, 0, "Đang gửi…");
  request.send(body);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-upload]")) return;
  const files = [...form.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]);
  if (!files.length) return;
  event.preventDefault();
  if (form.dataset.sending) return;
  form.dataset.sending = "yes";
  send(form, new FormData(form, event.submitter));
});

window.addEventListener("popstate", () => location.reload());

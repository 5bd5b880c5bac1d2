// A signature drawn with a finger becomes the picture that the file field would have taken.

const form = document.querySelector("[data-signature]");
const canvas = form.querySelector("[data-canvas]");
const pen = canvas.getContext("2d");
const input = form.querySelector("input[type=file]");
let drawing = false;
let drawn = false;

function clear() {
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  drawn = false;
}

function point(event) {
  const box = canvas.getBoundingClientRect();
  return [((event.clientX - box.left) * canvas.width) / box.width, ((event.clientY - box.top) * canvas.height) / box.height];
}

canvas.addEventListener("pointerdown", (event) => {
  event.preventDefault();
  canvas.setPointerCapture(event.pointerId);
  drawing = drawn = true;
  pen.lineWidth = 4;
  pen.lineCap = pen.lineJoin = "round";
  pen.strokeStyle = "#10203a";
  pen.beginPath();
  pen.moveTo(...point(event));
});
canvas.addEventListener("pointermove", (event) => {
  if (!drawing) return;
  pen.lineTo(...point(event));
  pen.stroke();
});
for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => (drawing = false));
form.querySelector("[data-clear]").addEventListener("click", clear);

form.addEventListener("submit", (event) => {
  if (!drawn || input.files.length) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  canvas.toBlob((blob) => {
    const files = new DataTransfer();
    files.items.add(new File([blob], "chu-ky.png", { type: "image/png" }));
    input.files = files.files;
    form.requestSubmit();
  }, "image/png");
}, true);

clear();
form.querySelector("[data-pad]").hidden = false;

// Counts along while somebody types: <textarea data-counted="400">. The server counts again.

for (const box of document.querySelectorAll("[data-counted]")) {
  const most = Number(box.dataset.counted);
  const words = document.createElement("span");
  words.className = "counter";
  box.after(words);
  const count = () => {
    words.textContent = `${box.value.length.toLocaleString("vi")}/${most.toLocaleString("vi")} chữ cái`;
  };
  box.addEventListener("input", count);
  count();
}

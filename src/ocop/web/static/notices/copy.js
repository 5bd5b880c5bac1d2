// A button beside an address that puts it on the clipboard; without a script one selects it by hand.
for (const field of document.querySelectorAll("[data-copy]")) {
  field.addEventListener("focus", () => field.select());
  if (!navigator.clipboard) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-plain";
  button.textContent = "Chép địa chỉ";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    button.textContent = "Đã chép";
  });
  field.after(button);
}

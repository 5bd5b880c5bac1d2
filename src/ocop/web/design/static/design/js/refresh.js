// A page that shows running work is read again after `data-refresh` seconds, while it is looked at.
const shown = document.querySelector("[data-refresh]");
if (shown) {
  const again = () => {
    if (document.visibilityState === "visible") location.reload();
    else document.addEventListener("visibilitychange", again, { once: true });
  };
  setTimeout(again, 1000 * Number(shown.dataset.refresh));
}

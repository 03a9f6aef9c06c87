// The keyboard: Ctrl+Enter checks a reply; single letters act only while nobody is typing.

const TYPING = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";

// What each letter presses. The dialog that `?` opens lists the same letters.
const LETTERS = { h: "#hint-button", n: "#next", v: "#another" };

export function listenForKeys() {
  const dialog = document.getElementById("keys");
  document.getElementById("keys-button")?.addEventListener("click", () => dialog.showModal());
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || dialog?.open) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return submit(event);
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(TYPING)) return;
    if (event.key === "?") {
      event.preventDefault();
      dialog?.showModal();
    } else if (Object.hasOwn(LETTERS, event.key)) {
      const target = document.querySelector(LETTERS[event.key]);
      if (!target || event.repeat) return;
      event.preventDefault();
      target.click();
    }
  });
}

// The form that has the focus; with none, the first reply form of the page.
function submit(event) {
  const form = event.target.closest?.("form.reply") ?? document.querySelector("form.reply");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
}

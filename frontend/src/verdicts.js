// What happens to the page when a verdict comes in, or when none does.

export function showVerdicts() {
  document.addEventListener("htmx:after:swap", () => {
    for (const slot of document.querySelectorAll(".part .slot")) mark(slot);
    // A button that did its work is gone, and the focus with it: what it brought takes the focus.
    const fresh = document.querySelector("[data-focus]");
    fresh?.removeAttribute("data-focus");
    fresh?.focus();
  });
}

// An unreadable reply marks its field, so that a screen reader says so on the way back to it.
function mark(slot) {
  const outcome = slot.querySelector("[data-outcome]")?.dataset.outcome ?? "";
  if (slot.dataset.shown === outcome) return;
  slot.dataset.shown = outcome;
  for (const field of slot.closest(".part").querySelectorAll("form.reply :is(input[type=text], textarea)")) {
    if (outcome === "unreadable") field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
  if (slot.getBoundingClientRect().top > innerHeight - 80) slot.scrollIntoView({ block: "nearest" });
}

// htmx comes back to a stream that broke off, but not to one that never began: a fresh element does.
function reconnect(source) {
  if (!source.isConnected) return;
  const again = source.cloneNode(true);
  source.replaceWith(again);
  window.htmx.process(again);
}

// The server is gone or too slow: the reply is still in its form, and the page says so.
export function reportFailures() {
  document.addEventListener("htmx:error", (event) => {
    const source = event.detail?.ctx?.sourceElement;
    if (source?.hasAttribute("hx-sse:connect")) return void setTimeout(reconnect, 1000, source);
    const slot = source?.closest(".part, .hints")?.querySelector(".slot");
    const message = document.getElementById("no-answer");
    if (slot && message) slot.replaceChildren(message.content.cloneNode(true));
  });
}

// Lines to mark are checkboxes, which work without this script; with it the arrows walk from line
// to line, and Home and End go to the first and the last.

const STEPS = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity };

export function walkListings(root) {
  for (const list of root.querySelectorAll("ol.listing")) {
    list.addEventListener("keydown", (event) => walk(list, event));
  }
}

function walk(list, event) {
  if (!Object.hasOwn(STEPS, event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
  const boxes = [...list.querySelectorAll("input")];
  const to = boxes.indexOf(event.target) + STEPS[event.key];
  event.preventDefault();
  boxes[Math.min(Math.max(to, 0), boxes.length - 1)].focus();
}

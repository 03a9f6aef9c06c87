// Steps to put in order. Without this script each has a numbered select; with it, buttons and a
// grip move the steps, and the selects, now hidden, follow, so that the form sends the same.

const UP = '<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="M8 3 3 9h3v4h4V9h3z"/></svg>';
const DOWN = '<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="M8 13 3 7h3V3h4v4h3z"/></svg>';
const GRIP = '<svg viewBox="0 0 16 16" width="16" height="16"><path d="M5 3h2v2H5zm4 0h2v2H9zM5 7h2v2H5zm4 0h2v2H9zm-4 4h2v2H5zm4 0h2v2H9z"/></svg>';

export function upgradeSteps(root) {
  for (const list of root.querySelectorAll("ol.steps")) upgrade(list);
}

function upgrade(list) {
  const places = (item) => Number(item.querySelector("select").value) || Infinity;
  const items = [...list.children];
  items.sort((one, other) => places(one) - places(other));
  list.append(...items);
  for (const item of items) equip(list, item);
  list.classList.add("live");
  renumber(list);
}

function equip(list, item) {
  const moves = document.createElement("span");
  moves.className = "moves";
  moves.append(mover(list, item, -1, UP, "up"), mover(list, item, 1, DOWN, "down"));
  const grip = document.createElement("span");
  grip.className = "grip";
  grip.setAttribute("aria-hidden", "true"); // for the pointer only: the buttons do the same
  grip.innerHTML = GRIP;
  item.prepend(grip);
  item.append(moves);
  drag(list, item, grip);
}

function mover(list, item, by, icon, word) {
  const button = document.createElement("button");
  button.type = "button";
  button.innerHTML = `${icon}<span class="hear">Move ${word}: </span>`;
  const name = document.createElement("span");
  name.className = "hear";
  name.textContent = item.querySelector(".text").textContent;
  button.append(name);
  button.addEventListener("click", () => {
    const index = [...list.children].indexOf(item);
    const beside = list.children[index + by];
    if (!beside) return;
    by < 0 ? beside.before(item) : beside.after(item);
    renumber(list);
    button.focus(); // moving an element takes the focus away from what is in it
    announce(list, item);
  });
  return button;
}

function renumber(list) {
  [...list.children].forEach((item, index) => {
    item.querySelector("select").value = String(index + 1);
  });
}

function announce(list, item) {
  const place = [...list.children].indexOf(item) + 1;
  const said = list.parentElement.querySelector(".said");
  if (said) said.textContent = `Now step ${place} of ${list.children.length}.`;
}

function drag(list, item, grip) {
  grip.addEventListener("pointerdown", (down) => {
    if (down.button) return;
    down.preventDefault();
    grip.setPointerCapture(down.pointerId);
    item.classList.add("held");
    const move = (event) => carry(list, item, event.clientY);
    const drop = () => {
      item.classList.remove("held");
      grip.removeEventListener("pointermove", move);
      renumber(list);
      announce(list, item);
    };
    grip.addEventListener("pointermove", move);
    grip.addEventListener("lostpointercapture", drop, { once: true });
  });
}

function carry(list, item, y) {
  const middle = (element) => {
    const box = element.getBoundingClientRect();
    return box.top + box.height / 2;
  };
  const before = item.previousElementSibling;
  const after = item.nextElementSibling;
  // The neighbours move, not the held one: taking that out of the document would drop the pointer.
  if (before && y < middle(before)) item.after(before);
  else if (after && y > middle(after)) item.before(after);
}

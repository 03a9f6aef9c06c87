// Paper to draw on. What is drawn is written into the field of points, and what is typed there is
// drawn, so that the form always sends the field and works without this script.

const SVG = "http://www.w3.org/2000/svg";
const NEAR = 2.5; // units of the drawing between two points that are kept
const NUMBER = /[-+−]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+−]?\d+)?/g;

export function upgradeSketches(root) {
  for (const field of root.querySelectorAll("fieldset.sketch")) upgrade(field);
}

function upgrade(field) {
  const svg = field.querySelector("svg.plot");
  const text = field.querySelector("textarea");
  const pens = [...field.querySelectorAll(".pens input")];
  const names = pens.length ? pens.map((pen) => pen.value) : [""];
  const paper = measure(svg);
  const hand = svg.querySelector(".plot-hand");
  const past = []; // what the field held before each stroke
  for (const part of field.querySelectorAll(".pens, .tools")) part.hidden = false;
  svg.classList.add("live");

  const show = () => draw(hand, read(text.value, names), names, paper);
  const write = (curves) => {
    text.value = names
      .filter((name) => curves[name].length)
      .map((name) => (name ? `${name}: ` : "") + curves[name].map((p) => p.map(tidy).join(" ")).join(", "))
      .join("\n");
    show();
  };
  const pen = () => pens.find((each) => each.checked)?.value ?? "";

  text.addEventListener("input", show);
  field.form.addEventListener("reset", () => setTimeout(show));
  field.querySelector("[data-clear]").addEventListener("click", () => {
    past.push(text.value);
    text.value = "";
    show();
    say(field, "Cleared.");
  });
  field.querySelector("[data-undo]").addEventListener("click", () => {
    if (!past.length) return;
    text.value = past.pop();
    show();
    say(field, "Undone.");
  });
  svg.addEventListener("pointerdown", (down) => {
    if (down.button || !down.isPrimary) return;
    down.preventDefault();
    svg.setPointerCapture(down.pointerId);
    past.push(text.value);
    const name = pen();
    const before = read(text.value, names);
    let stroke = [paper.numbers(svg, down)];
    const move = (event) => {
      for (const each of event.getCoalescedEvents?.() ?? [event]) stroke = extend(stroke, paper.numbers(svg, each), paper);
      write({ ...before, [name]: joined(before[name], stroke) });
    };
    svg.addEventListener("pointermove", move);
    svg.addEventListener("lostpointercapture", () => {
      svg.removeEventListener("pointermove", move);
      const next = pens[names.indexOf(name) + 1];
      if (next && !before[next.value].length) next.checked = true;
    }, { once: true });
  });
  show();
}

// From the pointer to the units of the axes, and back to the units of the drawing.
function measure(svg) {
  const [left, top, width, height] = svg.dataset.box.split(" ").map(Number);
  const [x0, x1] = svg.dataset.x.split(" ").map(Number);
  const [y0, y1] = svg.dataset.y.split(" ").map(Number);
  const within = (share) => Math.min(1, Math.max(0, share));
  return {
    unit: (x1 - x0) / width,
    numbers(element, event) {
      const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(element.getScreenCTM().inverse());
      return [x0 + (x1 - x0) * within((at.x - left) / width), y1 - (y1 - y0) * within((at.y - top) / height)];
    },
    place: ([x, y]) => `${left + ((x - x0) / (x1 - x0)) * width},${top + ((y1 - y) / (y1 - y0)) * height}`,
  };
}

// A curve has one height for each x: whoever goes back takes away what was drawn beyond.
function extend(stroke, point, paper) {
  const from = stroke[0][0];
  const last = stroke[stroke.length - 1][0];
  const way = Math.sign(last - from) || Math.sign(point[0] - from) || 1;
  let kept = stroke;
  while (kept.length > 1 && (kept[kept.length - 1][0] - point[0]) * way > 0) kept = kept.slice(0, -1);
  const end = kept[kept.length - 1];
  const steep = kept.length > 1 && Math.abs(point[0] - end[0]) < NEAR * paper.unit;
  if (steep && Math.abs(point[0] - kept[kept.length - 2][0]) < NEAR * paper.unit) kept = kept.slice(0, -1);
  return [...kept, point];
}

// A new stroke replaces what lies under it and leaves the rest.
function joined(points, stroke) {
  const sorted = [...stroke].sort((one, other) => one[0] - other[0]);
  const [first, last] = [sorted[0][0], sorted[sorted.length - 1][0]];
  return [...points.filter(([x]) => x < first), ...sorted, ...points.filter(([x]) => x > last)];
}

function read(text, names) {
  const curves = Object.fromEntries(names.map((name) => [name, []]));
  for (const line of text.split("\n")) {
    const [head, ...rest] = line.split(":");
    const name = rest.length ? names.find((each) => each.toLowerCase() === head.trim().toLowerCase()) : names[0];
    if (name === undefined || (names.length > 1 && !rest.length)) continue;
    const numbers = (rest.length ? rest.join(":") : line).match(NUMBER)?.map((each) => Number(each.replaceAll("−", "-"))) ?? [];
    for (let at = 0; at + 1 < numbers.length; at += 2) curves[name].push([numbers[at], numbers[at + 1]]);
  }
  return curves;
}

function draw(hand, curves, names, paper) {
  hand.replaceChildren(
    ...names.map((name, index) => {
      const line = document.createElementNS(SVG, "polyline");
      line.setAttribute("class", `plot-line pen-${index}`);
      line.setAttribute("points", curves[name].map(paper.place).join(" "));
      return line;
    }),
  );
}

const tidy = (number) => String(Number(number.toPrecision(4)));

function say(field, sentence) {
  field.querySelector(".said").textContent = sentence;
}

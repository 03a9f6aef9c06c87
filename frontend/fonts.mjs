// The fonts of formulas: STIX Two Math cut down to the characters in src/math.txt and
// src/math-more.txt. Everything that these grow into when they stretch is kept with them.
import { readFile } from "node:fs/promises";
import path from "node:path";
import subset from "subset-font";

export const FONT_PACKAGE = "@fontsource/stix-two-math";
const SOURCE = "files/stix-two-math-latin-400-normal.woff2";
const LISTS = ["math", "math-more"];

// The first has the MATH table, from which a browser takes sizes of brackets and all distances.
const DROPPED = { math: [], "math-more": ["MATH"] };
// Formulas are not kerned, and set without hints they look the same on today's screens.
const OPTIONS = { targetFormat: "woff2", noHinting: true, keepFeatures: [] };
const UNUSED = ["GDEF", "GPOS", "GSUB", "gasp"];

function charactersOf(list) {
  const tokens = list.replaceAll(/^# .*$/gm, "").split(/\s+/);
  return tokens.map((token) => {
    const range = /^U\+([0-9A-F]{4,5})(?:-([0-9A-F]{4,5}))?$/.exec(token);
    if (!range) return token;
    const [first, last] = [range[1], range[2] ?? range[1]].map((code) => Number.parseInt(code, 16));
    return Array.from({ length: last - first + 1 }, (_, step) => String.fromCodePoint(first + step)).join("");
  }).join("");
}

// Pairs of a file name and its bytes.
export async function makeFonts(here) {
  const whole = await readFile(path.join(here, "node_modules", FONT_PACKAGE, SOURCE));
  return Promise.all(LISTS.map(async (name) => {
    const text = charactersOf(await readFile(path.join(here, "src", `${name}.txt`), "utf8"));
    const dropTables = [...UNUSED, ...DROPPED[name]];
    return [`${name}.woff2`, await subset(whole, text, { ...OPTIONS, dropTables })];
  }));
}

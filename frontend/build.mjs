// Builds what the pages load into src/heldout/web/static/dist: hashed files, a manifest that says
// which name stands for which file, and the licences of everything bundled.
//
//     npm ci && node build.mjs
//
// gives the same bytes everywhere; the result is committed, so that nobody needs Node to run Heldout.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { FONT_PACKAGE, makeFonts } from "./fonts.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const OUT = path.join(HERE, "../src/heldout/web/static/dist");
const ENTRIES = ["page.js", "editor.js", "style.css", "sketch.css", "listing.css"];
const VERBATIM = ["favicon.svg"];

async function bundle() {
  return build({
    absWorkingDir: HERE,
    entryPoints: ENTRIES.map((name) => `src/${name}`),
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2022", "chrome123", "firefox121", "safari17.5"],
    charset: "utf8",
    external: ["*.woff2"], // their names get the hash below
    legalComments: "none", // LICENSES.txt has the whole texts
    metafile: true,
    write: false,
    outdir: "out",
  });
}

function hashed(name, bytes) {
  const digest = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const { name: stem, ext } = path.parse(name);
  return `${stem}-${digest}${ext}`;
}

// The stylesheet with the built names of the fonts, which lie beside it.
function withFonts(style, fonts) {
  let text = Buffer.from(style).toString("utf8");
  for (const [name, bytes] of fonts) {
    if (!text.includes(`url(./${name})`)) throw new Error(`style.css does not load ${name}.`);
    text = text.replaceAll(`url(./${name})`, `url(${hashed(name, bytes)})`);
  }
  return Buffer.from(text);
}

// Every package that gave at least one byte to a bundle.
function packagesOf(metafile) {
  const found = new Set();
  for (const output of Object.values(metafile.outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(output.inputs)) {
      const match = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file);
      if (match && bytesInOutput > 0) found.add(match[1]);
    }
  }
  return [...found, FONT_PACKAGE].sort();
}

async function licenceOf(name) {
  const folder = path.join(HERE, "node_modules", name);
  const { version, license } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} ${version} carries no licence file; it must not be bundled.`);
  const text = (await readFile(path.join(folder, file), "utf8")).replaceAll("\r\n", "\n").trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
}

// A digest of all that the result depends on: a test compares it, so that nobody changes a source
// and forgets to build. Names and contents, each ended by a zero byte.
async function digestOfSources() {
  const sources = (await readdir(path.join(HERE, "src"))).map((name) => `src/${name}`);
  const names = ["build.mjs", "fonts.mjs", "package-lock.json", ...sources];
  const hash = createHash("sha256");
  for (const name of names.sort()) {
    hash.update(`${name}\0`);
    hash.update(await readFile(path.join(HERE, name)));
    hash.update("\0");
  }
  return hash.digest("hex");
}

async function main() {
  const { outputFiles, metafile } = await bundle();
  const fonts = await makeFonts(HERE);
  const files = outputFiles.map(({ path: file, contents }) => {
    const name = path.basename(file);
    return [name, name === "style.css" ? withFonts(contents, fonts) : contents];
  });
  files.push(...fonts);
  for (const name of VERBATIM) files.push([name, await readFile(path.join(HERE, "src", name))]);
  await rm(OUT, { recursive: true, force: true });
  await mkdir(OUT, { recursive: true });
  const manifest = {};
  for (const [name, bytes] of files.sort(([one], [other]) => (one < other ? -1 : 1))) {
    manifest[name] = hashed(name, bytes);
    await writeFile(path.join(OUT, manifest[name]), bytes);
  }
  await writeFile(path.join(OUT, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  await writeFile(path.join(OUT, "sources.sha256"), `${await digestOfSources()}\n`);
  const licences = await Promise.all(packagesOf(metafile).map(licenceOf));
  const head = "The scripts and fonts in this folder are made from the packages below, under these licences.\nThe fonts are cut down to the characters of our formulas, and carry no hints.\n";
  const rule = `\n${"=".repeat(78)}\n\n`;
  await writeFile(path.join(OUT, "LICENSES.txt"), [head, ...licences].join(rule));
}

await main();

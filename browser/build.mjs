/** Writes what `isthmus letter page` puts together: two scripts, a style, texts, and what is in them. */

import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";

import { build } from "esbuild";

const OUT = new URL("../src/isthmus/files/letter_page/", import.meta.url).pathname;
const PACKAGES = ["@noble/ciphers", "@noble/curves", "@noble/hashes", "lean-qr"];
/** Browsers of the end of 2020 and later: in older ones what stands in the page at first stays. */
const TARGET = ["chrome86", "firefox78", "safari14.1"];
const COMMON = {
  bundle: true,
  minify: true,
  charset: "utf8",
  format: "iife",
  target: TARGET,
  legalComments: "none",
  write: false,
  logLevel: "warning",
};

/** The page uses the format as the first script leaves it: what is tested is what is shipped. */
const formatAsGlobal = {
  name: "format-as-global",
  setup(running) {
    running.onResolve({ filter: /format\/index\.js$/ }, () => ({ path: "format", namespace: "global" }));
    running.onLoad({ filter: /.*/, namespace: "global" }, () => ({ contents: "module.exports = globalThis.letters" }));
  },
};

const json = async (path) => JSON.parse(await readFile(new URL(path, import.meta.url), "utf8"));

/** A script within HTML must not end it, nor begin a comment. */
function inline(text) {
  if (/<\/(script|style)|<!--/i.test(text)) throw new Error("what is built would end its element");
  return `${text.trim()}\n`;
}

async function built(options) {
  const { outputFiles } = await build({ ...COMMON, ...options });
  return inline(outputFiles[0].text);
}

/** What stands until a script has run is written in; the rest is filled in for each page. */
async function shell() {
  const [en, ru] = await Promise.all(["en", "ru"].map((each) => json(`messages/${each}.json`)));
  const html = await readFile("src/page.html", "utf8");
  return html.replace("[[waiting_en]]", en.waiting).replace("[[waiting_ru]]", ru.waiting);
}

async function licence(name) {
  const about = await json(`node_modules/${name}/package.json`);
  const text = await readFile(new URL(`node_modules/${name}/LICENSE`, import.meta.url), "utf8");
  return { name, version: about.version, licence: about.license, text: text.trim() };
}

const files = {
  "format.js": await built({ entryPoints: ["src/format/index.js"], globalName: "letters" }),
  "page.js": await built({ entryPoints: ["src/page/index.js"], plugins: [formatAsGlobal] }),
  "page.css": await built({ entryPoints: ["src/page.css"] }),
  "page.html": await shell(),
};
const licences = await Promise.all(PACKAGES.map(licence));
files["licences.txt"] = `${licences.map((each) => `${each.name} ${each.version} (${each.licence})\n\n${each.text}`).join("\n\n\n")}\n`;

const sha256 = (text) => createHash("sha256").update(text).digest("hex");
/** One digest of all that is built from: a test sees from it that nothing was changed since. */
async function sources() {
  const all = await Promise.all(["src", "messages"].map((each) => readdir(each, { recursive: true })));
  const named = [...all[0].map((each) => `src/${each}`), ...all[1].map((each) => `messages/${each}`), "build.mjs", "package-lock.json"];
  const files = named.filter((each) => /\.\w+$/.test(each)).sort();
  const lines = await Promise.all(files.map(async (each) => `${each} ${sha256(await readFile(each))}\n`));
  return sha256(lines.join(""));
}

const about = {
  sources: await sources(),
  files: Object.fromEntries(Object.entries(files).map(([name, text]) => [name, sha256(text)])),
  contains: licences.map(({ name, version, licence }) => ({ name, version, licence })),
  built_with: { esbuild: (await json("node_modules/esbuild/package.json")).version },
};
await mkdir(OUT, { recursive: true });
for (const [name, text] of Object.entries(files)) await writeFile(OUT + name, text);
await writeFile(`${OUT}bundle.json`, `${JSON.stringify(about, null, 2)}\n`);

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, normalize } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";

/** The floors, the lowest first. Each imports those before it only, and only by their door, index.ts. */
const FLOORS = ["corpus", "retrieval", "bot"];
const DOOR = "index.ts";

/** What runs when it is loaded: the commands, and what a worker thread is started with. */
const ENTRY_POINT = /^bot\/commands\/[^/]+\.ts$|-worker\.ts$/;

const root = fileURLToPath(new URL("..", import.meta.url));

/** Text of each module by its path from the root, with slashes. */
type Sources = Map<string, string>;

function readSources(folders: string[]): Sources {
  const paths = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((path) => `${folder}/${path}`),
  );
  const modules = paths.filter((path) => path.endsWith(".ts"));
  return new Map(modules.map((path) => [path.replaceAll("\\", "/"), readFileSync(join(root, path), "utf8")]));
}

/** Static and dynamic imports, re-exports and imports of types: all are written with the path in quotes. */
const IMPORT = /\b(?:from|import)\s*\(?\s*["'](\.[^"']*)["']/g;

function floorViolations(sources: Sources): string[] {
  const violations: string[] = [];
  for (const [path, source] of sources) {
    const floor = FLOORS.indexOf(path.split("/")[0]!);
    for (const [, specifier] of source.matchAll(IMPORT)) {
      const target = normalize(join(dirname(path), specifier!)).replaceAll("\\", "/");
      const targetFloor = FLOORS.indexOf(target.split("/")[0]!);
      if (targetFloor === -1) violations.push(`${path} imports ${target}, which is on no floor`);
      else if (targetFloor > floor) violations.push(`${path} imports ${target}, which is above it`);
      else if (targetFloor < floor && target !== `${FLOORS[targetFloor]}/${DOOR}`) {
        violations.push(`${path} imports ${target} past the door`);
      }
    }
  }
  return violations;
}

const product = readSources(FLOORS);

test("a lower floor never imports a higher one, and each floor is entered through its door", () => {
  expect(floorViolations(product)).toEqual([]);
});

test.each([
  ["corpus/planted.ts", 'import { answer } from "../retrieval/index.ts";', "which is above it"],
  ["corpus/planted.ts", 'import type { Answer } from "../retrieval/index.ts";', "which is above it"],
  ["retrieval/planted.ts", 'export { createBot } from "../bot/create-bot.ts";', "which is above it"],
  ["retrieval/reading/planted.ts", 'import { splitArticle } from "../../corpus/passages.ts";', "past the door"],
  ["bot/planted.ts", 'const reader = await import("../retrieval/reading/reader.ts");', "past the door"],
  ["bot/planted.ts", 'import { fakes } from "../tests/bot/fakes.ts";', "which is on no floor"],
])("a violation planted in %s is found: %s", (path, source, reason) => {
  expect(floorViolations(new Map([[path, source]]))).toEqual([expect.stringContaining(reason)]);
});

test("the environment is read by the entry points only", () => {
  const comment = /\/\*[^]*?\*\/|\/\/.*/g;
  const readers = [...product].filter(([, source]) => /\bprocess\.env\b/.test(source.replace(comment, "")));
  expect(readers.map(([path]) => path).filter((path) => !path.startsWith("bot/commands/"))).toEqual([]);
});

test("no file is longer than 250 lines", () => {
  const all = [...product, ...readSources(["tests"])];
  expect(all.filter(([, source]) => source.trimEnd().split("\n").length > 250).map(([path]) => path)).toEqual([]);
});

test("files are named after what they hold", () => {
  const vague = /(^|\/)(utils?|helpers?|common|misc|types|managers?)(\/|\.ts$)/;
  expect([...product.keys()].filter((path) => vague.test(path))).toEqual([]);
});

const readme = readFileSync(join(root, "README.md"), "utf8");

test("the README names every setting with its default, and no other", () => {
  const example = readFileSync(join(root, ".env.example"), "utf8");
  const rows = [...readme.matchAll(/^\| ((?:`[A-Z_]+`(?:, )?)+) *\|(.*?)\|/gm)];
  const named = rows.flatMap(([, names, value]) =>
    [...names!.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => `${name}=${value!.trim()}`),
  );
  const defaults = [...example.matchAll(/^[A-Z_]+=.*$/gm)].map(([line]) => line);
  const calibrated = (line: string) => line.replace("calibrated, 0.2", "");
  expect(named.map(calibrated).toSorted()).toEqual(defaults.toSorted());
});

test("every command that the README names exists", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: object };
  const named = [...readme.matchAll(/\bnpm (?:run (?:-s )?)?([a-z]+)\b/g)].map(([, name]) => name!);
  expect(named.filter((name) => !(name in scripts) && !["ci", "run"].includes(name))).toEqual([]);
  expect(named).toEqual(
    expect.arrayContaining(["start", "ask", "corpus", "gaps", "evaluate", "bench", "test", "check"]),
  );
});

test("every file and folder that the README names exists", () => {
  const named = [...readme.matchAll(/`((?:corpus|retrieval|bot|tests)\/[\w./-]*)`/g)].map(([, path]) => path!);
  expect(named.filter((path) => !existsSync(join(root, path)) && !existsSync(join(root, `${path}.ts`)))).toEqual([]);
});

test("importing the modules does nothing: no output, no file, nothing left running, with an empty environment", async () => {
  const folder = mkdtempSync(join(tmpdir(), "imports-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const modules = [...product.keys()].filter((path) => !ENTRY_POINT.test(path));
  const imports = modules.map((path) => `await import(${JSON.stringify(pathToFileURL(join(root, path)).href)});`);
  const loader = import.meta.resolve("tsx");
  const child = spawn(process.execPath, ["--import", loader, "--input-type=module", "--eval", imports.join("\n")], {
    cwd: folder,
    env: {},
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  expect({ output, errors, code: code as unknown }).toEqual({ output: "", errors: "", code: 0 });
  expect(readdirSync(folder)).toEqual([]);
});

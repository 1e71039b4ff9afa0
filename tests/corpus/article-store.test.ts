import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { type Article, frontMatterSchema } from "../../corpus/article.ts";
import { ArticleFileError, formatArticleFile } from "../../corpus/article-file.ts";
import { CorpusFolderError, openArticleStore } from "../../corpus/article-store.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "articles-"));
  onTestFinished(() => rm(folder, { recursive: true }));
});

function articleOf(id: string, body = "2月17日恢复。"): Article {
  return { ...frontMatterSchema.parse({ id, title: `题 ${id}` }), body };
}

it("finds what it wrote, under a name made of the id", async () => {
  const store = openArticleStore(folder);
  await store.write(articleOf("吉林-1"));
  expect(await store.find("吉林-1")).toEqual(articleOf("吉林-1"));
  expect(await readdir(folder)).toEqual(["吉林-1.md"]);
});

it("creates the folder with the first article", async () => {
  const store = openArticleStore(join(folder, "new", "articles"));
  await store.write(articleOf("a"));
  expect(await store.find("a")).toEqual(articleOf("a"));
});

it("replaces an article and leaves no temporary file", async () => {
  const store = openArticleStore(folder);
  await store.write(articleOf("a", "旧"));
  await store.write(articleOf("a", "新"));
  expect((await store.find("a"))?.body).toBe("新");
  expect(await readdir(folder)).toEqual(["a.md"]);
});

it("lists article files alone, in order of their names, with size and time", async () => {
  const store = openArticleStore(folder);
  for (const id of ["b", "a"]) await store.write(articleOf(id));
  await writeFile(join(folder, "notes.txt"), "");
  await writeFile(join(folder, ".a.md"), "");
  await utimes(join(folder, "a.md"), 1, 1);
  const files = await store.files();
  expect(files.map((file) => basename(file.path))).toEqual(["a.md", "b.md"]);
  expect(files[0]).toMatchObject({ size: Buffer.byteLength(formatArticleFile(articleOf("a"))), mtimeMs: 1000 });
});

it("reads all articles and tells how far it is", async () => {
  const store = openArticleStore(folder);
  const ids = Array.from({ length: 40 }, (_, index) => `a${String(index).padStart(2, "0")}`);
  for (const id of ids) await store.write(articleOf(id));
  const progress: [number, number][] = [];
  const articles = await store.readAll((done, total) => progress.push([done, total]));
  expect(articles.map((article) => article.id)).toEqual(ids);
  expect(progress.at(-1)).toEqual([40, 40]);
});

it("says which folder is missing", async () => {
  const store = openArticleStore(join(folder, "none"));
  await expect(store.files()).rejects.toThrow(CorpusFolderError);
  await expect(store.readAll()).rejects.toThrow(/there is no folder .*none; set CORPUS_DIR/);
});

it("says that a file is no folder", async () => {
  await writeFile(join(folder, "file"), "");
  await expect(openArticleStore(join(folder, "file")).files()).rejects.toThrow(CorpusFolderError);
});

it.each(["../a", "", "a/b", ".a", "a\0"])("finds and removes nothing under the unsafe id %j", async (id) => {
  const store = openArticleStore(join(folder, "articles"));
  await store.write(articleOf("a"));
  await writeFile(join(folder, "a.md"), "outside");
  expect(await store.find(id)).toBeNull();
  expect(await store.remove(id)).toBe(false);
  await expect(store.write({ ...articleOf("a"), id })).rejects.toThrow(RangeError);
  expect(await readdir(folder)).toEqual(["a.md", "articles"]);
});

it("removes an article once", async () => {
  const store = openArticleStore(folder);
  await store.write(articleOf("a"));
  expect([await store.remove("a"), await store.remove("a")]).toEqual([true, false]);
  expect(await store.find("a")).toBeNull();
});

it("asks for a file named after its article", async () => {
  await writeFile(join(folder, "b.md"), "---\nid: a\ntitle: 题\n---\n");
  await expect(openArticleStore(folder).find("b")).rejects.toThrow(/rename the file to a\.md/);
});

it("refuses a file that is not UTF-8", async () => {
  await writeFile(join(folder, "a.md"), Buffer.from([0x2d, 0x2d, 0x2d, 0x0a, 0xbc, 0xaa]));
  const fault = openArticleStore(folder).readAll();
  await expect(fault).rejects.toThrow(ArticleFileError);
  await expect(fault).rejects.toThrow(/save the file as UTF-8/);
});

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { openAdditionPlanner } from "../../corpus/additions.ts";
import { type ArticleStore, openArticleStore } from "../../corpus/article-store.ts";
import type { ArticleDraft } from "../../corpus/draft.ts";

const BODY = "为满足百姓出行,该局将于2月17日率先开通吉林至桦甸班车。其他客运班线根据疫情发展情况陆续恢复运营。";
const OTHER = "全市学校开学时间另行通知,请家长关注教育局网站,勿信谣言,做好居家学习的准备工作。";

let folder: string;
let store: ArticleStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "additions-"));
  store = openArticleStore(join(folder, "articles"));
  onTestFinished(() => rm(folder, { recursive: true }));
});

function draftOf(fields: Partial<ArticleDraft> = {}): ArticleDraft {
  return {
    id: null,
    title: "恢复客运的通知",
    source: "吉林日报",
    url: null,
    published: "2020-02-16",
    dated: null,
    language: "zh",
    supersedes: [],
    bylines: [],
    body: BODY,
    lines: [],
    ...fields,
  };
}

/** Plans and writes, as the command line and the bot do, each time with a new planner. */
async function add(fields: Partial<ArticleDraft> = {}, id?: string) {
  const addition = await (await openAdditionPlanner(store)).plan(draftOf(fields), id);
  await store.write(addition.article);
  return addition;
}

it("makes the id from the title", async () => {
  expect(await add({ title: "“出行365” 恢复:吉林—桦甸" })).toMatchObject({
    kind: "new",
    article: { id: "出行365-恢复-吉林-桦甸", title: "“出行365” 恢复:吉林—桦甸" },
  });
});

it("makes the title of a text without one from its beginning", async () => {
  const { article } = await add({ title: null });
  expect(article.title).toBe("为满足百姓出行,该局将于2月17日率先开通吉林至桦甸班车");
});

it("makes ids that every file system takes from titles of any length", async () => {
  const { article } = await add({ title: "恢复".repeat(200) });
  expect(await store.find(article.id)).toEqual(article);
});

it("sees the same article again", async () => {
  await add();
  expect(await add()).toMatchObject({ kind: "unchanged" });
  expect(await store.files()).toHaveLength(1);
});

it("sees a changed text of the same title and source", async () => {
  await add();
  const changed = await add({ body: `${BODY}补充:18日起增开一班。` });
  expect(changed).toMatchObject({ kind: "changed", previous: { body: BODY } });
  expect(await store.files()).toHaveLength(1);
});

it("sees the same address under another title", async () => {
  const url = "https://example.org/1";
  await add({ url });
  expect(await add({ url, title: "更正", body: OTHER })).toMatchObject({ kind: "changed", previous: { url } });
});

it("gives another article of the same title a number", async () => {
  await add();
  expect(await add({ body: OTHER })).toMatchObject({ kind: "new", article: { id: "恢复客运的通知-2" } });
  expect(await add({ source: "江城日报" })).toMatchObject({ kind: "new", article: { id: "恢复客运的通知-3" } });
  for (const fields of [{}, { body: OTHER }]) expect(await add(fields)).toMatchObject({ kind: "unchanged" });
});

it("keeps what was corrected by hand when the page comes again", async () => {
  const { article } = await add({ published: null });
  await store.write({ ...article, published: "2020-02-17", dated: "2020-02-15" });
  const changed = await add({ published: "2020-02-20", body: `${BODY}完。` });
  expect(changed.article).toMatchObject({ published: "2020-02-17", dated: "2020-02-15", body: `${BODY}完。` });
});

it("takes the fields of a draft with an id of its own, and keeps those that it leaves out", async () => {
  await add({ id: "a" });
  const changed = await add({ id: "a", published: "2020-02-20", source: null });
  expect(changed).toMatchObject({ kind: "changed", article: { published: "2020-02-20", source: "吉林日报" } });
});

it("adds under the id that is asked for", async () => {
  expect(await add({}, "bus-notice")).toMatchObject({ kind: "new", article: { id: "bus-notice" } });
  expect(await add({}, "bus-notice")).toMatchObject({ kind: "unchanged" });
});

it("knows what it planned before in the same run", async () => {
  const planner = await openAdditionPlanner(store);
  await store.write((await planner.plan(draftOf())).article);
  expect(await planner.plan(draftOf())).toMatchObject({ kind: "unchanged" });
});

it("is not kept from adding by a broken article", async () => {
  await add();
  await writeFile(join(store.folder, "更正.md"), "no front matter");
  expect(await add()).toMatchObject({ kind: "unchanged" });
  expect(await add({ title: "更正" })).toMatchObject({ kind: "new", article: { id: "更正-2" } });
});

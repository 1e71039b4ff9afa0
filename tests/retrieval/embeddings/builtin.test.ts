import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BuiltinEmbeddings } from "../../../retrieval/embeddings/builtin.ts";
import { hostileText } from "../hostile-text.ts";

const embeddings = new BuiltinEmbeddings();

async function similarity(one: string, other: string): Promise<number> {
  const [a, b] = await embeddings.embedDocuments([one, other]);
  return a!.reduce((sum, value, index) => sum + value * b![index]!, 0);
}

describe("The built-in embedder", () => {
  test("makes the same vector in every process, whatever was embedded before", async () => {
    const module = new URL("../../../retrieval/embeddings/builtin.ts", import.meta.url).href;
    const script = `
      const { BuiltinEmbeddings } = await import(${JSON.stringify(module)});
      const embeddings = new BuiltinEmbeddings();
      await embeddings.embedDocuments(["复工复产率,全省人民", "重点企业"]);
      process.stdout.write(JSON.stringify(await embeddings.embedQuery("吉林至桦甸班车")));`;
    const options = ["--import", import.meta.resolve("tsx"), "--input-type=module", "--eval", script];
    const { stdout } = spawnSync(process.execPath, options, { encoding: "utf8" });
    expect(JSON.parse(stdout)).toEqual(await embeddings.embedQuery("吉林至桦甸班车"));
  });

  test.each([
    ["in another language", "when does the Jilin bus resume", "吉林班车恢复"],
    ["misspelt by sound", "华店的办车", "桦甸的班车"],
    ["in Traditional characters", "吉林至樺甸班車", "吉林至桦甸班车"],
  ])("brings what is said %s closer than what is not said", async (_, question, text) => {
    expect(await similarity(question, text)).toBeGreaterThan(2 * (await similarity(question, "口罩日产八万个")));
  });

  test("gives any text a vector of its dimension whose length is 1, or 0 where nothing is known of it", async () => {
    await fc.assert(
      fc.asyncProperty(hostileText(8), async (text) => {
        const vector = await embeddings.embedQuery(text);
        expect(vector).toHaveLength(embeddings.dimension);
        const length = Math.hypot(...vector);
        expect(Math.min(Math.abs(length - 1), length)).toBeLessThan(1e-9);
      }),
    );
    expect(Math.hypot(...(await embeddings.embedQuery("。 \ud800")))).toBe(0);
  });
});

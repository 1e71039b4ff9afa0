import { describe, expect, test } from "vitest";
import { textAt } from "../../../retrieval/corpus-table.ts";
import { understand } from "../../../retrieval/question/understand.ts";
import { collectEvidence, judgeArticles, judgeSentences } from "../../../retrieval/reading/evidence.ts";
import type { FeatureMatrix } from "../../../retrieval/reading/feature-rows.ts";
import type { CompiledForest } from "../../../retrieval/reading/forest.ts";
import { shippedModels } from "../../../retrieval/reading/models.ts";
import { SPAN_FEATURES } from "../../../retrieval/reading/span-features.ts";
import { rankSpans } from "../../../retrieval/reading/span-ranking.ts";
import { article } from "../../evaluation/fakes.ts";
import { fittingCorpus } from "../../evaluation/fit/examples.ts";

const LENGTH = SPAN_FEATURES.indexOf("length");

/** A forest that says of each span what is worked out from the ln of its length. */
function forest(judge: (length: number) => number): CompiledForest {
  const evaluate = (matrix: FeatureMatrix) =>
    Float64Array.from({ length: matrix.count }, (_, row) => judge(matrix.row(row)[LENGTH]!));
  return { evaluate } as unknown as CompiledForest;
}

/** The text of the best span of a question, and how many spans the ranking was asked about. */
function best(estimate: (length: number) => number, ranking?: (length: number) => number) {
  const { index, reader } = fittingCorpus([article("a", "复工须知\n企业复工须备案,员工须测温,食堂须分餐。")]);
  const question = understand({ question: "企业复工须做什么" }, reader).parts[0]!;
  const evidence = collectEvidence(index, question, () => true);
  judgeArticles(evidence, shippedModels().articles);
  judgeSentences(evidence, shippedModels().sentences);
  let asked = 0;
  const counting = ranking && forest((length) => (asked++, ranking(length)));
  const spans = rankSpans(evidence, index.table, {
    spans: forest(estimate),
    ...(counting === undefined ? {} : { ranking: counting }),
  });
  return { text: textAt(index.table, spans[0]!.start, spans[0]!.end), asked, all: spans.length };
}

describe("Spans", () => {
  const whole = "企业复工须备案,员工须测温,食堂须分餐。";

  test("are ranked by their estimated F1", () => {
    expect(best((length) => length).text).toBe(whole);
    expect(best((length) => -length).text.length).toBeLessThan(4);
  });

  test("are compared where the estimate leaves them near each other", () => {
    const { text, asked, all } = best(
      () => 0.5,
      (length) => length,
    );
    expect(text).toBe(whole);
    expect(asked).toBe(all);
  });

  test("are not compared with what is estimated far better", () => {
    const { text, asked, all } = best(
      (length) => length,
      (length) => -100 * length,
    );
    expect(text.length).toBeGreaterThan(whole.length / 2);
    expect(asked).toBeLessThan(all / 2);
  });
});

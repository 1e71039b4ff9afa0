import { indexArticles } from "../../../retrieval/corpus-index.ts";
import { shippedLexicon } from "../../../retrieval/lexicon/shipped.ts";
import { SoundIndex } from "../../../retrieval/question/spelling.ts";
import { understand } from "../../../retrieval/question/understand.ts";
import { collectEvidence } from "../../../retrieval/reading/evidence.ts";
import { readingModels } from "../../../retrieval/reading/models.ts";
import { readEvidence } from "../../../retrieval/reading/reader.ts";
import { generatedQuestions, shippedArticle } from "../corpora/corpus-folder.ts";
import { generateArticles } from "../corpora/generated-articles.ts";
import type { BenchOptions } from "../options.ts";
import type { Report } from "../report.ts";
import { timeTasks } from "../timing.ts";

const SUITE = "reading";

/** The stages between a question and its answer, each on its own, over 10,000 passages. */
export async function measureReading(report: Report, { quick, onProgress }: BenchOptions): Promise<void> {
  const passages = quick ? 1_000 : 10_000;
  const name = `${passages.toLocaleString("en-US")} passages`;
  onProgress(`${name}: reading`);
  const index = indexArticles(generateArticles(await shippedArticle(), passages));
  const { table, postings } = index;
  const reader = {
    lexicon: shippedLexicon(),
    postings,
    sounds: new SoundIndex(postings),
  };
  const inquiries = await generatedQuestions(quick ? 50 : 300);
  const questions = inquiries.flatMap((inquiry) => understand(inquiry, reader).parts);
  const seconds = quick ? 0.2 : 2;
  const understanding = await timeTasks(inquiries, { ours: (inquiry) => understand(inquiry, reader) }, seconds);
  const stages = await timeTasks(
    questions,
    {
      collect: (question) => collectEvidence(index, question, () => true),
      // Evidence is judged in place, so it is collected anew each time; the difference is the reader's.
      read: (question) =>
        readEvidence(
          collectEvidence(index, question, () => true),
          table,
          readingModels(table.articles.length),
        ),
    },
    seconds,
  );
  report.ours(SUITE, `understanding a question p50, ${name}`, understanding["ours"]!.p50, "ms");
  report.ours(SUITE, `evidence by words p50, ${name}`, stages["collect"]!.p50, "ms");
  report.ours(SUITE, `evidence and reading p50, ${name}`, stages["read"]!.p50, "ms");
}

import type { Article } from "../../corpus/index.ts";
import type { Answer, Inquiry } from "../../retrieval/answer.ts";
import { answerInquiry } from "../../retrieval/answer-inquiry.ts";
import { composeAnswer } from "../../retrieval/answering/compose.ts";
import { findAnswer } from "../../retrieval/answering/finding.ts";
import { groundingModel } from "../../retrieval/answering/grounding.ts";
import { indexArticles } from "../../retrieval/corpus-index.ts";
import { shippedLexicon } from "../../retrieval/lexicon/shipped.ts";
import { SoundIndex } from "../../retrieval/question/spelling.ts";
import { type Understanding, understand } from "../../retrieval/question/understand.ts";
import { collectEvidence } from "../../retrieval/reading/evidence.ts";
import { readingModels, shippedModels } from "../../retrieval/reading/models.ts";
import type { DenseSearch } from "../../retrieval/retriever.ts";
import { readEvidence } from "../../retrieval/reading/reader.ts";

const lexicon = shippedLexicon();

const NO_VECTORS: DenseSearch = {
  weights: { chinese: 0, others: 0 },
  seek: () => Promise.resolve([]),
};

export interface InMemory {
  understand(inquiry: Inquiry | string): Understanding;
  /** The answer to each part of a question by itself. */
  answer(inquiry: Inquiry | string): Answer;
  /** The answer to the whole message, as it is given. */
  reply(message: string): Promise<Answer>;
}

/** The path from question to answer over articles that are in no folder, without vectors: fast enough for properties. */
export function inMemory(articles: readonly Article[], threshold = 0.2): InMemory {
  const index = indexArticles(articles);
  const reader = { lexicon, postings: index.postings, sounds: new SoundIndex(index.postings) };
  const inquiryOf = (asked: Inquiry | string) => (typeof asked === "string" ? { question: asked } : asked);
  return {
    reply: (question) => answerInquiry({ question }, { index, dense: NO_VECTORS, reader, threshold }, () => true),
    understand: (asked) => understand(inquiryOf(asked), reader),
    answer(asked) {
      const understanding = understand(inquiryOf(asked), reader);
      const findings = understanding.parts.map((part) => {
        const reading = readEvidence(
          collectEvidence(index, part, () => true),
          index.table,
          readingModels(index.table.articles.length),
        );
        const judgement = {
          model: shippedModels().confidence,
          grounding: groundingModel(),
          places: lexicon.places,
          threshold,
        };
        return findAnswer(reading, index.table, judgement);
      });
      return composeAnswer(inquiryOf(asked), understanding, findings, index.table);
    },
  };
}

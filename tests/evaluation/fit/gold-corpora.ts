import { type GoldQuestion, readGoldQuestions } from "../gold.ts";

/** Files of gold questions and the articles that they are about. */
export interface GoldCorpus {
  questions: readonly string[];
  articles: string;
}

const gold = new URL("../gold/", import.meta.url).pathname;

/** The gold questions of the project that models are fitted on. */
export const GOLD_CORPORA: readonly GoldCorpus[] = [
  {
    questions: [`${gold}questions.jsonl`, `${gold}other-authors/questions.jsonl`],
    articles: new URL("../../../corpus/articles", import.meta.url).pathname,
  },
  { questions: [`${gold}other-cities/questions.jsonl`], articles: `${gold}other-cities/articles` },
];

/**
 * The questions of a corpus that may be looked at.
 *
 * @throws EvaluationFileError when a file cannot be read or a line does not fit
 */
export async function questionsToFit({ questions }: Pick<GoldCorpus, "questions">): Promise<GoldQuestion[]> {
  const read = await Promise.all(questions.map(readGoldQuestions));
  return read.flat().filter(({ split }) => split !== "held-out");
}

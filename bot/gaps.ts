import type { State } from "./state/database.ts";

/** What residents asked, in about the same words, and did not get answered. */
export interface Gap {
  /** The wording that was asked most. */
  question: string;
  /** The other wordings. */
  variants: string[];
  count: number;
  /** When it was asked last, in milliseconds since 1970. */
  lastAsked: number;
  outcomes: { notFound: number; partial: number; votedDown: number };
  /** The words of an article that came nearest, if any did. */
  nearest: string | null;
}

interface AskedRow {
  question: string;
  askedAt: number;
  status: string;
  vote: string | null;
  nearest: string | null;
}

/**
 * From this share of common character pairs on, two questions are taken to be one. At 0.5 `班车什么时候恢复` meets
 * `请问班车什么时候恢复`, and `学校什么时候恢复` stays apart from `桦甸班车什么时候恢复`.
 */
const SIMILAR = 0.5;

/** Questions that were refused, answered in part or voted down since an instant, grouped; the most asked first. */
export async function findGaps(state: State, since: number): Promise<Gap[]> {
  const rows = await state
    .selectFrom("questions")
    .select(["question", "askedAt", "status", "vote", "nearest"])
    .where("askedAt", ">=", since)
    .where(({ or, eb }) => or([eb("status", "in", ["not-found", "partial"]), eb("vote", "=", "down")]))
    .orderBy("askedAt")
    .execute();
  const groups: { pairs: Set<string>; rows: AskedRow[] }[] = [];
  for (const row of rows) {
    const pairs = characterPairs(row.question);
    const group = groups.find((candidate) => jaccard(candidate.pairs, pairs) >= SIMILAR);
    if (group) group.rows.push(row);
    else groups.push({ pairs, rows: [row] });
  }
  return groups
    .map((group) => summarise(group.rows))
    .toSorted((a, b) => b.count - a.count || b.lastAsked - a.lastAsked);
}

function summarise(rows: AskedRow[]): Gap {
  const wordings = new Map<string, number>();
  for (const { question } of rows) wordings.set(question, (wordings.get(question) ?? 0) + 1);
  const [question = "", ...variants] = [...wordings].toSorted((a, b) => b[1] - a[1]).map(([wording]) => wording);
  return {
    question,
    variants,
    count: rows.length,
    lastAsked: Math.max(...rows.map(({ askedAt }) => askedAt)),
    outcomes: {
      notFound: rows.filter(({ status }) => status === "not-found").length,
      partial: rows.filter(({ status }) => status === "partial").length,
      votedDown: rows.filter(({ vote }) => vote === "down").length,
    },
    nearest: rows.findLast(({ nearest }) => nearest !== null)?.nearest ?? null,
  };
}

/** The pairs of neighbouring letters and digits, without regard to case, width and punctuation. */
function characterPairs(question: string): Set<string> {
  const folded = question
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
  const characters = [...folded];
  if (characters.length < 2) return new Set([folded]);
  return new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`));
}

/** The share of the members of either set that both have (Jaccard 1901). */
function jaccard(one: Set<string>, other: Set<string>): number {
  const common = [...one].filter((member) => other.has(member)).length;
  return common / (one.size + other.size - common);
}

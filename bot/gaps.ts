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
 * From this share of common character pairs on, two questions are taken to be one. At 0.5 `吉林到长春的班车什么时候恢复`
 * meets `请问长春到吉林的班车哪天恢复呢`, and `学校什么时候恢复` stays apart from `桦甸班车什么时候恢复`.
 */
const SIMILAR = 0.5;

/** Ways to ask for the same thing count as one sign, and words that ask for nothing as none. */
const SAME_WORDS: [words: RegExp, sign: string][] = [
  [/什么时候|什么时间|啥时候|啥时|何时|几时|哪天|哪一天|几号|几月几[日号]|什麼時候|何時|哪天|幾號/gu, "#"],
  [/多少|几(?=[个家条处辆班人天次])|幾|how (?:many|much)/gu, "&"],
  [/怎么样?|怎样|如何|咋|怎麼樣?/gu, "~"],
  [
    /请问(?:一下)?|想问(?:一下)?|问一下|你好|您好|谢谢|我想知道|請問|[吗嘛呢啊呀吧的了嗎]|\b(?:please|the|a|an|of|do|does|is|are|will)\b/gu,
    "",
  ],
];

/** Questions that were refused, answered in part or voted down since an instant, grouped; the most asked first. */
export async function findGaps(state: State, since: number): Promise<Gap[]> {
  const rows = await state
    .selectFrom("questions")
    .select(["question", "askedAt", "status", "vote", "nearest"])
    .where("askedAt", ">=", since)
    .where(({ or, eb }) => or([eb("status", "in", ["not-found", "partial"]), eb("vote", "=", "down")]))
    .orderBy("askedAt")
    .execute();
  return groupSimilar(rows)
    .map(summarise)
    .toSorted((a, b) => b.count - a.count || b.lastAsked - a.lastAsked);
}

/** Each row goes to the group whose first question shares the largest part of the pairs of either (Jaccard 1901). */
function groupSimilar(rows: readonly AskedRow[]): AskedRow[][] {
  const groups: { size: number; rows: AskedRow[] }[] = [];
  // Which groups hold a pair: comparing with every group would take seconds for some thousand questions.
  const holders = new Map<string, number[]>();
  for (const row of rows) {
    const pairs = characterPairs(row.question);
    const shared = new Map<number, number>();
    for (const pair of pairs)
      for (const group of holders.get(pair) ?? []) shared.set(group, (shared.get(group) ?? 0) + 1);
    let best = { group: -1, share: SIMILAR };
    for (const [group, common] of shared) {
      const share = common / (groups[group]!.size + pairs.size - common);
      if (share >= best.share && (share > best.share || best.group < 0)) best = { group, share };
    }
    if (best.group >= 0) {
      groups[best.group]!.rows.push(row);
      continue;
    }
    for (const pair of pairs)
      holders
        .set(pair, holders.get(pair) ?? [])
        .get(pair)!
        .push(groups.length);
    groups.push({ size: pairs.size, rows: [row] });
  }
  return groups.map((group) => group.rows);
}

function summarise(rows: AskedRow[]): Gap {
  // Those that differ only in marks and width are one wording; the first that was asked stands for it.
  const wordings = new Map<string, { question: string; count: number }>();
  for (const { question } of rows) {
    const known = wordings.get(lettersOf(question));
    if (known) known.count += 1;
    else wordings.set(lettersOf(question), { question, count: 1 });
  }
  const [question = "", ...variants] = [...wordings.values()]
    .toSorted((a, b) => b.count - a.count)
    .map((wording) => wording.question);
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

/** The letters and digits, without regard to case and width. */
function lettersOf(question: string): string {
  return question
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/** The pairs of neighbouring letters, digits and signs for words that ask. */
function characterPairs(question: string): Set<string> {
  const lower = question.normalize("NFKC").toLowerCase();
  const signed = SAME_WORDS.reduce(
    (text, [words, sign]) => text.replaceAll(words, sign),
    lower.replaceAll(/[#&~]/g, ""),
  );
  const folded = signed.replaceAll(/[^\p{L}\p{N}#&~]/gu, "");
  const characters = [...folded];
  if (characters.length < 2) return new Set([folded]);
  return new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`));
}

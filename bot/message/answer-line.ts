import type { Answer, Citation } from "../../retrieval/index.ts";
import type { Translate } from "../interface-language.ts";
import { concatenate, type FormattedText, sliceFormatted } from "./formatted-text.ts";
import { inert, liveRanges, merged, type Range, without } from "./live-text.ts";

/**
 * A value as English or Korean answers write it, before or instead of the source's own words: February 17 (2月17日),
 * 33 (33户).
 */
const WRITTEN_VALUE =
  /(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}(?:, \d{4})?|(?:\d{4}년 )?\d{1,2}월 \d{1,2}일|\d[\d,.]*(?= \()/g;

/** Answering words up to this many UTF-16 code units are the key to the answer, such as a date; longer ones are the answer. */
const KEY_LENGTH = 24;

/**
 * An answer in the source's own words that is longer than this, in UTF-16 code units, is read once: in the quote. Sooner
 * by those who do not read the language of the source.
 */
const SAID_ONCE_FROM = { reader: 120, other: 40 };

/** Where a claim ends: at a mark between clauses, but not within a figure such as 1,234, or at the end. */
const CLAIM_END = /[，；。！？;!?]|,(?!\d)|\.(?=\s|$)|$/;

/**
 * The first line of a message: the direct answer, with its dates and answering words bold, and each claim with the
 * number of its citation. A quote that stands in full in the answer is left to the block quote below; `isQuoted` says
 * that the answer itself is.
 */
export function answerLine(
  { answer, citations, language }: Answer,
  translate: Translate,
): { line: FormattedText; isQuoted: boolean } {
  const bare = withoutQuotes(answer, citations);
  const canRead = language.startsWith("zh") || !/\p{Script=Han}/u.test(bare);
  const isLong = bare.length > SAID_ONCE_FROM[canRead ? "reader" : "other"];
  const isQuoted = isLong && citations.some(({ quote }) => quote.includes(bare));
  const line = isQuoted ? translate("article-says") : bare.replaceAll(/\n{2,}/g, "\n");
  return { line: numbered(line, citations), isQuoted };
}

function numbered(line: string, citations: Citation[]): FormattedText {
  const numbers = new Map<number, string>();
  for (const citation of citations) {
    const number = `[${citation.n}]`;
    if (line.includes(number)) continue;
    const end = claimEnd(line, citation);
    numbers.set(end, (numbers.get(end) ?? "") + number);
  }
  const parts: (string | FormattedText)[] = [];
  const emphasised = emphasise(line, citations);
  let from = 0;
  for (const [end, number] of [...numbers].toSorted((a, b) => a[0] - b[0])) {
    parts.push(sliceFormatted(emphasised, from, end), ` ${number}`);
    from = end;
  }
  return concatenate([...parts, sliceFormatted(emphasised, from, line.length)]);
}

/** The answer without the quotes that end it, so that none is read twice. */
function withoutQuotes(answer: string, citations: Citation[]): string {
  let line = answer;
  for (const { quote } of citations.toReversed()) {
    const rest = line.endsWith(quote) ? line.slice(0, -quote.length) : "";
    if (rest.trim() !== "") line = rest.trimEnd();
  }
  return line;
}

/** Where the claim ends that a citation supports: after the last of its answering words, else at the end of the line. */
function claimEnd(line: string, { quote, marks }: Citation): number {
  const ends = marks.map(([start, end]) => {
    const words = quote.slice(start, end);
    const found = words === "" ? -1 : line.lastIndexOf(words);
    return found === -1 ? -1 : found + words.length;
  });
  const last = Math.max(-1, ...ends);
  if (last === -1) return line.length - (/[。！？.!?：:]*$/.exec(line)?.[0].length ?? 0);
  return last + (CLAIM_END.exec(line.slice(last))?.index ?? 0);
}

function emphasise(line: string, citations: Citation[]): FormattedText {
  const written = [...line.matchAll(WRITTEN_VALUE)].map((match): Range => [match.index, match.index + match[0].length]);
  const keys: Range[] = [];
  for (const { quote, marks } of citations) {
    for (const [start, end] of marks) {
      const words = quote.slice(start, end);
      const found = words === "" ? -1 : line.indexOf(words);
      const isKey = words.length <= KEY_LENGTH || words.length < line.length / 2;
      if (found !== -1 && isKey) keys.push([found, found + words.length]);
    }
  }
  // Of a value in two languages the asker's is the key: February 17 of «February 17 (2月17日)».
  const own = keys.filter(([start]) => !written.some(([, end]) => end === start - 2));
  const text = inert(line);
  for (const [start, end] of without(merged([...written, ...own]), liveRanges(line)))
    text.spans.push({ start, end, format: { type: "bold" } });
  return text;
}

import { type Block, type BlockInput, makeBlock, MOST_LENGTH } from "./block.ts";
import { shippedStyle } from "./answer-style.ts";
import { gapOf, gapPulls } from "./asking.ts";
import { endEdges, startEdges } from "./span-edges.ts";
import { FeatureMatrix } from "./feature-rows.ts";
import type { SentenceCandidate } from "./sentences.ts";
import { isValueKind } from "./values.ts";
import { type Asked, endOf, startOf } from "./span-ends.ts";
import { type Beside, measureBlock, measureSpan, measureStart, SPAN_FEATURES } from "./span-features.ts";

/** A run of text that may be the answer; absolute positions. */
export interface SpanCandidate {
  start: number;
  end: number;
  /** The sentence that it starts in. */
  sentence: SentenceCandidate;
  /** Estimated F1 of the span against the answer. */
  score: number;
}

/** Spans start in the best sentences only. Of six instead of four a third more spans are judged, and none of the policy questions is answered better (hit@200 .811 of both, ROUGE-L .530 and .524). */
const SENTENCES = 4;

/** A sentence this much less likely than the best holds no better span. */
const LEAST_SHARE = 0.12;

/** Who asks for a value is answered by no longer span: a fifth fewer are judged, and of 660 policy questions none is answered otherwise. */
const LONGEST_WITH_VALUE = 120;

/** Spans, not yet judged, and the features of each. */
export interface MeasuredSpans {
  spans: SpanCandidate[];
  /** A row for each span, in their order. Valid until spans are measured again. */
  features: FeatureMatrix;
}

const matrix = new FeatureMatrix(SPAN_FEATURES.length);
/** Where a span is measured before its features join the others. */
const row = new Float32Array(SPAN_FEATURES.length);

/** All spans worth ranking, with their features. `sentences` in text order, with probabilities. */
export function spanCandidates(
  input: BlockInput,
  sentences: SentenceCandidate[],
  foldedAt: (start: number, end: number) => string,
): MeasuredSpans {
  const ranked = sentences
    .map((sentence, at) => ({ sentence, at }))
    .sort((a, b) => b.sentence.probability - a.sentence.probability || a.at - b.at);
  const best = ranked[0]?.sentence.probability ?? 0;
  const style = shippedStyle();
  const expectedLength = style.expectedLength(input.question, input.kind);
  const asked: Asked = { ...input, gap: gapOf(input.question, input.weights), expectedLength, style };
  const likely = ranked.slice(0, SENTENCES).filter(({ sentence }) => sentence.probability >= LEAST_SHARE * best);
  const measured: MeasuredSpans = { spans: [], features: matrix };
  matrix.clear();
  for (const [rank, { at }] of likely.entries()) {
    const previous = sentences[at - 1];
    const isNeighbour = previous?.sentence === sentences[at]!.sentence - 1;
    const beside = { best, previous: isNeighbour ? previous.probability : 0 };
    addSpans(measured, asked, makeBlock(input, sentences, at, rank, foldedAt), beside);
  }
  return measured;
}

/** Adds the spans of a block: a group, as they share what is known of the block. */
function addSpans({ spans, features }: MeasuredSpans, input: Asked, block: Block, beside: Beside): void {
  features.beginGroup();
  const longest = isValueKind(input.kind) ? LONGEST_WITH_VALUE : MOST_LENGTH;
  const pulls = gapPulls(block.folded, input.gap);
  const measure = { input, block, pulls, likenesses: input.style.likenesses(block.folded), beside };
  measureBlock(row, measure);
  const { sentence } = block;
  const origin = sentence.start;
  const ends = endEdges(block).map((edge) => endOf(input, block, edge));
  for (const start of startEdges(block).map((edge) => startOf(input, block, edge))) {
    measureStart(row, measure, start);
    for (const end of ends) {
      const length = end.at - start.at;
      if (length < 1 || length > longest) continue;
      measureSpan(row, measure, start, end);
      features.add(row);
      spans.push({ start: origin + start.at, end: origin + end.at, sentence, score: 0 });
    }
  }
}

import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { encodeOnnx, type EncoderWeights, type Matrix } from "./tiny-model-onnx.ts";

/**
 * A model of 240 KB in the layout of the hub: random weights, always the same, and a BERT tokenizer of 800 tokens. What it
 * says means nothing; that the real library loads and runs it, and what is made of its output, is what it proves.
 */
export const TINY_DIMENSION = 64;
const VOCABULARY_SIZE = 800;
const SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];
const WORDS = ["query", "passage", ":", "when", "does", "the", "bus", "resume", "?"];

const vocabulary = vocabularyOf(VOCABULARY_SIZE);
const weights = randomWeights();

/** Path in the model's folder to content. */
export const TINY_MODEL_FILES: ReadonlyMap<string, Buffer> = new Map([
  ["config.json", json({ model_type: "bert", hidden_size: TINY_DIMENSION, vocab_size: VOCABULARY_SIZE })],
  ["tokenizer.json", json(tokenizer())],
  ["tokenizer_config.json", json({ tokenizer_class: "BertTokenizer", model_max_length: 512, pad_token: "[PAD]" })],
  ["onnx/model_quantized.onnx", encodeOnnx(weights)],
]);

/** Puts the model in `modelDir` under its id, and returns its folder. */
export function writeTinyModel(modelDir: string, model: string): string {
  const folder = path.join(modelDir, model);
  for (const [name, content] of TINY_MODEL_FILES) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

/** The vector that the model must give for these tokens: the model's arithmetic written out, then the mean at length 1. */
export function embedTokens(tokens: readonly string[]): number[] {
  const hidden = ["[CLS]", ...tokens, "[SEP]"].map((token) => {
    const id = vocabulary.get(token) ?? vocabulary.get("[UNK]")!;
    const embedded = rowOf(weights.tokens, id).map((value, column) => value + rowOf(weights.tokenTypes, 0)[column]!);
    return weights.layers.reduce((input, layer) => multiply(input, layer).map(Math.tanh), embedded);
  });
  const mean = hidden[0]!.map((_, column) => hidden.reduce((sum, row) => sum + row[column]!, 0) / hidden.length);
  const length = Math.hypot(...mean);
  return mean.map((value) => value / length);
}

function rowOf({ columns, values }: Matrix, row: number): number[] {
  return [...values.subarray(row * columns, (row + 1) * columns)];
}

function multiply(input: number[], matrix: Matrix): number[] {
  return Array.from({ length: matrix.columns }, (_, column) =>
    input.reduce((sum, value, row) => sum + value * matrix.values[row * matrix.columns + column]!, 0),
  );
}

/** Special tokens, a few words, ASCII letters alone and within a word, then Chinese characters from U+4E00 on. */
function vocabularyOf(size: number): Map<string, number> {
  const article = [..."吉林桦甸班车恢复运营月日什么时候至将于率先开通"];
  const letters = [..."abcdefghijklmnopqrstuvwxyz0123456789"].flatMap((letter) => [letter, `##${letter}`]);
  const tokens = new Set([...SPECIAL, ...WORDS, ...letters, ...article]);
  for (let code = 0x4e00; tokens.size < size; code++) tokens.add(String.fromCharCode(code));
  return new Map([...tokens].map((token, id) => [token, id]));
}

function tokenizer(): object {
  const special = (token: string) => ({ id: vocabulary.get(token)!, content: token, special: true });
  const flags = { single_word: false, lstrip: false, rstrip: false, normalized: false };
  const piece = (name: string) => ({ SpecialToken: { id: name, type_id: 0 } });
  const sequence = (id: string) => ({ Sequence: { id, type_id: 0 } });
  const reference = (token: string) => [token, { id: token, ids: [vocabulary.get(token)!], tokens: [token] }];
  return {
    version: "1.0",
    added_tokens: SPECIAL.map((token) => ({ ...special(token), ...flags })),
    normalizer: { type: "BertNormalizer", clean_text: true, handle_chinese_chars: true, lowercase: true },
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: {
      type: "TemplateProcessing",
      single: [piece("[CLS]"), sequence("A"), piece("[SEP]")],
      pair: [piece("[CLS]"), sequence("A"), piece("[SEP]"), sequence("B"), piece("[SEP]")],
      special_tokens: Object.fromEntries(["[CLS]", "[SEP]"].map(reference)),
    },
    decoder: { type: "WordPiece", prefix: "##", cleanup: true },
    model: {
      type: "WordPiece",
      unk_token: "[UNK]",
      continuing_subword_prefix: "##",
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(vocabulary),
    },
  };
}

function randomWeights(): EncoderWeights {
  const random = randomNumbers();
  const matrix = (rows: number, columns: number, scale: number): Matrix => ({
    rows,
    columns,
    values: Float32Array.from({ length: rows * columns }, () => (random() * 2 - 1) * scale),
  });
  const layer = () => matrix(TINY_DIMENSION, TINY_DIMENSION, 2 / Math.sqrt(TINY_DIMENSION));
  return {
    tokens: matrix(VOCABULARY_SIZE, TINY_DIMENSION, 1),
    tokenTypes: matrix(2, TINY_DIMENSION, 0.1),
    layers: [layer(), layer()],
  };
}

/** Numbers from 0 to 1, always the same: a linear congruential generator (Numerical Recipes, 2nd edition, 7.1). */
function randomNumbers(): () => number {
  let state = 2020;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

function json(value: object): Buffer {
  return Buffer.from(JSON.stringify(value));
}

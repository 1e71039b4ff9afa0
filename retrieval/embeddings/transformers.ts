import { createHash } from "node:crypto";
import { open, readFile } from "node:fs/promises";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import { Embeddings } from "@langchain/core/embeddings";
import type { PreTrainedModel, PreTrainedTokenizer } from "@xenova/transformers";
import { type Embedder, LEARNED_WEIGHTS } from "../embedder.ts";
import { EmbeddingError } from "./embedding-error.ts";

const WEIGHTS = "onnx/model_quantized.onnx";
/** What a model consists of, as paths in its folder and on the hub, the smallest first. */
export const MODEL_FILES = ["config.json", "tokenizer_config.json", "tokenizer.json", WEIGHTS] as const;

/** Texts that pass through the model at once. More gain nothing on a CPU, and pad more. */
const BATCH_SIZE = 8;
/** What BERT and its kin were trained for; some tokenizers name a far larger number. */
const MAXIMUM_TOKENS = 512;
/** 512 tokens of any language end long before: the rest is spared the tokenizer, which slows with length. */
const MAXIMUM_LENGTH = 8_192;

interface Prefixes {
  query: string;
  passage: string;
}

/** E5 models were trained with a word that tells questions from passages (Wang et al., arXiv 2212.03533, section 4.2). */
function prefixesOf(model: string): Prefixes {
  return /\be5\b/i.test(model) ? { query: "query: ", passage: "passage: " } : { query: "", passage: "" };
}

/** Embeds with an encoder in ONNX: the mean over the tokens of a text, at length 1. */
class TransformersEmbeddings extends Embeddings {
  readonly #tokenizer: PreTrainedTokenizer;
  readonly #encoder: PreTrainedModel;
  readonly #prefixes: Prefixes;

  constructor(tokenizer: PreTrainedTokenizer, encoder: PreTrainedModel, prefixes: Prefixes) {
    super({});
    this.#tokenizer = tokenizer;
    this.#encoder = encoder;
    this.#prefixes = prefixes;
  }

  override async embedQuery(question: string): Promise<number[]> {
    const [vector] = await this.#embed([this.#prefixes.query + question]);
    return vector!;
  }

  /** One vector a passage, in their order. Passages of like length share a batch, so that little is padded. */
  override async embedDocuments(passages: string[]): Promise<number[][]> {
    const texts = passages.map((passage) => this.#prefixes.passage + passage);
    const byLength = [...texts.keys()].sort((a, b) => texts[a]!.length - texts[b]!.length);
    const vectors: number[][] = [];
    for (let from = 0; from < byLength.length; from += BATCH_SIZE) {
      // The model runs in this thread: whoever waits gets a turn between batches.
      if (from > 0) await setImmediate();
      const batch = byLength.slice(from, from + BATCH_SIZE);
      const embedded = await this.#embed(batch.map((index) => texts[index]!));
      for (const [row, index] of batch.entries()) vectors[index] = embedded[row]!;
    }
    return vectors;
  }

  async #embed(texts: string[]): Promise<number[][]> {
    const cut = texts.map((text) => text.slice(0, MAXIMUM_LENGTH));
    const inputs: EncoderInputs = this.#tokenizer(cut, { padding: true, truncation: true });
    const { last_hidden_state: hidden }: EncoderOutputs = await this.#encoder(inputs);
    if (hidden === undefined) throw new Error("the model gives no last_hidden_state");
    return meanOverTokens(hidden, inputs.attention_mask.data);
  }
}

interface EncoderInputs {
  attention_mask: { data: BigInt64Array };
}

interface EncoderOutputs {
  /** texts × tokens × dimension, row-major. */
  last_hidden_state?: { data: Float32Array; dims: number[] };
}

/** The library's own pooling walks its tensors value by value and takes 40 times as long (95 ms to 2 ms for 8 passages). */
function meanOverTokens(
  { data, dims }: Required<EncoderOutputs>["last_hidden_state"],
  mask: BigInt64Array,
): number[][] {
  const [texts, tokens, dimension] = dims as [number, number, number];
  const vectors: number[][] = [];
  for (let text = 0; text < texts; text++) {
    const sum = new Float64Array(dimension);
    for (let token = text * tokens; token < (text + 1) * tokens; token++) {
      if (mask[token] === 0n) continue;
      const offset = token * dimension;
      for (let column = 0; column < dimension; column++) sum[column]! += data[offset + column]!;
    }
    // At length 1 the sum is the mean.
    const length = Math.sqrt(sum.reduce((total, value) => total + value * value, 0));
    vectors.push(Array.from(sum, (value) => value / length));
  }
  return vectors;
}

/**
 * Opens a model whose files are in `modelDir/model`. Nothing is downloaded.
 *
 * @param model as on the hub, such as `Xenova/multilingual-e5-small`
 * @throws EmbeddingError when a file is missing or damaged, or the model embeds no text
 */
export async function openTransformers(model: string, modelDir: string): Promise<Embedder> {
  const prefixes = prefixesOf(model);
  const { tokenizer, encoder, version } = await load(model, modelDir);
  const embeddings = new TransformersEmbeddings(tokenizer, encoder, prefixes);
  const files = await fingerprintOf(MODEL_FILES.map((file) => path.join(modelDir, model, file)));
  return {
    embeddings,
    dimension: await dimensionOf(embeddings, model),
    recipe: `${model} ${files}, ${JSON.stringify(prefixes)}, mean, transformers ${version}`,
    weights: LEARNED_WEIGHTS,
  };
}

/** Blocks of a file that stand for it, and their bytes. */
const BLOCKS = 64;
const BLOCK_BYTES = 4_096;

/** A hash of the sizes and of blocks all over the files: to hash 118 MB would cost every start, and other weights differ everywhere. */
async function fingerprintOf(files: string[]): Promise<string> {
  const hashed = createHash("sha256");
  for (const file of files) {
    const handle = await open(file);
    try {
      const { size } = await handle.stat();
      hashed.update(`${size}\n`);
      const step = Math.max(BLOCK_BYTES, Math.ceil(size / BLOCKS));
      for (let at = 0; at < size; at += step) {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(BLOCK_BYTES), 0, BLOCK_BYTES, at);
        hashed.update(buffer.subarray(0, bytesRead));
      }
    } finally {
      await handle.close();
    }
  }
  return hashed.digest("hex").slice(0, 16);
}

async function load(model: string, modelDir: string) {
  const { AutoModel, AutoTokenizer, env } = await import("@xenova/transformers").catch((cause: unknown) => {
    throw new EmbeddingError(
      `@xenova/transformers does not run on this machine: ${firstLine(cause)}`,
      "Run npm ci again, or set EMBEDDINGS=builtin.",
      { cause },
    );
  });
  const options = { cache_dir: path.resolve(modelDir), local_files_only: true };
  const tokenizer = await quietly(() => AutoTokenizer.from_pretrained(model, options)).catch(async (cause: unknown) => {
    throw await damaged(model, modelDir, "tokenizer.json", cause);
  });
  tokenizer.model_max_length = Math.min(tokenizer.model_max_length ?? Infinity, MAXIMUM_TOKENS);
  const encoder: PreTrainedModel = await quietly(() => AutoModel.from_pretrained(model, options)).catch(
    async (cause: unknown) => {
      throw await damaged(model, modelDir, WEIGHTS, cause);
    },
  );
  return { tokenizer, encoder, version: env.version };
}

/** When a file does not load, the library writes stacks to the console and tries another engine before it throws. */
async function quietly<Result>(load: () => Promise<Result>): Promise<Result> {
  const { warn, error } = console;
  console.warn = console.error = () => {};
  try {
    return await load();
  } finally {
    Object.assign(console, { warn, error });
  }
}

/** Names the file at fault: the one that is no JSON, or else the one that was being loaded. */
async function damaged(model: string, modelDir: string, suspect: string, cause: unknown): Promise<EmbeddingError> {
  let culprit = suspect;
  for (const file of MODEL_FILES.filter((name) => name.endsWith(".json"))) {
    if (!(await isJson(path.join(modelDir, model, file)))) culprit = file;
  }
  return new EmbeddingError(
    `The model file ${path.join(modelDir, model, culprit)} is missing, cut short or damaged`,
    "Delete it to have it downloaded again, or copy it there anew.",
    { cause },
  );
}

async function isJson(file: string): Promise<boolean> {
  try {
    JSON.parse(await readFile(file, "utf8"));
    return true;
  } catch {
    return false;
  }
}

/** Asks the model itself: configurations name the dimension in many ways, and none says whether the model runs. */
async function dimensionOf(embeddings: Embeddings, model: string): Promise<number> {
  const cure = "Choose a sentence-embedding model with EMBEDDING_MODEL, or set EMBEDDINGS=builtin.";
  const vector = await quietly(() => embeddings.embedQuery("公交")).catch((cause: unknown) => {
    throw new EmbeddingError(`The model ${model} embeds no text: ${firstLine(cause)}`, cure, { cause });
  });
  if (!vector.every(Number.isFinite)) throw new EmbeddingError(`The model ${model} gives no finite vectors`, cure);
  return vector.length;
}

function firstLine(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.split("\n")[0]!;
}

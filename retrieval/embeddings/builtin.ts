import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Embeddings } from "@langchain/core/embeddings";
import type { DenseWeights } from "../embedder.ts";
import { GLOSSARY_FILE, openGlossary } from "../lexicon/glossary.ts";
import { openGazetteer, PLACES_FILE } from "../lexicon/places.ts";
import { soundClassOf, syllableOf } from "../lexicon/syllables.ts";
import { fold } from "../normalise.ts";

/**
 * Numbers for sounds and for concepts; features are hashed into them with a sign (Weinberger et al. 2009). With 256 or 64
 * for sounds, gold questions are answered alike; each 128 take 50 MB for 100,000 passages.
 */
const SOUNDS = 128;
const CONCEPTS = 128;
/** Lengths of the two parts, before the whole is scaled to 1: concepts cross languages, sounds only spellings. */
const SOUND_WEIGHT = 0.6;
const CONCEPT_WEIGHT = 0.8;

/**
 * On the gold questions about one article, .15 across languages answers most. For a question in Chinese, whose own words
 * find what there is, nothing is gained (answers .920 with and without, nDCG@10 of policy questions .851) and refusals are
 * lost (.930 without, .925 at .02): its sounds and concepts are then copies of its words.
 */
export const BUILTIN_WEIGHTS: DenseWeights = { chinese: 0, others: 0.15 };

/**
 * Vectors without a model, a complement to the lexical index rather than a copy of it: of sounds (pairs and triples of
 * pinyin syllables, tones left out, confused initials and finals folded), which misspelt words share, and of concepts of
 * the glossary and places, which the same question in another language shares. Texts with neither have the zero vector.
 */
export class BuiltinEmbeddings extends Embeddings {
  readonly dimension = SOUNDS + CONCEPTS;
  /** Another code, glossary or list of places makes other vectors. */
  readonly recipe: string;

  constructor() {
    super({});
    const words = Buffer.concat([GLOSSARY_FILE, PLACES_FILE].map((file) => readFileSync(file)));
    this.recipe = `builtin 3 ${hash("sha256", words).slice(0, 12)}`;
  }

  override embedDocuments(documents: string[]): Promise<number[][]> {
    return Promise.resolve(documents.map(embed));
  }

  override embedQuery(document: string): Promise<number[]> {
    return Promise.resolve(embed(document));
  }
}

function embed(text: string): number[] {
  const folded = fold(text);
  const sounds = new Float64Array(SOUNDS);
  const concepts = new Float64Array(CONCEPTS);
  addSounds(sounds, folded);
  const places = openGazetteer().places(folded);
  for (const { name } of places) {
    addFeature(concepts, stringHash(name));
    addSounds(sounds, name);
  }
  for (const { concepts: names } of openGlossary().concepts(folded))
    for (const name of names) addFeature(concepts, stringHash(name));
  const whole = [...scaled(sounds, SOUND_WEIGHT), ...scaled(concepts, CONCEPT_WEIGHT)];
  const length = Math.hypot(...whole);
  return length === 0 ? whole : whole.map((value) => value / length);
}

function addSounds(into: Float64Array, text: string): void {
  let [previous, before] = [0, 0];
  for (let index = 0; index < text.length; index++) {
    const sound = soundClassOf(syllableOf(text.charCodeAt(index)));
    if (sound > 0 && previous > 0) {
      addFeature(into, mix(mix(previous) + sound));
      if (before > 0) addFeature(into, mix(mix(mix(before) + previous) + sound));
    }
    [before, previous] = sound === 0 ? [0, 0] : [previous, sound];
  }
}

function addFeature(into: Float64Array, hashed: number): void {
  into[(hashed >>> 1) % into.length]! += hashed & 1 ? 1 : -1;
}

/** Repeated features count less: the root of each sum. Scaled to `length`; zero stays zero. */
function scaled(part: Float64Array, length: number): number[] {
  const damped = Array.from(part, (value) => Math.sign(value) * Math.sqrt(Math.abs(value)));
  const norm = Math.hypot(...damped);
  return norm === 0 ? damped : damped.map((value) => (value * length) / norm);
}

/** FNV-1a over code units (Fowler, Noll and Vo 1991). */
function stringHash(text: string): number {
  let hashed = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hashed = Math.imul(hashed ^ text.charCodeAt(index), 0x01000193);
  return mix(hashed);
}

/** The finaliser of MurmurHash3 (Appleby 2011): spreads neighbouring numbers. */
function mix(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

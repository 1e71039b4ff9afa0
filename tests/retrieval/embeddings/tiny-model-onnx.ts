/**
 * Writes ONNX files: the few messages of the format that a small encoder needs, as Protocol Buffers by hand.
 * Field numbers are those of onnx.proto3; operators are those of opset 13, which onnxruntime 1.14 runs.
 */

const IR_VERSION = 8;
const OPSET = 13;
const FLOAT = 1;
const INT64 = 7;

/** A matrix by its values, row after row. */
export interface Matrix {
  rows: number;
  columns: number;
  values: Float32Array;
}

export interface EncoderWeights {
  tokens: Matrix;
  tokenTypes: Matrix;
  layers: Matrix[];
}

/**
 * An encoder with the inputs of BERT: the embeddings of token and token type are added, then pass through the layers,
 * each tanh(x · layer). The attention mask is an input that nothing reads, so masking is up to whoever pools.
 */
export function encodeOnnx({ tokens, tokenTypes, layers }: EncoderWeights): Buffer {
  const nodes = [
    node("Gather", ["tokens", "input_ids"], "token"),
    node("Gather", ["tokenTypes", "token_type_ids"], "tokenType"),
    node("Add", ["token", "tokenType"], "hidden0"),
    ...layers.flatMap((_, index) => [
      node("MatMul", [`hidden${index}`, `layer${index}`], `product${index}`),
      node("Tanh", [`product${index}`], index === layers.length - 1 ? "last_hidden_state" : `hidden${index + 1}`),
    ]),
  ];
  const initializers = [
    initializer("tokens", tokens),
    initializer("tokenTypes", tokenTypes),
    ...layers.map((layer, index) => initializer(`layer${index}`, layer)),
  ];
  const inputs = ["input_ids", "attention_mask", "token_type_ids"];
  const graph = message(
    ...nodes.map((bytes) => field(1, bytes)),
    field(2, "tiny"),
    ...initializers.map((bytes) => field(5, bytes)),
    ...inputs.map((name) => field(11, valueInfo(name, INT64, ["batch", "length"]))),
    field(12, valueInfo("last_hidden_state", FLOAT, ["batch", "length", layers.at(-1)!.columns])),
  );
  const opset = message(field(1, ""), field(2, OPSET));
  return message(field(1, IR_VERSION), field(2, "tests"), field(7, graph), field(8, opset));
}

function node(operator: string, inputs: string[], output: string): Buffer {
  return message(...inputs.map((name) => field(1, name)), field(2, output), field(4, operator));
}

function initializer(name: string, { rows, columns, values }: Matrix): Buffer {
  const raw = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return message(field(1, rows), field(1, columns), field(2, FLOAT), field(8, name), field(9, raw));
}

function valueInfo(name: string, type: number, dimensions: (string | number)[]): Buffer {
  const shape = message(...dimensions.map((size) => field(1, field(typeof size === "string" ? 2 : 1, size))));
  return message(field(1, name), field(2, field(1, message(field(1, type), field(2, shape)))));
}

function message(...fields: Buffer[]): Buffer {
  return Buffer.concat(fields);
}

/** A number as a varint, text and bytes with their length before them. */
function field(number: number, value: number | string | Buffer): Buffer {
  if (typeof value === "number") return Buffer.concat([varint(number << 3), varint(value)]);
  const bytes = Buffer.from(value);
  return Buffer.concat([varint((number << 3) | 2), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (; value > 0x7f; value = Math.floor(value / 128)) bytes.push((value % 128) | 0x80);
  return Buffer.from([...bytes, value]);
}

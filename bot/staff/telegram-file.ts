import { GrammyError } from "grammy";
import type { BotContext } from "../context.ts";

/** Bytes that the readers of documents take; Telegram itself gives bots files of up to 20 MB. */
const LARGEST_FILE = 10_000_000;

/** For one file, in milliseconds. */
const TIME_LIMIT = 60_000;

/**
 * Fetches the document of a message from the Bot API (`getFile`) into memory; its name stays a name.
 * @returns undefined when it is larger than 10 MB; then no more than that was fetched
 * @throws when it cannot be fetched
 */
export async function downloadDocument(context: BotContext, stop: AbortSignal): Promise<Uint8Array | undefined> {
  if ((context.msg?.document?.file_size ?? 0) > LARGEST_FILE) return undefined;
  const path = await filePath(context);
  if (path === undefined) return undefined;
  const { token, options } = context.api;
  const address = [options?.apiRoot, "file", `bot${token}`, ...path.split("/").map(encodeURIComponent)].join("/");
  const signal = AbortSignal.any([stop, AbortSignal.timeout(TIME_LIMIT)]);
  const response = await fetch(address, { redirect: "error", signal });
  if (!response.ok) throw new Error(`the Bot API answered ${response.status} for a file`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    // Leaving the loop ends the download.
    if (size > LARGEST_FILE) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function filePath(context: BotContext): Promise<string | undefined> {
  try {
    return (await context.getFile()).file_path;
  } catch (error) {
    if (error instanceof GrammyError && /too big/i.test(error.description)) return undefined;
    throw error;
  }
}

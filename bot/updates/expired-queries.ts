import type { Transformer } from "grammy";

const EXPIRED = /query is too old|query ID is invalid/i;

/**
 * Takes the answer to a query that Telegram waits for no longer as given. A button that was pressed while the bot was
 * down still does what it stands for; only the little confirmation comes too late.
 */
export const forgiveExpiredQueries: Transformer = async (previous, method, payload, signal) => {
  const reply = await previous(method, payload, signal);
  if (reply.ok || !/^answer(?:Callback|Inline)Query$/.test(method) || !EXPIRED.test(reply.description)) return reply;
  // Both methods return true.
  return { ok: true, result: true as never };
};

import { createHash, timingSafeEqual } from "node:crypto";
import type { Update } from "grammy/types";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";

/** Telegram's updates are a few kilobytes; more is not from Telegram. */
const LARGEST_BODY = 1024 * 1024;

const updateSchema = z.looseObject({ update_id: z.number().int().nonnegative() });

export interface WebhookOptions {
  /** What Telegram sends in a header, so that nobody else can send updates. */
  secret: string;
  /**
   * Makes an update safe; Telegram hears that it arrived after that, and before it is answered. False when too many are
   * in hand: Telegram delivers it again later.
   */
  offer(updates: Update[]): Promise<boolean>;
}

/** The route that Telegram sends updates to. */
export function webhook({ secret, offer }: WebhookOptions): Hono {
  const app = new Hono();
  app.post("/", bodyLimit({ maxSize: LARGEST_BODY }), async (context) => {
    if (!isSame(context.req.header("X-Telegram-Bot-Api-Secret-Token") ?? "", secret)) return context.text("", 401);
    const body = updateSchema.safeParse(await context.req.json().catch(() => undefined));
    if (!body.success) return context.text("Expected an update of the Bot API.", 400);
    if (await offer([body.data as Update])) return context.body(null, 200);
    return context.text("Too many updates are waiting.", 503, { "retry-after": "5" });
  });
  return app;
}

/** Compares in a time that does not tell how much is the same; digests, because the lengths may differ. */
function isSame(given: string, expected: string): boolean {
  const [one, other] = [given, expected].map((text) => createHash("sha256").update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}

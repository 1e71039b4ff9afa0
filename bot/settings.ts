import { z } from "zod";

const text = z.string();
const httpUrl = z.url({
  protocol: /^https?$/,
  error: "expected a URL that starts with http:// or https://",
});
const httpsUrl = z.url({ protocol: /^https$/, error: "expected a URL that starts with https://" });

function numberBetween(least: number, most: number) {
  const error = `expected a whole number from ${least} to ${most}`;
  return z.coerce.number({ error }).int({ error }).min(least, { error }).max(most, { error });
}

function oneOf<const Choice extends string>(choices: readonly Choice[], fallback: NoInfer<Choice>) {
  return z.enum(choices, { error: `expected one of ${choices.join(", ")}` }).default(fallback as never);
}

const staffIds = text
  .regex(/^\d+(\s*,\s*\d+)*$/, {
    error: "expected Telegram user ids separated by commas, such as 1001,1002",
  })
  .transform((list) => list.split(",").map(Number));

const hosts = text
  .regex(/^[^\s,/]+(\s*,\s*[^\s,/]+)*$/, {
    error: "expected host names separated by commas, such as intranet.example.org",
  })
  .transform((list) => list.split(",").map((host) => host.trim().toLowerCase()));

const timezone = text.refine((name) => isTimezone(name), {
  error: "expected a time zone of the IANA database, such as Asia/Shanghai",
});

/** One entry per environment variable; `.env.example` documents each. */
export const environmentSchema = z
  .object({
    BOT_TOKEN: text.regex(/^\S+$/, { error: "expected the token that @BotFather gave, without spaces" }).optional(),
    BOT_API_ROOT: httpUrl.default("https://api.telegram.org").transform((root) => root.replace(/\/+$/, "")),
    STAFF_IDS: staffIds.default([]),
    ALLOWED_HOSTS: hosts.default([]),
    CORPUS_DIR: text.default("corpus/articles"),
    DATA_DIR: text.default("data"),
    EMBEDDINGS: oneOf(["auto", "transformers", "builtin"], "auto"),
    EMBEDDING_MODEL: text.default("Xenova/multilingual-e5-small"),
    MODEL_DIR: text.default("data/models"),
    MODEL_HOST: httpUrl.optional(),
    REFUSAL_THRESHOLD: z.coerce
      .number({ error: "expected a number from 0 to 1" })
      .min(0, { error: "expected a number from 0 to 1" })
      .max(1, { error: "expected a number from 0 to 1" })
      .optional(),
    OLD_AFTER_DAYS: numberBetween(1, 36_500).default(30),
    WEBHOOK_URL: httpsUrl.optional(),
    WEBHOOK_SECRET: text.regex(/^[\w-]{16,256}$/, { error: "expected 16 to 256 letters, digits, _ or -" }).optional(),
    PORT: numberBetween(0, 65_535).optional(),
    MESSAGES_PER_SECOND: numberBetween(10, 1000).default(30),
    PUBLIC_URL: httpUrl.optional(),
    TIMEZONE: timezone.default("Asia/Shanghai"),
    LOG_LEVEL: oneOf(["debug", "info", "warn", "error", "silent"], "info"),
  })
  .refine((values) => !values.WEBHOOK_URL || values.WEBHOOK_SECRET, {
    path: ["WEBHOOK_SECRET"],
    error: "expected a value, because WEBHOOK_URL is set",
  });

export type Settings = z.infer<typeof environmentSchema>;

/** The environment does not fit the schema. The message names every faulty variable, and never a value of one. */
export class SettingsError extends Error {
  override name = "SettingsError";
}

/**
 * Reads the settings out of an environment such as `process.env`. An empty value counts as unset.
 * @throws {SettingsError} naming all faults at once
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = environmentSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new SettingsError(`Correct these settings in the environment or in .env: ${faults.join("; ")}`);
}

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

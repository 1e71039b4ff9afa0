import { fileURLToPath } from "node:url";
import { I18n } from "@grammyjs/i18n";
import type { Context } from "grammy";

/** Looks up a message of the interface in one language. */
export type Translate = (key: string, variables?: Record<string, string | number>) => string;

/** The languages of the interface, each by its own name. */
export const INTERFACE_LANGUAGES = { zh: "简体中文", "zh-Hant": "繁體中文", en: "English", ko: "한국어" } as const;
export type InterfaceLanguage = keyof typeof INTERFACE_LANGUAGES;

/**
 * Reads the messages of the interface out of `locales/`.
 * @param chosenBy gives the language that a user chose, if they did; the others get that of their Telegram
 */
export function loadInterfaceLanguages<C extends Context>(
  chosenBy: (userId: number) => Promise<string | undefined> = () => Promise.resolve(undefined),
): I18n<C> {
  return new I18n<C>({
    defaultLocale: "en",
    directory: fileURLToPath(new URL("locales", import.meta.url)),
    // Isolation marks around variables would show as extra characters in searches and copies.
    fluentBundleOptions: { useIsolating: false },
    localeNegotiator: async ({ from }) => (from && (await chosenBy(from.id))) ?? interfaceLanguage(from?.language_code),
  });
}

/** The language of the interface for a BCP 47 tag, such as Telegram's `language_code`. */
export function interfaceLanguage(tag: string | undefined): InterfaceLanguage {
  if (!tag) return "en";
  if (/^zh\b.*\b(hant|tw|hk|mo)\b/i.test(tag)) return "zh-Hant";
  if (/^zh\b/i.test(tag)) return "zh";
  return /^ko\b/i.test(tag) ? "ko" : "en";
}

/** An ISO date in a language's way: 2020年2月15日, February 15, 2020 or, `medium`, Feb 15, 2020. */
export function formatDate(isoDate: string, locale: string, dateStyle: "long" | "medium" = "long"): string {
  return dateFormat(locale, { dateStyle, timeZone: "UTC" }).format(new Date(isoDate));
}

/** The calendar date at an instant in a time zone. Swedish writes dates as ISO does. */
export function isoDateIn(timeZone: string, instant: Date): string {
  return dateFormat("sv-SE", { timeZone }).format(instant);
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** Made once for each language and zone: making one takes a hundred times as long as using it. */
function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const format = dateFormats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  dateFormats.set(key, format);
  return format;
}

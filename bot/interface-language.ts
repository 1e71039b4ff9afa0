import { fileURLToPath } from "node:url";
import { I18n } from "@grammyjs/i18n";
import type { Context } from "grammy";

/** Looks up a message of the interface in one language. */
export type Translate = (key: string, variables?: Record<string, string | number>) => string;

export type InterfaceLanguage = "zh" | "zh-Hant" | "en" | "ko";

/** Reads the messages of the interface out of `locales/`. */
export function loadInterfaceLanguages<C extends Context>(): I18n<C> {
  return new I18n<C>({
    defaultLocale: "en",
    directory: fileURLToPath(new URL("locales", import.meta.url)),
    // Isolation marks around variables would show as extra characters in searches and copies.
    fluentBundleOptions: { useIsolating: false },
    localeNegotiator: (context) => interfaceLanguage(context.from?.language_code),
  });
}

/** The language of the interface for a BCP 47 tag, such as Telegram's `language_code`. */
export function interfaceLanguage(tag: string | undefined): InterfaceLanguage {
  if (!tag) return "en";
  if (/^zh\b.*\b(hant|tw|hk|mo)\b/i.test(tag)) return "zh-Hant";
  if (/^zh\b/i.test(tag)) return "zh";
  return /^ko\b/i.test(tag) ? "ko" : "en";
}

/** An ISO date in a language's way: 2020年2月15日, February 15, 2020. */
export function formatDate(isoDate: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(isoDate));
}

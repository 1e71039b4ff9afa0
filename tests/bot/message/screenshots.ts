import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { openAnswerer } from "../../../retrieval/index.ts";
import { launchBrowser, noBrowser } from "../browser.ts";
import { RunningBot } from "../running-bot.ts";
import { phonePage } from "./phone-page.ts";

/** The pictures of the README: questions of residents, answered by the real bot from the shipped articles. */
const CHATS: { name: string; language: "zh" | "en"; question: string }[] = [
  { name: "answer-zh", language: "zh", question: "吉林到桦甸的班车什么时候恢复？" },
  { name: "answer-en", language: "en", question: "When does the Jilin–Huadian bus resume?" },
  { name: "conflict-zh", language: "zh", question: "延边50户重点企业有多少户复产？" },
  { name: "conflict-en", language: "en", question: "What percentage of Yanbian's 50 key enterprises have resumed?" },
  { name: "near-miss-zh", language: "zh", question: "吉林到长春的班车什么时候恢复？" },
  { name: "near-miss-en", language: "en", question: "When does the Jilin–Changchun bus resume?" },
  { name: "refusal-zh", language: "zh", question: "学校什么时候开学？" },
  { name: "refusal-en", language: "en", question: "When do the schools reopen?" },
  { name: "long-zh", language: "zh", question: "天然气公司怎么保障供气？" },
  { name: "long-en", language: "en", question: "How is natural gas supply secured?" },
];

const PHONE = { width: 390, height: 780 };
/** Pixels to a point: sharp enough to read, small enough for the repository. */
const SCALE = { chat: 1.5, screen: 1 };
const SCHEMES = ["light", "dark"] as const;

const folder = fileURLToPath(new URL("screenshots", import.meta.url));
const corpusDir = fileURLToPath(new URL("../../../corpus/articles", import.meta.url));

if (noBrowser) {
  process.stderr.write(`${noBrowser}\n`);
  process.exit(1);
}
await mkdir(folder, { recursive: true });
const bot = await RunningBot.prepare();
await cp(corpusDir, join(bot.folder, "articles"), { recursive: true });
const answerer = await openAnswerer({
  corpusDir,
  dataDir: join(bot.folder, "data"),
  embeddings: "builtin",
  embeddingModel: "unused",
  modelDir: join(bot.folder, "models"),
});
bot.publicUrl = "https://bot.example.org";
bot.start(answerer);
const browser = await launchBrowser();
try {
  for (const [index, { name, language, question }] of CHATS.entries()) {
    // Of a person of its own, so that nothing is a follow-up.
    const id = 100 + index;
    bot.api.receiveText(question, {
      chat: { id, type: "private", first_name: "Lin" },
      from: { id, is_bot: false, first_name: "Lin" },
    });
    const sent = (await bot.api.waitFor("sendMessage", index + 1)).slice(index);
    const chat = [{ question }, ...sent.map((call) => ({ sent: call }))];
    await photograph(browser, name, (page) => page.setContent(phonePage(chat, language)));
  }
  const root = await bot.serve();
  const [link = ""] =
    /(?<=href=")https:\/\/bot\.example\.org[^"]+/.exec(String(bot.api.callsOf("sendMessage")[0]?.payload["text"])) ??
    [];
  await photograph(browser, "citation", (page) => page.goto(link.replace("https://bot.example.org", root)), true);
} finally {
  await browser.close();
  await answerer.close();
  await bot.dispose();
}

type Page = Awaited<ReturnType<Browser["newPage"]>>;

/** Keeps a picture in light and in dark, as high as what it shows, or as the phone. */
async function photograph(
  browser: Browser,
  name: string,
  show: (page: Page) => Promise<unknown>,
  isScreen = false,
): Promise<void> {
  for (const colorScheme of SCHEMES) {
    const viewport = isScreen ? PHONE : { ...PHONE, height: 200 };
    const page = await browser.newPage({
      viewport,
      colorScheme,
      deviceScaleFactor: SCALE[isScreen ? "screen" : "chat"],
    });
    await show(page);
    const path = join(folder, `${name}-${colorScheme}.png`);
    await page.screenshot({ path, fullPage: !isScreen });
    await page.close();
    process.stdout.write(`${path}\n`);
  }
}

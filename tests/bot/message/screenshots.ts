import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { openAnswerer } from "../../../retrieval/index.ts";
import { launchBrowser, noBrowser } from "../browser.ts";
import { RunningBot } from "../running-bot.ts";
import { phonePage, type Shown } from "./phone-page.ts";

/** The pictures of the README: questions of residents, answered by the real bot from the shipped articles. */
const CHATS: { name: string; language: "zh" | "en"; questions: string[] }[] = [
  { name: "answer-zh", language: "zh", questions: ["吉林到桦甸的班车什么时候恢复？"] },
  { name: "answer-en", language: "en", questions: ["When does the Jilin–Huadian bus resume?"] },
  { name: "conflict-zh", language: "zh", questions: ["延边50户重点企业有多少户复产？"] },
  {
    name: "conflict-en",
    language: "en",
    questions: ["How many of the 50 key enterprises in Yanbian have resumed production?"],
  },
  { name: "nearest-zh", language: "zh", questions: ["吉林到长春的班车什么时候恢复？", "学校什么时候开学？"] },
  {
    name: "nearest-en",
    language: "en",
    questions: ["When does the Jilin–Changchun bus resume?", "When do the schools reopen?"],
  },
  { name: "long-zh", language: "zh", questions: ["二道区采取了什么措施？"] },
  { name: "long-en", language: "en", questions: ["How do I buy a ticket for the Jilin–Huadian bus?"] },
];

const PHONE = { width: 390, height: 780 };
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
  for (const { name, language, questions } of CHATS) {
    const chat: Shown[] = [];
    bot.api.receiveText("/new");
    await bot.api.waitFor("sendMessage", bot.api.callsOf("sendMessage").length + 1);
    for (const question of questions) {
      const before = bot.api.callsOf("sendMessage").length;
      bot.api.receiveText(question);
      const sent = (await bot.api.waitFor("sendMessage", before + 1)).slice(before);
      chat.push({ question }, ...sent.map((call) => ({ sent: call })));
    }
    await photograph(browser, name, (page) => page.setContent(phonePage(chat, language)));
  }
  const root = await bot.serve();
  const [link = ""] =
    /(?<=href=")https:\/\/bot\.example\.org[^"]+/.exec(String(bot.api.callsOf("sendMessage")[1]?.payload["text"])) ??
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
    const page = await browser.newPage({ viewport, colorScheme, deviceScaleFactor: 1.5 });
    await show(page);
    const path = join(folder, `${name}-${colorScheme}.png`);
    await page.screenshot({ path, fullPage: !isScreen });
    await page.close();
    process.stdout.write(`${path}\n`);
  }
}

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "../../../retrieval/answer.ts";
import { launchBrowser, noBrowser } from "../browser.ts";
import { answerTo, citation, FakeAnswerer } from "../fakes.ts";
import { RunningBot } from "../running-bot.ts";
import { phonePage } from "./phone-page.ts";

const PHONE = { width: 360, height: 740 };
const LONG = "很长的句子，一句接着一句，".repeat(12);

describe.skipIf(noBrowser)(`On a phone${noBrowser ? ` (${noBrowser})` : ""}`, () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it.each<{ what: string; answer: Partial<Answer>; most: number }>([
    { what: "an answer takes less than half of the screen", answer: {}, most: 0.5 },
    {
      what: "two figures take less than three quarters of it",
      answer: { conflict: true, citations: [citation(), citation({ n: 2 })] },
      most: 0.75,
    },
    { what: "a long quote is folded", answer: { citations: [citation({ quote: LONG, marks: [] })] }, most: 0.5 },
    {
      what: "a refusal with what is nearest takes less than half",
      answer: { status: "not-found", answer: "现有文章没有说明这个问题。", citations: [], nearest: [citation()] },
      most: 0.5,
    },
  ])("$what, and nothing runs off it", async ({ answer, most }) => {
    const bot = await RunningBot.prepare();
    bot.start(new FakeAnswerer(({ question }) => answerTo(question, question.startsWith("什么") ? {} : answer)));
    bot.api.receiveText("班车恢复了吗？");
    const [sent] = await bot.api.waitFor("sendMessage");
    await bot.dispose();
    const page = await browser.newPage({ viewport: PHONE });
    await page.setContent(phonePage([{ sent: sent! }], "zh"));
    const box = await page.locator(".answer").boundingBox();
    expect(box!.height).toBeLessThan(most * PHONE.height);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(PHONE.width);
    const cut = "[...document.querySelectorAll('.button')].filter((one) => one.scrollWidth > one.clientWidth).length";
    expect(await page.evaluate(cut)).toBe(0);
    await page.close();
  });
});

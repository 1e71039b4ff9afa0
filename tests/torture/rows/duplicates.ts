import { StandInBotApi } from "../../bot/stand-in-bot-api.ts";
import { AskedOfBot } from "../asked-questions.ts";
import { BotProcess, within } from "../bot-process.ts";
import { Findings, type Row } from "../row.ts";

const ANSWERED_WITHIN = 180_000;
const CHATS = 200;

/** Every update comes twice before a restart, and a third time after it. */
export const duplicates: Row = {
  name: "duplicates",
  test: "duplicate updates, across a restart",
  holds: "one answer each",
  full: { updates: 1000 },
  short: { updates: 10 },
  async run({ updates = 0 }, { folder, onProgress }) {
    const findings = new Findings();
    const api = await StandInBotApi.start();
    const questions = new AskedOfBot(api, Math.min(CHATS, updates));
    try {
      const sent: object[] = [];
      for (let number = 0; number < updates; number += 1) questions.ask((update) => sent.push(update));
      const first = new BotProcess(api, folder, { MESSAGES_PER_SECOND: "200" });
      const half = sent.slice(0, updates / 2);
      for (const update of half) for (let time = 0; time < 2; time += 1) api.receive({ ...update });
      await within(ANSWERED_WITHIN, () => answers(questions) >= half.length);
      onProgress(1, 2);
      findings.check((await first.end("SIGTERM")) === 0, () => `the bot did not stop in peace: ${first.errors}`);
      const second = new BotProcess(api, folder, { MESSAGES_PER_SECOND: "200" });
      for (const update of sent) for (let time = 0; time < 2; time += 1) api.receive({ ...update });
      await within(ANSWERED_WITHIN, () => answers(questions) >= updates && api.unconfirmed === 0);
      // All are confirmed, so any answer to a repeat is under way at most; a stop waits for it.
      await second.end("SIGTERM");
    } finally {
      await api.stop();
    }
    const { lost, repeated } = questions.tally();
    findings.check(lost + repeated === 0, () => `${lost} lost, ${repeated} repeated`);
    return findings.outcome({ updates, deliveries: updates * 3, answers: answers(questions), lost, repeated });
  },
};

function answers(questions: AskedOfBot): number {
  return [...questions.answersPerChat().values()].reduce((sum, count) => sum + count, 0);
}

import { StandInBotApi } from "../../bot/stand-in-bot-api.ts";
import { AskedOfBot } from "../asked-questions.ts";
import { BotProcess, within } from "../bot-process.ts";
import { type Fault, FaultyNetwork } from "../faulty-network.ts";
import { Findings, type Row } from "../row.ts";

const FAULTS: Record<string, Fault> = {
  "429": { kind: "status", status: 429, retryAfter: 1 },
  "500": { kind: "status", status: 500 },
  "502 with a page": { kind: "body", body: "<html><h1>502 Bad Gateway</h1></html>" },
  "502": { kind: "status", status: 502 },
  "dropped connections": { kind: "dropped" },
  "dropped answers": { kind: "answer dropped" },
  hanging: { kind: "hanging" },
  "invalid JSON": { kind: "body", body: '{"ok":true,"result":[' },
  outage: { kind: "dropped" },
};

/** Within so many milliseconds after a fault is over the bot polls again. */
const POLLS_WITHIN = 10_000;
const ANSWERED_WITHIN = 60_000;
const QUESTIONS_A_FAULT = 5;

/** For a while every call goes wrong in the same way; an answer that is executed all the same may be repeated once. */
export const outages: Row = {
  name: "outages",
  test: "429, 500, 502, dropped connections, dropped answers, hanging, invalid JSON, an outage",
  holds: "alive, polling again within 10 s of recovery, at most 1 repeat",
  full: { secondsOfEach: 5, secondsOfOutage: 60 },
  short: { secondsOfEach: 0.3, secondsOfOutage: 1 },
  async run({ secondsOfEach = 0, secondsOfOutage = 0 }, { folder, onProgress }) {
    const findings = new Findings();
    const api = await StandInBotApi.start();
    const network = await FaultyNetwork.start(api.root);
    const questions = new AskedOfBot(api, Number.MAX_SAFE_INTEGER);
    const bot = new BotProcess({ token: api.token, root: network.root }, folder);
    let slowest = 0;
    try {
      await bot.logged("Answering as");
      for (const [index, [name, fault]] of Object.entries(FAULTS).entries()) {
        onProgress(index, Object.keys(FAULTS).length);
        const executed = new Set<number>();
        network.fault = ({ method, payload }) => {
          if (fault.kind !== "answer dropped") return fault;
          // Dropped for ever, a message would be sent for ever: Telegram executed each of them.
          if (method !== "sendMessage" || executed.has(Number(payload["chat_id"]))) return undefined;
          executed.add(Number(payload["chat_id"]));
          return fault;
        };
        for (let number = 0; number < QUESTIONS_A_FAULT; number += 1) questions.askPolling();
        const seconds = name === "outage" ? secondsOfOutage : secondsOfEach;
        await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
        network.fault = () => undefined;
        const over = performance.now();
        questions.askPolling();
        await within(ANSWERED_WITHIN, () => network.polledAt > over);
        slowest = Math.max(slowest, network.polledAt - over);
        const after = network.polledAt - over;
        findings.check(after > 0 && after <= POLLS_WITHIN, () => `${name}: no poll within 10 s`);
        const isAnswered = await within(ANSWERED_WITHIN, () => questions.tally().lost === 0);
        findings.check(isAnswered, () => `${name}: ${questions.tally().lost} questions were lost`);
        findings.check(bot.isRunning, () => `${name}: the bot ended: ${bot.errors.slice(-500)}`);
        const most = Math.max(...questions.answersPerChat().values());
        findings.check(most <= 2, () => `${name}: a question was answered ${most} times`);
      }
      findings.check((await bot.end("SIGTERM")) === 0, () => `the bot did not stop in peace: ${bot.errors}`);
      const warnings = bot.errors.split("\n").filter((line) => line.includes('"warn"')).length;
      const most = Object.keys(FAULTS).length * 3;
      findings.check(warnings <= most, () => `${warnings} warnings:\n${bot.errors}`);
      findings.check(!bot.errors.includes(api.token), () => "the token is in the log");
      const { lost, repeated } = questions.tally();
      const polledAfter = `${(slowest / 1000).toFixed(1)} s`;
      return findings.outcome({
        questions: questions.asked.length,
        lost,
        repeated,
        "polls after": polledAfter,
        warnings,
      });
    } finally {
      await bot.end("SIGKILL");
      await network.stop();
      await api.stop();
    }
  },
};

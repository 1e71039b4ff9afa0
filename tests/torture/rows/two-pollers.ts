import { mkdir } from "node:fs/promises";
import { StandInBotApi } from "../../bot/stand-in-bot-api.ts";
import { AskedOfBot } from "../asked-questions.ts";
import { BotProcess, within } from "../bot-process.ts";
import { FaultyNetwork } from "../faulty-network.ts";
import { Findings, type Row } from "../row.ts";

const ANSWERED_WITHIN = 60_000;

/** Two processes with folders of their own poll for one bot; a third waits for the folder of the first. */
export const twoPollers: Row = {
  name: "two-pollers",
  test: "two pollers for 60 s",
  holds: "no exit, no loop of restarts, clear log",
  full: { seconds: 60 },
  short: { seconds: 2 },
  async run({ seconds = 0 }, { folder, onProgress }) {
    const findings = new Findings();
    const api = await StandInBotApi.start();
    const network = await FaultyNetwork.start(api.root);
    network.endsOtherPolls = true;
    const questions = new AskedOfBot(api, Number.MAX_SAFE_INTEGER);
    const [one, other] = [`${folder}/one`, `${folder}/other`];
    await Promise.all([mkdir(one), mkdir(other)]);
    const telegram = { token: api.token, root: network.root };
    const first = new BotProcess(telegram, one);
    await first.logged("Answering as");
    const bots = [first, new BotProcess(telegram, other), new BotProcess(telegram, one)] as const;
    try {
      await bots[1].logged("Answering as");
      await bots[2].logged("Another bot runs");
      for (let second = 0; second < seconds; second += 1) {
        onProgress(second, seconds);
        questions.askPolling();
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
      for (const bot of bots) findings.check(bot.isRunning, () => `a bot ended: ${bot.errors}`);
      await bots[1].end("SIGTERM");
      questions.askPolling();
      const isAnswered = await within(ANSWERED_WITHIN, () => questions.tally().lost === 0);
      findings.check(isAnswered, () => `${questions.tally().lost} questions were lost`);
      const conflicts = bots.slice(0, 2).map(({ errors }) => errors.split("Another process polls").length - 1);
      findings.check(Math.max(...conflicts) === 1, () => `the conflict was told ${conflicts.join(" and ")} times`);
      const lines = Math.max(...bots.map(({ errors }) => errors.trim().split("\n").length));
      findings.check(lines <= 12, () => `${lines} lines of log:\n${bots.map(({ errors }) => errors).join("\n")}`);
      // The third takes over the folder as soon as the first is gone, and what that left.
      await bots[0].end("SIGKILL");
      await bots[2].logged("Answering as");
      questions.askPolling();
      const isTakenOver = await within(ANSWERED_WITHIN, () => questions.tally().lost === 0);
      findings.check(isTakenOver, () => "the one that waited did not take over");
      const { lost, repeated } = questions.tally();
      return findings.outcome({ seconds, questions: questions.asked.length, lost, repeated, "lines of log": lines });
    } finally {
      for (const bot of bots) await bot.end("SIGKILL");
      await network.stop();
      await api.stop();
    }
  },
};

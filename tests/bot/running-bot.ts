import { createBot } from "../../bot/create-bot.ts";
import { openState, type State } from "../../bot/state/database.ts";
import { runTelegram } from "../../bot/telegram.ts";
import { FakeAnswerer } from "./fakes.ts";
import { type Call, StandInBotApi } from "./stand-in-bot-api.ts";

/** The real bot, polling a stand-in Bot API over HTTP, with its state in memory and a clock that tests set. */
export class RunningBot {
  readonly api: StandInBotApi;
  readonly state: State;
  readonly logged: string[] = [];
  clock = new Date("2026-11-23T12:00:00Z");
  running: Promise<void> | undefined;
  #stop = new AbortController();

  private constructor(api: StandInBotApi, state: State) {
    this.api = api;
    this.state = state;
  }

  static async prepare(): Promise<RunningBot> {
    return new RunningBot(await StandInBotApi.start(), await openState(":memory:"));
  }

  /** Starts the bot, again after `stop`. A failure shows in `running`. */
  start(answerer = new FakeAnswerer(), token = this.api.token): FakeAnswerer {
    const { state } = this;
    const stop = this.#stop.signal;
    const log = (line: string) => this.logged.push(line);
    const dependencies = { answerer, state, log, stop, now: () => this.clock };
    const bot = createBot(token, dependencies, { apiRoot: this.api.root, oldAfterDays: 30, timezone: "Asia/Shanghai" });
    this.running = runTelegram(bot, { state, log, stop, conflictPause: 0 });
    this.running.catch(() => undefined);
    return answerer;
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.running?.catch(() => undefined);
    this.#stop = new AbortController();
  }

  /** Rejects as soon as the bot is stopped: an answer that is interrupted. */
  untilStopped(): Promise<never> {
    const { signal } = this.#stop;
    return new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("stopped"))));
  }

  async dispose(): Promise<void> {
    await this.stop();
    await this.api.stop();
    await this.state.destroy();
  }
}

/** The label and data of the buttons under a sent message, row by row. */
export function buttonsOf(call: Call | undefined): { text: string; callback_data?: string; url?: string }[][] {
  const markup = call?.payload["reply_markup"] as { inline_keyboard?: { text: string }[][] } | undefined;
  return markup?.inline_keyboard ?? [];
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { QuestionAnswerer } from "../../bot/context.ts";
import { createBot } from "../../bot/create-bot.ts";
import { createLog } from "../../bot/log.ts";
import type { ArticleVersion } from "../../bot/notifications/news.ts";
import { createServerApp, listen, type ServerOptions } from "../../bot/server/server.ts";
import { supersededBy } from "../../bot/server/superseding.ts";
import { createServices } from "../../bot/services.ts";
import { ArticleDesk } from "../../bot/staff/article-desk.ts";
import { openState, type State } from "../../bot/state/database.ts";
import { runTelegram, type TelegramOptions } from "../../bot/telegram.ts";
import { UpdateIntake } from "../../bot/updates/intake.ts";
import { type ArticleStore, openArticleStore } from "../../corpus/index.ts";
import { FakeAnswerer } from "./fakes.ts";
import { type Call, StandInBotApi } from "./stand-in-bot-api.ts";

/** The Telegram user id of the only member of staff. */
export const STAFF_ID = 500;

/** What a user may send the bot in a minute. */
export const UPDATES_PER_MINUTE = 30;

/** A host that staff may add pages from although its address is private. */
export const ALLOWED_HOST = "127.0.0.1";

/** The real bot, polling a stand-in Bot API over HTTP, with its state in memory and a clock that tests set. */
export class RunningBot {
  readonly api: StandInBotApi;
  readonly state: State;
  /** The articles that staff change, none at first; the folder comes with the first. */
  readonly store: ArticleStore;
  /** All files of the bot are in it. */
  readonly folder: string;
  readonly logged: string[] = [];
  clock = new Date("2026-11-23T12:00:00Z");
  running: Promise<void> | undefined;
  /** The URL at which residents would reach the server. */
  publicUrl: string | undefined;
  #articles: ArticleVersion[] = [{ id: "jilin", version: "1" }];
  #articlesChanged = () => {};
  #stop = new AbortController();
  #server: Omit<ServerOptions, "articles"> | undefined;
  #closing: (() => Promise<void>)[] = [];

  private constructor(api: StandInBotApi, state: State, folder: string) {
    this.api = api;
    this.state = state;
    this.folder = folder;
    this.store = openArticleStore(join(folder, "articles"));
  }

  static async prepare(): Promise<RunningBot> {
    return new RunningBot(
      await StandInBotApi.start(),
      await openState(":memory:"),
      await mkdtemp(join(tmpdir(), "running-bot-")),
    );
  }

  /** Starts the bot, again after `stop`. A failure shows in `running`. */
  start(answerer?: FakeAnswerer, token?: string, webhook?: TelegramOptions["webhook"]): FakeAnswerer;
  start(answerer: QuestionAnswerer): QuestionAnswerer;
  start(
    answerer: QuestionAnswerer = new FakeAnswerer(),
    token = this.api.token,
    webhook?: TelegramOptions["webhook"],
  ): QuestionAnswerer {
    const { state, store } = this;
    const stop = this.#stop.signal;
    const log = createLog("info", (line) => this.logged.push(line.trimEnd()));
    const now = () => this.clock;
    const options = { answerer, state, log, stop, now, oldAfterDays: 30, timezone: "Asia/Shanghai" };
    const services = createServices({ ...options, ...(this.publicUrl !== undefined && { publicUrl: this.publicUrl }) });
    const desk = new ArticleDesk({ state, store, allowedHosts: [ALLOWED_HOST], now });
    const bot = createBot(token, services, {
      apiRoot: this.api.root,
      staff: { ids: [STAFF_ID], desk, timezone: "Asia/Shanghai" },
      updatesPerMinute: UPDATES_PER_MINUTE,
    });
    const intake = new UpdateIntake(bot, services);
    this.#server = {
      services,
      notReady: () => (bot.isInited() ? undefined : "not connected to Telegram yet"),
      ...(webhook && {
        webhook: {
          path: new URL(webhook.url).pathname,
          secret: webhook.secret,
          offer: (updates) => intake.offer(updates),
        },
      }),
    };
    this.running = runTelegram(bot, {
      services,
      intake,
      staffIds: [STAFF_ID],
      articles: () => Promise.resolve(this.#articles),
      onArticlesChanged: (listener) => {
        this.#articlesChanged = listener;
      },
      pollingPause: 0,
      ...(webhook && { webhook }),
    });
    this.running.catch(() => undefined);
    return answerer;
  }

  /** Serves pages, and the webhook if there is one, beside the bot that was started; returns where. */
  async serve(): Promise<string> {
    if (!this.#server) throw new Error("start the bot first");
    const { store } = this;
    const articles = { find: (id: string) => store.find(id), supersededBy: supersededBy(store) };
    const { port, close } = await listen(createServerApp({ ...this.#server, articles }), 0);
    this.#closing.push(close);
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.running?.catch(() => undefined);
    this.#stop = new AbortController();
  }

  /** Changes the articles, which a running bot takes up at once. */
  changeArticles(...articles: ArticleVersion[]): void {
    this.#articles = articles;
    this.#articlesChanged();
  }

  /** Rejects as soon as the bot is stopped: an answer that is interrupted. */
  untilStopped(): Promise<never> {
    const { signal } = this.#stop;
    return new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("stopped"))));
  }

  /** @throws {Error} when the bot made a call that the Bot API does not take */
  async dispose(): Promise<void> {
    const { refused } = this.api;
    await this.stop();
    for (const close of this.#closing) await close();
    await this.api.stop();
    await this.state.destroy();
    await rm(this.folder, { recursive: true });
    if (refused.length > 0) throw new Error(`The Bot API refused calls: ${JSON.stringify(refused)}`);
  }
}

/** The label and data of the buttons under a sent message, row by row. */
export function buttonsOf(call: Call | undefined): { text: string; callback_data?: string; url?: string }[][] {
  const markup = call?.payload["reply_markup"] as { inline_keyboard?: { text: string }[][] } | undefined;
  return markup?.inline_keyboard ?? [];
}

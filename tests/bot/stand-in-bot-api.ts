import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text as readText } from "node:stream/consumers";
import { checkCall } from "./bot-api-rules.ts";

export interface Call {
  method: string;
  payload: Record<string, unknown>;
  /** The id of the message that the call sent or changed. */
  messageId?: number;
}

interface ApiError {
  error_code: number;
  description: string;
  parameters?: { retry_after?: number; migrate_to_chat_id?: number };
}

type Reply = { ok: true; result: unknown } | ({ ok: false } & ApiError);

/** Fields of an incoming update, without its number. */
export type IncomingUpdate = Record<string, unknown>;

/**
 * The Bot API as far as the bot uses it, over real HTTP: long polling with confirmation by offset, and a check of every
 * message as Telegram checks it. Records all calls but `getUpdates`.
 */
export class StandInBotApi {
  readonly calls: Call[] = [];
  /** The calls that break a rule of the Bot API, which answered 400. */
  readonly refused: (Call & { description: string })[] = [];
  readonly token: string;
  /** How often the bot polled. */
  polls = 0;
  /** The files that were sent to the bot, by their ids. */
  readonly files = new Map<string, Uint8Array>();
  /** The ids of the files that the bot downloaded, or began to. */
  readonly downloads: string[] = [];
  readonly #server: Server;
  readonly #updates: ({ update_id: number } & IncomingUpdate)[] = [];
  readonly #faults: { method: string; error: ApiError | "drop"; when: (payload: Call["payload"]) => boolean }[] = [];
  /** How many calls of each method there were: to look at all of them at each would slow down who calls thousands of times. */
  readonly #counts = new Map<string, number>();
  readonly #profile = new Map<string, Record<string, unknown>>();
  #waiting: (() => void)[] = [];
  #nextUpdateId = 1;
  #nextMessageId = 1000;

  private constructor(token: string) {
    this.token = token;
    this.#server = createServer((request, response) => {
      if (request.url?.startsWith("/file/")) return this.#serveFile(request.url, response);
      return void this.#handle(request, response).then((reply) => {
        if (reply === "drop") return response.destroy();
        response.writeHead(reply.ok ? 200 : reply.error_code, {
          "content-type": "application/json",
        });
        return response.end(JSON.stringify(reply));
      });
    });
  }

  static async start(token = "1001:stand-in-token"): Promise<StandInBotApi> {
    const api = new StandInBotApi(token);
    api.#server.listen(0, "127.0.0.1");
    await once(api.#server, "listening");
    return api;
  }

  get root(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Updates not yet confirmed by a later poll. */
  get unconfirmed(): number {
    return this.#updates.length;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  /** Queues an update for the bot. */
  receive(update: IncomingUpdate): number {
    const updateId = this.#nextUpdateId++;
    this.#updates.push({ update_id: updateId, ...update });
    this.#wake();
    return updateId;
  }

  /** Queues a text message of a resident in a private chat. */
  receiveText(text: string, overrides: Record<string, unknown> = {}): number {
    return this.receive({ message: textMessage(text, this.#nextMessageId++, overrides) });
  }

  /** Makes the next call of `method` fail, or the next of those that are meant. `drop` closes the connection without an answer. */
  failNext(method: string, error: ApiError | "drop", when: (payload: Call["payload"]) => boolean = () => true): void {
    this.#faults.push({ method, error, when });
  }

  /** All calls of a method so far. */
  callsOf(method: string): Call[] {
    return this.calls.filter((call) => call.method === method);
  }

  /** Resolves with the calls of `method` as soon as there are `count`. */
  async waitFor(method: string, count = 1): Promise<Call[]> {
    while ((this.#counts.get(method) ?? 0) < count) await this.#change();
    return this.callsOf(method);
  }

  /** Resolves as soon as every update is confirmed. */
  async allConfirmed(): Promise<void> {
    while (this.unconfirmed > 0) await this.#change();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<Reply | "drop"> {
    const [, token, method = ""] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? "") ?? [];
    const body = await readText(request);
    const payload = (body === "" ? {} : JSON.parse(body)) as Record<string, unknown>;
    if (token !== this.token) return { ok: false, error_code: 401, description: "Unauthorized" };
    const fault = this.#faults.findIndex((candidate) => candidate.method === method && candidate.when(payload));
    if (fault !== -1) {
      const [{ error } = { error: "drop" as const }] = this.#faults.splice(fault, 1);
      return error === "drop" ? "drop" : { ok: false, ...error };
    }
    if (method === "getUpdates") return this.#poll(response, payload);
    const reply = this.#answer(method, payload);
    const { message_id: messageId } = (reply.ok ? Object(reply.result) : {}) as { message_id?: number };
    this.calls.push({ method, payload, ...(messageId !== undefined && { messageId }) });
    this.#counts.set(method, (this.#counts.get(method) ?? 0) + 1);
    this.#wake();
    return reply;
  }

  #serveFile(address: string, response: ServerResponse): void {
    const [, token, id = ""] = /^\/file\/bot([^/]+)\/documents\/(.+)$/.exec(address) ?? [];
    const bytes = token === this.token ? this.files.get(decodeURIComponent(id)) : undefined;
    this.downloads.push(id);
    if (!bytes) return void response.writeHead(404).end();
    response.on("error", () => undefined).end(bytes);
  }

  async #poll(response: ServerResponse, payload: Record<string, unknown>): Promise<Reply> {
    this.polls += 1;
    const offset = Number(payload["offset"] ?? 0);
    const confirmed = this.#updates.filter((update) => update.update_id < offset).length;
    this.#updates.splice(0, confirmed);
    if (confirmed > 0) this.#wake();
    let isOver = false;
    const end = () => {
      isOver = true;
      this.#wake();
    };
    const timeout = setTimeout(end, Number(payload["timeout"] ?? 0) * 1000);
    response.once("close", end);
    while (!isOver && this.#updates.length === 0) await this.#change();
    clearTimeout(timeout);
    return { ok: true, result: this.#updates.slice(0, Number(payload["limit"] ?? 100)) };
  }

  #answer(method: string, payload: Record<string, unknown>): Reply {
    if (method === "getMe") return { ok: true, result: BOT };
    if (method === "getFile") {
      return { ok: true, result: { ...payload, file_path: `documents/${String(payload["file_id"])}` } };
    }
    try {
      checkCall(method, payload);
    } catch (error) {
      const description = `Bad Request: ${(error as Error).message}`;
      this.refused.push({ method, payload, description });
      return { ok: false, error_code: 400, description };
    }
    const setting = /^(get|set)(My\w+)$/.exec(method);
    if (setting) return this.#keepProfile(setting[1] === "set", setting[2] ?? "", payload);
    if (!/^(send|edit)Message/.test(method) || payload["text"] === undefined) return { ok: true, result: true };
    const chat = { id: payload["chat_id"], type: "private" };
    const messageId = payload["message_id"] ?? this.#nextMessageId++;
    return { ok: true, result: { message_id: messageId, date: 0, chat, text: payload["text"] } };
  }

  /** The bot's commands and texts, by language and scope, as the bot set them. */
  #keepProfile(isNew: boolean, name: string, payload: Call["payload"]): Reply {
    const { language_code: language = "", scope = {}, ...value } = payload;
    const key = JSON.stringify([name, language, scope]);
    if (isNew) this.#profile.set(key, value);
    const kept = this.#profile.get(key);
    if (name === "MyCommands") return { ok: true, result: kept?.["commands"] ?? [] };
    return { ok: true, result: kept ?? { description: "", short_description: "" } };
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

/** A text message as Telegram sends it, with its commands marked. */
export function textMessage(text: string, messageId: number, overrides: Record<string, unknown> = {}): object {
  const command = /^\/\w+(?:@\w+)?/.exec(text)?.[0];
  return {
    message_id: messageId,
    date: 1_792_000_000,
    chat: { id: 7, type: "private", first_name: "Lin" },
    from: { id: 7, is_bot: false, first_name: "Lin", language_code: "zh-hans" },
    text,
    ...(command && { entities: [{ type: "bot_command", offset: 0, length: command.length }] }),
    ...overrides,
  };
}

const BOT = {
  id: 1001,
  is_bot: true,
  first_name: "Resumption",
  username: "resumption_bot",
  can_join_groups: true,
};

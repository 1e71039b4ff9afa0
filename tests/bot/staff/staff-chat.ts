import type { RunningBot } from "../running-bot.ts";
import { buttonsOf, STAFF_ID } from "../running-bot.ts";
import { type Call, textMessage } from "../stand-in-bot-api.ts";
import { parseTelegramHtml } from "../telegram-html.ts";

export const NOTICE_TITLE = "关于恢复客运班线的通知";
export const NOTICE = [
  NOTICE_TITLE,
  "发布时间:2020-02-16 来源:吉林市交通运输局",
  "为满足百姓出行,该局将于2月17日率先开通吉林至桦甸班车,目前旅客可通过手机预订17日及以后车票。",
  "其他线路将根据疫情防控形势逐步恢复运营,请广大旅客合理安排出行时间,配合工作人员测量体温。",
  "打印本页 关闭窗口",
].join("\n\n");

/** A private chat with the bot, of a member of staff unless another user is given. */
export class StaffChat {
  readonly #bot: RunningBot;
  readonly #fields: Record<string, unknown>;

  constructor(bot: RunningBot, id = STAFF_ID) {
    this.#bot = bot;
    this.#fields = {
      chat: { id, type: "private", first_name: "Wu" },
      from: { id, is_bot: false, first_name: "Wu", language_code: "en" },
    };
  }

  /** Sends a text; resolves with the bot's next message. */
  async say(text: string, overrides: Record<string, unknown> = {}): Promise<Call> {
    return await this.next("sendMessage", () => this.#bot.api.receiveText(text, { ...this.#fields, ...overrides }));
  }

  /** Sends a file; resolves with the bot's next message. */
  async sendFile(content: string | Uint8Array, document: Record<string, unknown> = {}): Promise<Call> {
    const { api } = this.#bot;
    const id = `file-${api.files.size}`;
    api.files.set(id, Buffer.from(content));
    const message = textMessage("", 50, {
      ...this.#fields,
      text: undefined,
      document: { file_id: id, file_unique_id: id, file_name: "notice.txt", file_size: content.length, ...document },
    });
    return await this.next("sendMessage", () => api.receive({ message }));
  }

  /** Presses the button with that label, or with that data; resolves with the bot's next call of a method. */
  async press(message: Call | undefined, label: string, method = "editMessageText"): Promise<Call> {
    const button = buttonsOf(message)
      .flat()
      .find(({ text }) => text.includes(label));
    return await this.pressData(button?.callback_data ?? label, method);
  }

  async pressData(data: string, method: string): Promise<Call> {
    const { chat, from } = this.#fields;
    const query = { id: "1", from, chat_instance: "1", data, message: textMessage("?", 60, { chat }) };
    return await this.next(method, () => this.#bot.api.receive({ callback_query: query }));
  }

  async next(method: string, act: () => void): Promise<Call> {
    const { api } = this.#bot;
    const before = api.callsOf(method).length;
    act();
    return (await api.waitFor(method, before + 1))[before]!;
  }
}

/** What a message says, without its formats. */
export function textOf(call: Call | undefined): string {
  const text = String(call?.payload["text"]);
  return call?.payload["parse_mode"] === "HTML" ? parseTelegramHtml(text).text : text;
}

/** The rows of the audit table, oldest first. */
export async function auditOf(bot: RunningBot): Promise<[userId: number, action: string, articleId: string][]> {
  const rows = await bot.state.selectFrom("audit").selectAll().orderBy("id").execute();
  return rows.map(({ userId, action, articleId }) => [userId, action, articleId]);
}

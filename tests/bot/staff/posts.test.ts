import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ALLOWED_HOST, RunningBot } from "../running-bot.ts";
import { NOTICE, NOTICE_TITLE, StaffChat, textOf } from "./staff-chat.ts";

const CHANNEL_POST = {
  type: "channel",
  chat: { id: -1, type: "channel", title: "吉林发布", username: "jilin_news" },
  message_id: 17,
  // 2020-02-17 in China, the day before in Europe.
  date: Date.parse("2020-02-16T18:00:00Z") / 1000,
};
const POST = NOTICE.replace("发布时间:2020-02-16 来源:吉林市交通运输局\n\n", "").repeat(2);

let bot: RunningBot;
let staff: StaffChat;
let website: Server;
let requests: number;

beforeEach(async () => {
  bot = await RunningBot.prepare();
  bot.start();
  staff = new StaffChat(bot);
  requests = 0;
  const paragraphs = NOTICE.split("\n\n").map((line) => `<p>${line}</p>`);
  website = createServer((_, response) => {
    requests += 1;
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(`<!doctype html><title>${NOTICE_TITLE}</title><body>${paragraphs.join("")}</body>`);
  }).listen(0, "127.0.0.1");
  await once(website, "listening");
});
afterEach(async () => {
  website.close();
  await bot.dispose();
});

const port = () => (website.address() as AddressInfo).port;
const url = (text: string, address: string) => {
  return { entities: [{ type: "url", offset: text.indexOf(address), length: address.length }] };
};

describe("An address from staff", () => {
  it("is shown as the article of its page, and added with its address", async () => {
    const address = `http://${ALLOWED_HOST}:${port()}/notice`;
    const preview = await staff.say(address);
    expect(textOf(preview)).toContain(`\n${NOTICE_TITLE}\n`);
    expect(textOf(preview)).toContain(`Original: ${address}`);
    await staff.press(preview, "Add");
    expect(await bot.store.find(NOTICE_TITLE)).toMatchObject({ url: address });
  });

  it("is found beside the words that a browser shares with it", async () => {
    const address = `${ALLOWED_HOST}:${port()}/notice`;
    const text = `${NOTICE_TITLE} ${address} 分享自浏览器`;
    expect(textOf(await staff.say(text, url(text, address)))).toMatch(/^🆕/);
  });

  it("in a question is no article", async () => {
    const text = `https://example.org/notice 说的班车恢复了吗？`;
    expect(textOf(await staff.say(text, url(text, "https://example.org/notice")))).toContain("2月17日率先开通");
  });

  it.each([
    "http://localhost:PORT/notice",
    "http://[::1]:PORT/",
    "http://0x7f000001.nip.invalid/",
    "ftp://example.org/a",
  ])("%s, which is not public or not of the web, is refused, and nothing is asked of it", async (address) => {
    const refusal = await staff.say(address.replace("PORT", String(port())));
    expect(textOf(refusal)).toContain("This cannot be added.");
    expect(requests).toBe(0);
  });
});

describe("A post from staff", () => {
  it("of a channel is shown with the channel as its source, its day in the residents' time and its address", async () => {
    const preview = await staff.say(POST, { forward_origin: CHANNEL_POST });
    expect(textOf(preview)).toMatch(/^🆕/);
    expect(textOf(preview)).toContain("Source: 吉林发布\nPublished: 2020-02-17");
    expect(textOf(preview)).toContain("Original: https://t.me/jilin_news/17");
  });

  it("that is edited in its channel and forwarded again is a change of the article", async () => {
    await staff.press(await staff.say(POST, { forward_origin: CHANNEL_POST }), "Add");
    const edited = POST.replaceAll("2月17日", "2月18日").replace(NOTICE_TITLE, "更正");
    expect(textOf(await staff.say(edited, { forward_origin: CHANNEL_POST }))).toMatch(/^✏️/);
  });

  it("may be the words under a picture", async () => {
    const picture = { text: undefined, caption: POST, photo: [{ file_id: "x" }], forward_origin: CHANNEL_POST };
    expect(textOf(await staff.say("", picture))).toMatch(/^🆕/);
    expect(bot.api.downloads).toEqual([]);
  });

  it("of a person tells neither name nor day", async () => {
    const person = { type: "user", sender_user: { id: 9, is_bot: false, first_name: "Lin" }, date: CHANNEL_POST.date };
    const preview = await staff.say(POST, { forward_origin: person });
    expect(textOf(preview)).toContain("Source: –\nPublished: –");
    expect(textOf(preview)).not.toContain("Lin");
  });

  it("that is short, or a question however long, is answered", async () => {
    expect(textOf(await staff.say("班车恢复了吗", { forward_origin: CHANNEL_POST }))).toContain("2月17日率先开通");
    expect(textOf(await staff.say(`${"我想去桦甸。".repeat(80)}班车恢复了吗？`))).toContain("2月17日率先开通");
  });

  it("may be pasted; that a part may be missing is said when it is as long as a message can be", async () => {
    expect(textOf(await staff.say(POST.repeat(2)))).toMatch(/^🆕/);
    expect(textOf(await staff.say(POST.repeat(20).slice(0, 4096)))).toContain("send the text as a file");
  });
});

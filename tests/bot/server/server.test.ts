import type { Update } from "grammy/types";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createServerApp, listen, PortError } from "../../../bot/server/server.ts";
import { createLog } from "../../../bot/log.ts";
import { createServices, type Services } from "../../../bot/services.ts";
import { openState, type State } from "../../../bot/state/database.ts";
import { FakeAnswerer } from "../fakes.ts";
import { textMessage } from "../stand-in-bot-api.ts";

const SECRET = "a-secret-of-the-webhook";
let state: State;
let services: Services;
let taken: Update[];
let isFull: boolean;
let reason: string | undefined;
let server: { port: number; close(): Promise<void> };

beforeEach(async () => {
  state = await openState(":memory:");
  const stop = new AbortController().signal;
  const options = { answerer: new FakeAnswerer(), state, stop, oldAfterDays: 30, timezone: "Asia/Shanghai" };
  services = createServices({ ...options, log: createLog("silent", () => undefined) });
  taken = [];
  isFull = false;
  reason = undefined;
  const offer = async (updates: Update[]) => {
    if (isFull) return false;
    taken.push(...updates);
    return true;
  };
  const app = createServerApp({
    services,
    articles: { find: () => Promise.reject(new Error("disk")), supersededBy: () => Promise.resolve([]) },
    webhook: { path: "/hook", secret: SECRET, offer },
    notReady: () => reason,
  });
  server = await listen(app, 0);
});
afterEach(async () => {
  await server.close();
  await state.destroy();
});

const get = (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`);

function post(body: string, secret: string = SECRET) {
  const headers = { "content-type": "application/json", "x-telegram-bot-api-secret-token": secret };
  return fetch(`http://127.0.0.1:${server.port}/hook`, { method: "POST", headers, body });
}

describe("The webhook", () => {
  const update = { update_id: 5, message: textMessage("班车恢复了吗？", 1) };

  it("takes an update that comes with the secret", async () => {
    expect((await post(JSON.stringify(update))).status).toBe(200);
    expect(taken).toEqual([update]);
  });

  it.each(["", "wrong", `${SECRET}x`])("refuses the secret «%s»", async (secret) => {
    expect((await post(JSON.stringify(update), secret)).status).toBe(401);
    expect(taken).toEqual([]);
  });

  it.each(["", "{", "[]", "{}", '{"update_id":"5"}', '{"update_id":-1}'])(
    "refuses what is no update: %s",
    async (body) => {
      expect((await post(body)).status).toBe(400);
    },
  );

  it("asks Telegram to come again when too many are in hand", async () => {
    isFull = true;
    const response = await post(JSON.stringify(update));
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(taken).toEqual([]);
  });

  it("refuses more than an update can be", async () => {
    expect((await post(JSON.stringify({ ...update, junk: "x".repeat(2_000_000) }))).status).toBe(413);
  });
});

describe("The server", () => {
  it("says whether the bot can answer, or why not", async () => {
    expect(await (await get("/healthz")).json()).toEqual({ ready: true });
    reason = "not connected to Telegram yet";
    const response = await get("/healthz");
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ ready: false, reason });
  });

  it("measures the process, the queues and the questions", async () => {
    await services.askedQuestions.add(await new FakeAnswerer().invoke({ question: "一" }));
    const metrics = await (await get("/metrics")).text();
    expect(metrics).toContain('questions{status="answered"} 1');
    expect(metrics).toContain("updates_pending 0");
    expect(metrics).toContain("nodejs_eventloop_lag");
  });

  it("tells a visitor nothing of a fault but that there was one", async () => {
    const response = await get("/articles/any");
    expect(response.status).toBe(500);
    expect(await response.text()).toBe("Something went wrong. Please try again later.");
  });

  it("says which setting to change when the port is taken", async () => {
    await expect(
      listen(createServerApp({ services, articles: unused, notReady: () => undefined }), server.port),
    ).rejects.toThrow(PortError);
  });
});

const unused = { find: () => Promise.resolve(null), supersededBy: () => Promise.resolve([]) };

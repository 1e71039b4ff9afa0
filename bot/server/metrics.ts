import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { State } from "../state/database.ts";

/** What Prometheus asks for: the process (memory, event-loop delay …) and the bot's queues and questions. */
export function createMetrics(state: State): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const count = async (rows: Promise<{ count: string | number | bigint }>) => Number((await rows).count);
  new Gauge({
    name: "updates_pending",
    help: "Updates taken from Telegram and not answered yet",
    registers: [registry],
    async collect() {
      const rows = state
        .selectFrom("inbox")
        .select(({ fn }) => fn.countAll().as("count"))
        .where("doneAt", "is", null);
      this.set(await count(rows.executeTakeFirstOrThrow()));
    },
  });
  new Gauge({
    name: "notifications_pending",
    help: "Notifications not sent yet",
    registers: [registry],
    async collect() {
      const rows = state.selectFrom("outgoing").select(({ fn }) => fn.countAll().as("count"));
      this.set(await count(rows.executeTakeFirstOrThrow()));
    },
  });
  new Gauge({
    name: "chats_unreachable",
    help: "Chats that blocked or removed the bot, or are gone",
    registers: [registry],
    async collect() {
      const rows = state.selectFrom("unreachableChats").select(({ fn }) => fn.countAll().as("count"));
      this.set(await count(rows.executeTakeFirstOrThrow()));
    },
  });
  new Gauge({
    name: "questions",
    help: "Questions asked so far, by the status of the answer",
    labelNames: ["status"],
    registers: [registry],
    async collect() {
      const rows = await state
        .selectFrom("questions")
        .select(["status", ({ fn }) => fn.countAll().as("count")])
        .groupBy("status")
        .execute();
      for (const { status, count: asked } of rows) this.set({ status }, Number(asked));
    },
  });
  return registry;
}

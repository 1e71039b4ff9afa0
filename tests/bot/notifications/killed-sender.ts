import { Api } from "grammy";
import { createLog } from "../../../bot/log.ts";
import { Outbox } from "../../../bot/notifications/outbox.ts";
import { openState } from "../../../bot/state/database.ts";

/** A process that sends what is queued in a state file, until it is killed. */
const [file = "", apiRoot = "", token = ""] = process.argv.slice(2);
const outbox = new Outbox({
  state: await openState(file),
  api: new Api(token, { apiRoot }),
  log: createLog("silent", () => undefined),
  gap: 0,
  chatGap: 0,
});
await outbox.run(new AbortController().signal);

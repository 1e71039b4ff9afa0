import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { describeFault } from "../faults.ts";
import type { Services } from "../services.ts";
import { articles, type ArticlesOptions } from "./articles.ts";
import { createMetrics } from "./metrics.ts";
import { webhook, type WebhookOptions } from "./webhook.ts";

export interface ServerOptions {
  services: Services;
  articles: Omit<ArticlesOptions, "languages">;
  /** Where Telegram sends updates: the path on this server, and what `webhook` asks for. */
  webhook?: WebhookOptions & { path: string };
  /** Why the bot cannot answer now; undefined when it can. */
  notReady(): string | undefined;
}

/** The server beside the bot: pages behind citations, Telegram's webhook, health and metrics. */
export function createServerApp(options: ServerOptions): Hono {
  const { services, notReady } = options;
  const app = new Hono();
  const metrics = createMetrics(services.state);
  app.onError((fault, context) => {
    // A refusal of a request, such as one that is too large, is no fault of ours.
    if (fault instanceof HTTPException) return fault.getResponse();
    services.log.warn(`A request to ${context.req.routePath} failed: ${describeFault(fault)}`);
    return context.text("Something went wrong. Please try again later.", 500);
  });
  app.get("/healthz", (context) => {
    const reason = notReady();
    return reason === undefined ? context.json({ ready: true }) : context.json({ ready: false, reason }, 503);
  });
  app.get("/metrics", async (context) => {
    return context.body(await metrics.metrics(), 200, { "content-type": metrics.contentType });
  });
  app.route("/articles", articles({ ...options.articles, languages: services.languages }));
  if (options.webhook) app.route(options.webhook.path, webhook(options.webhook));
  return app;
}

/** The port cannot be listened on. */
export class PortError extends Error {
  override name = "PortError";
}

/**
 * Serves an app until `close`.
 * @throws {PortError} when the port is taken or not allowed
 */
export async function listen(app: Hono, port: number): Promise<{ port: number; close(): Promise<void> }> {
  const server = createAdaptorServer({ fetch: app.fetch });
  try {
    server.listen(port);
    await once(server, "listening");
  } catch (cause) {
    throw new PortError(`Cannot listen on port ${port}; set PORT to one that is free`, { cause });
  }
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await once(server, "close");
    },
  };
}

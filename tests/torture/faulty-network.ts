import { once } from "node:events";
import { createServer, type IncomingMessage, request as httpRequest, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** What goes wrong with a call on its way to the Bot API or back. */
export type Fault =
  | { kind: "status"; status: number; retryAfter?: number }
  /** The connection closes before the call arrives, or after it was executed. */
  | { kind: "dropped" | "answer dropped" }
  | { kind: "hanging" }
  | { kind: "body"; body: string };

export interface PassedCall {
  method: string;
  payload: Record<string, unknown>;
  /** When it arrived, in milliseconds of `performance.now`. */
  at: number;
}

/** A network between the bot and a stand-in for the Bot API, over which calls go wrong as a test likes. */
export class FaultyNetwork {
  /** Decides for each call; undefined lets it pass. */
  fault: (call: PassedCall) => Fault | undefined = () => undefined;
  /** Told of each call that the Bot API executed. */
  onPassed: (call: PassedCall) => void = () => {};
  /** When a poll arrived last that nothing happened to. */
  polledAt = 0;
  /** Whether a poll ends the one before it with 409, as Telegram does. */
  endsOtherPolls = false;
  readonly #target: string;
  readonly #server = createServer((request, response) => void this.#handle(request, response));
  #poll: ServerResponse | undefined;

  private constructor(target: string) {
    this.#target = target;
  }

  /** @param target URL of the stand-in */
  static async start(target: string): Promise<FaultyNetwork> {
    const network = new FaultyNetwork(target);
    network.#server.listen(0, "127.0.0.1");
    await once(network.#server, "listening");
    return network;
  }

  get root(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request).catch(() => undefined);
    if (body === undefined) return;
    const path = request.url ?? "";
    const method = path.slice(path.lastIndexOf("/") + 1);
    const payload = body.length === 0 ? {} : (JSON.parse(body.toString()) as Record<string, unknown>);
    const call = { method, payload, at: performance.now() };
    const fault = this.fault(call);
    if (method === "getUpdates" && fault === undefined) this.polledAt = call.at;
    if (fault?.kind === "dropped") return void response.destroy();
    if (fault?.kind === "hanging") return;
    if (fault?.kind === "body") return void response.end(fault.body);
    if (fault?.kind === "status") return refuse(response, fault.status, fault.retryAfter);
    if (method === "getUpdates" && this.endsOtherPolls) {
      if (this.#poll && !this.#poll.writableEnded) refuse(this.#poll, 409);
      this.#poll = response;
    }
    await this.#pass(request, body, response, () => {
      this.onPassed(call);
      if (fault?.kind === "answer dropped") response.destroy();
    });
  }

  /** Hands a call on, and its answer back unless that was ended meanwhile. */
  async #pass(request: IncomingMessage, body: Buffer, response: ServerResponse, onPassed: () => void): Promise<void> {
    const { method = "GET", headers, url = "" } = request;
    const passed = httpRequest(`${this.#target}${url}`, { method, headers });
    response.once("close", () => passed.destroy());
    passed.on("error", () => response.destroy());
    passed.end(body);
    passed.on("response", (answer) => {
      onPassed();
      void buffer(answer).then(
        (bytes) => {
          if (response.destroyed || response.writableEnded) return;
          response.writeHead(answer.statusCode ?? 500, { "content-type": "application/json" }).end(bytes);
        },
        () => response.destroy(),
      );
    });
    await Promise.resolve();
  }
}

function refuse(response: ServerResponse, status: number, retryAfter?: number): void {
  const parameters = retryAfter === undefined ? {} : { parameters: { retry_after: retryAfter } };
  const description = status === 409 ? "Conflict: terminated by other getUpdates request" : `from the test: ${status}`;
  response
    .writeHead(status, { "content-type": "application/json" })
    .end(JSON.stringify({ ok: false, error_code: status, description, ...parameters }));
}

import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { onTestFinished } from "vitest";
import { TINY_MODEL_FILES } from "./tiny-model.ts";

/** What a host does instead of sending a file: refuse it, say nothing, stop or hang up half-way, send a page, compress it, or as told. */
export type Behaviour =
  | { status: number }
  | "silent"
  | "stops"
  | "hangs up"
  | "login page"
  | "compresses"
  | ((response: ServerResponse, content: Buffer) => void);

/** A mirror of the hub on this machine, which has the tiny model under any name. */
export class ModelHost {
  /** Paths in the model's folder that were asked for, in order. */
  readonly requests: string[] = [];
  /** By path in the model's folder. */
  readonly behaviours = new Map<string, Behaviour>();
  readonly #server: Server;

  private constructor() {
    this.#server = createServer(({ url }, response) => {
      const file = url!.replace(/^.*\/resolve\/main\//, "");
      this.requests.push(file);
      reply(response, TINY_MODEL_FILES.get(file), this.behaviours.get(file));
    });
  }

  /** Started on a free port, and stopped when the test is over. */
  static async start(): Promise<ModelHost> {
    const host = new ModelHost();
    await new Promise<void>((resolve) => host.#server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => host.stop());
    return host;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** From then on connections are refused. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

function reply(response: ServerResponse, content: Buffer | undefined, behaviour: Behaviour | undefined): void {
  if (behaviour === "silent") return;
  if (typeof behaviour === "function") return behaviour(response, content!);
  if (behaviour === "login page") return void response.end("<html>Please log in</html>");
  if (behaviour === "compresses") {
    return void response.setHeader("content-encoding", "gzip").end(gzipSync(content!));
  }
  const status = typeof behaviour === "object" ? behaviour.status : content === undefined ? 404 : 200;
  if (status !== 200 || content === undefined) return void response.writeHead(status).end();
  response.writeHead(200, { "content-length": content.length });
  if (behaviour === undefined) return void response.end(content);
  response.write(content.subarray(0, content.length / 2), () => {
    if (behaviour === "hangs up") response.destroy();
  });
}

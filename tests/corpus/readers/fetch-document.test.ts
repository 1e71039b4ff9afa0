import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, LookupFunction } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { fetchDocument } from "../../../corpus/readers/fetch-document.ts";

const LOCAL = { allowedHosts: ["localhost"] };
const requests: string[] = [];
let port: number;

function answer(request: IncomingMessage, response: ServerResponse): void {
  const path = request.url!;
  requests.push(`${request.headers.host!.split(":")[0]} ${path}`);
  const redirect = (location: string) => response.writeHead(302, { location }).end();
  if (path === "/page") response.writeHead(200, { "content-type": "text/html; charset=gb2312" }).end("<p>x");
  else if (path === "/large") response.end(Buffer.alloc(10_000_001));
  else if (path === "/bomb") {
    response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(50_000_000)));
  } else if (path === "/numbers") redirect(`http://127.0.0.1:${port}/page`);
  else if (path === "/file") redirect("file:///etc/passwd");
  else if (path === "/loop") redirect("/loop");
  else if (/^\/hops\/[1-9]/.test(path)) redirect(path === "/hops/1" ? "/page#top" : `/hops/${Number(path.at(-1)) - 1}`);
  else response.writeHead(404).end();
}

const server = createServer(answer);

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());
beforeEach(() => {
  requests.length = 0;
});

it("fetches the bytes, the charset and the address they came from in the end", async () => {
  const document = await fetchDocument(`http://localhost:${port}/hops/3`, LOCAL);
  expect(document).toEqual({
    bytes: Buffer.from("<p>x"),
    charset: "gb2312",
    name: `http://localhost:${port}/hops/3`,
    url: `http://localhost:${port}/page`,
  });
});

it.each([
  ["a fourth redirect", "/hops/4", "more than 3 redirects"],
  ["a loop of redirects", "/loop", "more than 3 redirects"],
  ["what the server does not have", "/none", "the server answered 404"],
  ["more than 10 MB", "/large", "larger than 10 MB"],
  ["what unfolds to more than 10 MB", "/bomb", "larger than 10 MB"],
  ["a redirect to another scheme", "/file", "not an http or https address"],
  ["a redirect to a private address", "/numbers", "leads to 127.0.0.1, which is not a public address"],
])("refuses %s", async (_, path, reason) => {
  await expect(fetchDocument(`http://localhost:${port}${path}`, LOCAL)).rejects.toThrow(reason);
  expect(requests.filter((request) => request.startsWith("127."))).toEqual([]);
});

it.each([
  "127.0.0.1",
  "localhost",
  "127.1",
  "2130706433",
  "0x7f.0.0.1",
  "0177.0.0.1",
  "0.0.0.0",
  "[::1]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[64:ff9b::7f00:1]",
  "[fe80::1]",
  "[fd00:ec2::254]",
  "10.0.0.1",
  "172.16.0.1",
  "192.168.1.1",
  "169.254.169.254",
  "100.100.100.200",
])("makes no connection to %s", async (host) => {
  await expect(fetchDocument(`http://${host}:${port}/page`)).rejects.toThrow("not a public address");
  expect(requests).toEqual([]);
});

it.each([
  ["a private address", ["127.0.0.1"]],
  ["a public and a private address", ["93.184.216.34", "127.0.0.1"]],
])("makes no connection to a name that stands for %s", async (_, addresses) => {
  const lookup: LookupFunction = (_host, { all }, callback) => {
    const found = addresses.map((address) => ({ address, family: 4 }));
    if (all) callback(null, found);
    else callback(null, addresses.at(-1)!, 4);
  };
  const fetched = fetchDocument(`http://rebound.example:${port}/page`, { lookup });
  await expect(fetched).rejects.toThrow("leads to 127.0.0.1, which is not a public address");
  expect(requests).toEqual([]);
});

it.each(["ftp://example.org/a", "file:///etc/passwd", "http://", "javascript:alert(1)"])(
  "refuses %s",
  async (address) => {
    await expect(fetchDocument(address)).rejects.toThrow("not an http or https address");
  },
);

it("says that a name leads nowhere", async () => {
  const lookup: LookupFunction = (host, _options, callback) => callback(new Error(`unknown ${host}`), "");
  await expect(fetchDocument("http://none.example/", { lookup })).rejects.toThrow("cannot be reached");
});

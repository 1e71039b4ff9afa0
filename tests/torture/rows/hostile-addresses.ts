import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo, LookupFunction } from "node:net";
import { DocumentError } from "../../../corpus/index.ts";
import { fetchDocument } from "../../../corpus/readers/fetch-document.ts";
import { Findings, type Row } from "../row.ts";

/** Hosts of this machine and of networks that are not public, in all the ways to write them. */
const HOSTS = `
  127.0.0.1 127.1 127.0.1 127.255.255.254 0.0.0.0 0 localhost LOCALHOST localhost. 2130706433 0x7f000001
  0x7f.0.0.1 0177.0.0.1 0177.0.0.01 127.0x0.0.1 017700000001 ①②⑦.⓪.⓪.① 127。0。0。1 １２７.0.0.1 %31%32%37.0.0.1
  127.0.0.1. [::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1] [::7f00:1]
  [64:ff9b::7f00:1] [64:ff9b:1::7f00:1] [2002:7f00:1::] [2001:0:7f00:1::] [fe80::1] [fec0::1] [fc00::1]
  [fd00:ec2::254] [ff02::1] [100::1] [2001:db8::1] [::ffff:10.0.0.1] [3fff::1] 10.0.0.1 10.255.255.255 172.16.0.1
  172.31.255.255 192.168.0.1 192.168.255.255 169.254.169.254 169.254.0.1 100.64.0.1 100.100.100.200
  100.127.255.255 192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1
  255.255.255.255 192.88.99.1 0xa9fea9fe 2852039166 0251.0376.0251.0376 [::ffff:a9fe:a9fe]
  [::ffff:169.254.169.254]
`
  .trim()
  .split(/ |\n */);
const NAMED = ["user@HOST", "user:password@HOST", "HOST:PORT", "example.org@HOST"];
const OTHER = `
  file:///etc/passwd ftp://127.0.0.1/ gopher://127.0.0.1:PORT/ data:text/html,<p>x javascript:alert(1) http://
  https:// http:/// http://[ http://[::1 http://127.0.0.1:99999/ http://\u0000/ //127.0.0.1
  unix:///var/run/docker.sock blob:http://127.0.0.1/x about:blank ws://127.0.0.1:PORT/ jar:http://127.0.0.1!/
`
  .trim()
  .split(/ |\n */);
/** Names that stand for these addresses when they are asked for, as a hostile name server answers. */
const RESOLVED = [
  "127.0.0.1",
  "10.0.0.5",
  "169.254.169.254",
  "::1",
  "::ffff:127.0.0.1",
  "fd00::1",
  "192.168.1.1",
  "0.0.0.0",
];

/** The addresses, of which each names the trap's port where a host stands. */
function addressesFor(port: number): string[] {
  const plainly = HOSTS.map((host) => `http://${host}:${port}/page`);
  // The ports that pages have, on which this machine and its network may listen.
  const usual = HOSTS.slice(0, 36).map((host) => `http://${host}/`);
  const secured = HOSTS.slice(0, 20).map((host) => `https://${host}:${port}/page`);
  const named = NAMED.flatMap((form) =>
    ["127.0.0.1", "[::1]"].map((host) => `http://${form.replace("HOST", host).replace("PORT", String(port))}/`),
  );
  return [...plainly, ...usual, ...secured, ...named, ...OTHER.map((address) => address.replace("PORT", String(port)))];
}

export const hostileAddresses: Row = {
  name: "hostile-addresses",
  test: "hostile URLs and names",
  holds: "0 connections to addresses that are not public",
  full: { addresses: 150 },
  short: { addresses: 60 },
  async run({ addresses: wanted = 0 }, { onProgress }) {
    const findings = new Findings();
    let connections = 0;
    // Listens on every address of the machine, and answers as a page would.
    const trap = createServer((_, response) => response.end("<p>secret")).on("connection", () => (connections += 1));
    trap.listen(0, "::");
    await once(trap, "listening");
    const { port } = trap.address() as AddressInfo;
    const tried = [
      ...RESOLVED.map((address) => ({ url: `http://rebound.example:${port}/`, lookup: lookupOf([address]) })),
      ...RESOLVED.map((address) => ({
        url: `http://two.example:${port}/`,
        lookup: lookupOf(["93.184.216.34", address]),
      })),
      ...addressesFor(port).map((url) => ({ url })),
    ].slice(0, wanted);
    let refused = 0;
    for (const [index, { url, ...options }] of tried.entries()) {
      onProgress(index, tried.length);
      const before = connections;
      const outcome: unknown = await fetchDocument(url, options).catch((fault: unknown) => fault);
      const isRefused = outcome instanceof DocumentError && !outcome.message.includes("\n");
      findings.check(isRefused, () => `${url} gave ${String(outcome)}`);
      findings.check(connections === before, () => `${url} was connected to`);
      refused += isRefused ? 1 : 0;
    }
    trap.closeAllConnections();
    trap.close();
    return findings.outcome({ addresses: tried.length, refused, connections });
  },
};

function lookupOf(addresses: string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  return (_host, { all }, callback) => {
    if (all) callback(null, found);
    else callback(null, found.at(-1)!.address, found.at(-1)!.family);
  };
}

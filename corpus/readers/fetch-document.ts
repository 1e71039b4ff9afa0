import { lookup as systemLookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { Agent, buildConnector, fetch, type Response } from "undici";
import { DocumentError } from "../draft.ts";
import { MAXIMUM_DOCUMENT_BYTES } from "./read-document.ts";
import type { RawDocument } from "./read-draft.ts";

export interface FetchOptions {
  /** Host names and addresses that may be private, such as a server of the office. */
  allowedHosts?: readonly string[];
  /** How host names are resolved; the system's way when left out. */
  lookup?: LookupFunction;
}

const MOST_REDIRECTS = 3;
/** For everything from the first connection to the last byte, in milliseconds. */
const TIME_LIMIT = 15_000;

/**
 * Fetches a document over http or https. No connection is made to an address that is not public, which is decided on
 * the address that is connected to: redirects, odd notations of addresses and names that change their address between
 * two questions lead nowhere else.
 * @throws DocumentError when the document cannot be had, or not within 3 redirects, 15 seconds and 10 MB.
 */
export async function fetchDocument(address: string, options: FetchOptions = {}): Promise<RawDocument> {
  const agent = new Agent({ connect: guardedConnector(options) });
  try {
    const response = await follow(address, agent, AbortSignal.timeout(TIME_LIMIT));
    const url = response.url.replace(/#.*$/, "");
    const charset = /charset\s*=\s*"?([\w-]+)/i.exec(response.headers.get("content-type") ?? "")?.[1];
    const bytes = await readBody(response, address);
    return { bytes, name: address, url, ...(charset === undefined ? {} : { charset }) };
  } catch (error) {
    throw refusal(error, address);
  } finally {
    await agent.destroy();
  }
}

async function follow(address: string, agent: Agent, signal: AbortSignal): Promise<Response> {
  let url = parseAddress(address, address);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const response = await fetch(url, { dispatcher: agent, redirect: "manual", signal });
    const location = response.headers.get("location");
    if (response.status < 300 || response.status >= 400 || location === null) {
      if (response.ok) return response;
      throw new DocumentError(
        `${address}: the server answered ${response.status}; open the page in a browser to check`,
      );
    }
    await response.body?.cancel();
    url = parseAddress(new URL(location, url).href, address);
  }
  throw new DocumentError(`${address}: more than ${MOST_REDIRECTS} redirects; give the address they lead to`);
}

function parseAddress(text: string, address: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === "http:" || url?.protocol === "https:") return url;
  throw new DocumentError(`${address}: not an http or https address; give one that starts with https://`);
}

async function readBody(response: Response, address: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += (chunk as Uint8Array).length;
    if (size > MAXIMUM_DOCUMENT_BYTES)
      throw new DocumentError(`${address}: larger than 10 MB; add a part of it as a file`);
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks);
}

/** Connects as undici does, but refuses addresses that are not public before the first byte is sent. */
function guardedConnector({ allowedHosts = [], lookup = systemLookup }: FetchOptions): buildConnector.connector {
  const isAllowed = (host: string) => allowedHosts.includes(host);
  const guardedLookup: LookupFunction = (host, options, callback) => {
    lookup(host, options, (error, found, family) => {
      const addresses = typeof found === "string" ? [found] : (found ?? []).map(({ address }) => address);
      const refused = error || isAllowed(host) ? undefined : addresses.find((address) => !isPublic(address));
      callback(refused === undefined ? error : new PrivateAddressError(refused), found, family);
    });
  };
  // undici hands every option on to net.connect, but its types name TCP options only in part.
  const connect = buildConnector({ lookup: guardedLookup } as buildConnector.BuildOptions);
  return (options, callback) => {
    const host = options.hostname.replace(/^\[(.*)\]$/, "$1");
    // An address in digits is connected to without a lookup.
    if (isIP(host) !== 0 && !isPublic(host) && !isAllowed(host)) callback(new PrivateAddressError(host), null);
    else connect(options, callback);
  };
}

class PrivateAddressError extends Error {
  override readonly name = "PrivateAddressError";

  constructor(address: string) {
    super(`leads to ${address}, which is not a public address; save the page and add the file`);
  }
}

/** Public addresses are those that ipaddr.js knows no special use for, IPv4 written as IPv6 included. */
function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === "unicast";
}

function refusal(error: unknown, address: string): DocumentError {
  if (error instanceof DocumentError) return error;
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof PrivateAddressError) return new DocumentError(`${address}: ${cause.message}`);
    if (cause.name === "TimeoutError") {
      return new DocumentError(
        `${address}: no answer within 15 seconds; try again later or save the page and add the file`,
      );
    }
  }
  return new DocumentError(`${address}: cannot be reached; check the address, or save the page and add the file`);
}

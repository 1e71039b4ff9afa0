import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const path = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";

/** Why nothing can be shown in a browser here; undefined when it can. */
export const noBrowser = existsSync(path)
  ? undefined
  : `no Chromium at ${path}: apt-get install chromium, or set CHROMIUM_PATH`;

/** A real Chromium without a window, which asks nothing of the network but what a page asks. */
export function launchBrowser(): Promise<Browser> {
  const quiet = ["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  return chromium.launch({
    executablePath: path,
    headless: true,
    args: ["--no-sandbox", "--disable-gpu", ...quiet],
  });
}

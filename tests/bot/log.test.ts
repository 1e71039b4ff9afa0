import { describe, expect, it } from "vitest";
import { createLog, type LogLevel, type LogOptions } from "../../bot/log.ts";

const TOKEN = "1001:a-token";

function logOf(level: LogLevel, options: LogOptions = {}) {
  const lines: string[] = [];
  return { log: createLog(level, (line) => lines.push(line), options), lines };
}

const parsed = (lines: string[]) => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

describe("The log", () => {
  it.each<[LogLevel, string[]]>([
    ["debug", ["a step\n", "all well\n", "look here\n"]],
    ["info", ["all well\n", "look here\n"]],
    ["warn", ["look here\n"]],
    ["silent", []],
  ])("of level %s writes %j for a person", (level, expected) => {
    const { log, lines } = logOf(level, { isReadable: true });
    log.debug("a step");
    log.info("all well");
    log.warn("look here");
    expect(lines).toEqual(expected);
  });

  it("writes an object a line for what collects logs, with level and time", () => {
    const { log, lines } = logOf("info");
    log.warn("look here", { updateId: 5, milliseconds: 12.6 });
    expect(parsed(lines)).toEqual([
      { level: "warn", time: expect.stringMatching(/^\d{4}-.*Z$/), msg: "look here", update: 5, milliseconds: 13 },
    ]);
  });

  it("names users and chats by pseudonyms that stay the same and need the token to be found out", () => {
    const { log, lines } = logOf("info", { secrets: [TOKEN] });
    log.info("one", { userId: 123456789, chatId: 123456789 });
    log.info("two", { userId: 123456789 });
    log.info("three", { userId: 5 });
    const [one, two, three] = parsed(lines);
    expect(lines.join("")).not.toContain("123456789");
    expect([one?.["chat"], two?.["user"]]).toEqual([one?.["user"], one?.["user"]]);
    expect(three?.["user"]).not.toBe(one?.["user"]);
    const other = logOf("info", { secrets: ["another token"] });
    other.log.info("one", { userId: 123456789 });
    expect(parsed(other.lines)[0]?.["user"]).not.toBe(one?.["user"]);
  });

  it.each([false, true])("never holds a secret, whatever brings it up (for a person: %s)", (isReadable) => {
    const { log, lines } = logOf("debug", { isReadable, secrets: [undefined, TOKEN, "", "password"] });
    log.warn(`fetch https://api.telegram.org/bot${TOKEN}/getMe`, { fault: new Error(`with password and ${TOKEN}`) });
    expect(lines.join("")).toContain("bot<secret>/getMe");
    expect(lines.join("")).not.toMatch(/a-token|password/);
  });

  it("shows stacks at the level debug only", () => {
    for (const [level, shown] of [["debug", true] as const, ["info", false] as const]) {
      const { log, lines } = logOf(level);
      log.warn("a fault", { fault: new Error("no memory") });
      expect("stack" in parsed(lines)[0]!).toBe(shown);
    }
  });

  it("tells a fault once, and after ten minutes how often it came up since", () => {
    let clock = 0;
    const { log, lines } = logOf("info", { now: () => clock });
    for (let n = 0; n < 5; n += 1) log.warn("the disk is full");
    log.warn("something else");
    clock = 600_001;
    log.warn("the disk is full");
    expect(parsed(lines).map(({ msg, repeated }) => [msg, repeated])).toEqual([
      ["the disk is full", undefined],
      ["something else", undefined],
      ["the disk is full", 4],
    ]);
  });
});

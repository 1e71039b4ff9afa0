import { describe, expect, it } from "vitest";
import { createLog, type LogLevel } from "../../bot/log.ts";

describe("The log", () => {
  it.each<[LogLevel, string[]]>([
    ["debug", ["all well\n", "look here\n"]],
    ["info", ["all well\n", "look here\n"]],
    ["warn", ["look here\n"]],
    ["silent", []],
  ])("of level %s writes %j", (level, expected) => {
    const written: string[] = [];
    const log = createLog(level, (line) => written.push(line));
    log.info("all well");
    log.warn("look here");
    expect(written).toEqual(expected);
  });
});

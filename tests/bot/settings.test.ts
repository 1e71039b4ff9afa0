import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { environmentSchema, readSettings, SettingsError } from "../../bot/settings.ts";

function faultOf(environment: Record<string, string>): string {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
  }
  throw new Error("The environment was accepted.");
}

describe("Settings", () => {
  it("need nothing to be set", () => {
    expect(readSettings({})).toMatchObject({
      BOT_API_ROOT: "https://api.telegram.org",
      STAFF_IDS: [],
      CORPUS_DIR: "corpus/articles",
      DATA_DIR: "data",
      EMBEDDINGS: "auto",
      TIMEZONE: "Asia/Shanghai",
    });
  });

  it("count an empty value as unset", () => {
    expect(readSettings({ BOT_TOKEN: "", DATA_DIR: " ", REFUSAL_THRESHOLD: "" })).toEqual(readSettings({}));
  });

  it("are read in their own types", () => {
    const settings = readSettings({ STAFF_IDS: "1, 22", PORT: "0", REFUSAL_THRESHOLD: "0.4" });
    expect(settings).toMatchObject({ STAFF_IDS: [1, 22], PORT: 0, REFUSAL_THRESHOLD: 0.4 });
  });

  it("report all faults at once, each with what is expected, in one line", () => {
    const fault = faultOf({ EMBEDDINGS: "best", PORT: "http", TIMEZONE: "Jilin", STAFF_IDS: "me" });
    for (const name of ["EMBEDDINGS", "PORT", "TIMEZONE", "STAFF_IDS"]) expect(fault).toContain(`${name}: expected`);
    expect(fault).not.toContain("\n");
  });

  it("ask for what belongs together", () => {
    expect(faultOf({ WEBHOOK_URL: "https://bot.example.org" })).toContain("WEBHOOK_SECRET");
  });

  it("never show the value of a faulty setting", () => {
    const fault = faultOf({
      BOT_TOKEN: "12:se cret",
      WEBHOOK_SECRET: "hush",
      BOT_API_ROOT: "me:pass@host",
    });
    for (const secret of ["se cret", "hush", "me:pass"]) expect(fault).not.toContain(secret);
  });

  it("are all described in .env.example, with their defaults", () => {
    const example = readFileSync(new URL("../../.env.example", import.meta.url), "utf8");
    const lines = [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)];
    expect(new Set(lines.map(([, name]) => name))).toEqual(new Set(Object.keys(environmentSchema.shape)));
    const environment = Object.fromEntries(lines.map(([, name = "", value]) => [name, value]));
    expect(readSettings(environment)).toEqual(readSettings({}));
  });
});

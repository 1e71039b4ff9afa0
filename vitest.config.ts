import { defineConfig } from "vitest/config";

export default defineConfig({
  // Every core: the default leaves one free, which on two cores doubles the time.
  test: { include: ["tests/**/*.test.ts"], testTimeout: 30_000, hookTimeout: 60_000, maxWorkers: "100%" },
});

import { join } from "node:path";
import { Command } from "commander";
import { checkBackup } from "../backup/backup-files.ts";
import { createBackup, removeOldBackups } from "../backup/create-backup.ts";
import { restoreBackup } from "../backup/restore-backup.ts";
import { readSettings } from "../settings.ts";
import { confirm } from "./corpus/terminal.ts";
import { FAILED, loadEnvironmentFile, run, UsageError } from "./run.ts";

const program = new Command("backup").description(
  "Keeps and brings back what cannot be made anew: the articles and the state.",
);

program
  .command("create", { isDefault: true })
  .description("Makes a backup, also while the bot runs, and prints its path.")
  .option("--to <folder>", "the folder of backups, best on another disk; by default backups in DATA_DIR")
  .option("--keep <count>", "removes all but the newest so many")
  .action(async ({ to, keep }: { to?: string; keep?: string }) => {
    const kept = keep === undefined ? undefined : readCount(keep);
    const { CORPUS_DIR: corpusDir, DATA_DIR: dataDir } = readSettings(process.env);
    const folder = to ?? join(dataDir, "backups");
    const path = await createBackup({ corpusDir, dataDir, folder, now: new Date() });
    if (kept !== undefined) await removeOldBackups(folder, kept);
    process.stdout.write(`${path}\n`);
  });

program
  .command("check <backup>")
  .description("Says whether a backup is whole.")
  .action(async (backup: string) => {
    const { created, files } = await checkBackup(backup);
    process.stdout.write(`Whole, made ${created}, ${Object.keys(files).length} files.\n`);
  });

program
  .command("restore <backup>")
  .description("Puts articles and state back as the backup has them; what is there now is copied aside first.")
  .option("--yes", "also over data that are newer than the backup")
  .action(async (backup: string, { yes = false }: { yes?: boolean }) => {
    const { CORPUS_DIR: corpusDir, DATA_DIR: dataDir } = readSettings(process.env);
    const asideDir = join(dataDir, "before-restore", new Date().toISOString().replaceAll(":", "-"));
    const mayReplaceNewer = async (changedAt: Date) =>
      yes ||
      (await confirm(
        process,
        `Articles or state changed after the backup, on ${changedAt.toISOString()}. Replace them?`,
      ));
    if (await restoreBackup({ backup, corpusDir, dataDir, asideDir, mayReplaceNewer })) {
      process.stdout.write(`Restored. What was there before is in ${asideDir}.\n`);
    } else process.exitCode = FAILED;
  });

function readCount(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new UsageError(`--keep takes a number of backups of at least 1, not ${text}`);
}

loadEnvironmentFile();
await run(program, process.argv, process.env);

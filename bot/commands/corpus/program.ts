import { basename } from "node:path";
import { Command } from "commander";
import { type Article, ArticleFileError, type ArticleStore, openArticleStore } from "../../../corpus/index.ts";
import { readSettings } from "../../settings.ts";
import { UsageError } from "../run.ts";
import { addDocuments, type AddOptions } from "./add.ts";
import { checkArticles } from "./check.ts";
import { setFields, supersede } from "./edit.ts";
import { listArticles, showArticle } from "./show.ts";
import { confirm, existing, print, report, type Terminal } from "./terminal.ts";

/**
 * The staff command line: `npm run corpus -- add|list|show|set|supersede|remove|check`. `onIncomplete` is called when a command ends
 * without having done all that was asked, and has told so itself.
 */
export function createCorpusProgram(
  environment: Readonly<Record<string, string | undefined>>,
  terminal: Terminal,
  onIncomplete: () => void,
): Command {
  // Only when a command runs, so that --help needs no valid settings.
  const openStore = () => openArticleStore(readSettings(environment).CORPUS_DIR);
  const finish = (isDone: boolean) => {
    if (!isDone) onIncomplete();
  };
  const program = new Command("npm run corpus --")
    .description("Keeps the articles that the bot answers from.")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
    })
    .showHelpAfterError("(--help lists the commands)");

  program
    .command("add")
    .description("add documents: .txt, .md, .html, .pdf, .docx, .jsonl, folders, addresses")
    .argument("<path-or-url...>")
    .option("--id <id>", "the article's id instead of one made from its title (one document only)")
    .option("--dry-run", "show what would be kept and removed, and add nothing")
    .option("--yes", "replace changed articles without asking")
    .action(async (paths: string[], options: Omit<AddOptions, "fetch">) => {
      if (options.id !== undefined && paths.length > 1) {
        throw new UsageError("--id names one article; add one document at a time with it");
      }
      const fetch = { allowedHosts: readSettings(environment).ALLOWED_HOSTS };
      finish(await addDocuments(openStore(), paths, { ...options, fetch }, terminal));
    });
  program
    .command("list")
    .description("list the articles")
    .option("--json", "as one JSON array of front matters")
    .action(async ({ json = false }: { json?: boolean }) => listArticles(openStore(), json, terminal));
  program
    .command("show")
    .description("show one article")
    .argument("<id>")
    .option("--json", "as one JSON object with the body")
    .action(async (id: string, { json = false }: { json?: boolean }) =>
      showArticle(await existing(openStore(), id), json, terminal),
    );
  program
    .command("set")
    .alias("edit")
    .description("correct front matter fields: title, source, url, published, dated, language, supersedes, bylines")
    .argument("<id>")
    .argument("<field=value...>", "such as published=2020-02-16; an empty value clears the field")
    .action(async (id: string, fields: string[]) => setFields(openStore(), id, fields, terminal));
  program
    .command("supersede")
    .description("note that one article replaces another")
    .argument("<old>")
    .argument("<new>")
    .action(async (older: string, newer: string) => supersede(openStore(), older, newer, terminal));
  program
    .command("remove")
    .description("remove one article")
    .argument("<id>")
    .option("--yes", "without asking")
    .action(async (id: string, { yes = false }: { yes?: boolean }) => {
      finish(await removeArticle(openStore(), id, yes, terminal));
    });
  program
    .command("check")
    .description("check all articles: faults, duplicates, missing dates, empty sections")
    .action(async () => finish(await checkArticles(openStore(), terminal)));
  return program;
}

async function removeArticle(store: ArticleStore, id: string, yes: boolean, terminal: Terminal) {
  const article = await readable(store, id);
  const name = article?.title ?? "its file is at fault";
  if (!yes && !(await confirm(terminal, `Remove ${id} (${name})?`))) return false;
  await store.remove(id);
  print(terminal, `removed ${id}  ${name}`);
  const ids = await inForceAgain(store, article?.supersedes ?? []);
  if (ids.length > 0) report(terminal, `in force again, since ${id} superseded it: ${ids.join(", ")}`);
  return true;
}

/** The articles of these that are there and that no other one supersedes. */
async function inForceAgain(store: ArticleStore, olds: readonly string[]): Promise<string[]> {
  if (olds.length === 0) return [];
  const there = new Set((await store.files()).map(({ path }) => basename(path, ".md")));
  const superseded = new Set<string>();
  for (const id of there) for (const old of (await readable(store, id))?.supersedes ?? []) superseded.add(old);
  return olds.filter((id) => there.has(id) && !superseded.has(id));
}

/** Null for an article whose file is at fault: it can be removed as well. @throws CommandError when there is none */
async function readable(store: ArticleStore, id: string): Promise<Article | null> {
  try {
    return await existing(store, id);
  } catch (error) {
    if (error instanceof ArticleFileError) return null;
    throw error;
  }
}

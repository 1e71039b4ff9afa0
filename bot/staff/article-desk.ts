import { randomBytes } from "node:crypto";
import { basename } from "node:path";
import { isDeepStrictEqual } from "node:util";
import {
  type Addition,
  type Article,
  type ArticleDraft,
  ArticleFileError,
  type ArticleStore,
  createDocumentReader,
  DocumentError,
  type DocumentReader,
  formatArticleFile,
  frontMatterSchema,
  openAdditionPlanner,
  type RawDocument,
  readAddressSource,
  supersedes,
} from "../../corpus/index.ts";
import type { State } from "../state/database.ts";

export interface ArticleDeskOptions {
  state: State;
  store: ArticleStore;
  /** Hosts that may be fetched from although their addresses are not public. */
  allowedHosts: readonly string[];
  now(): Date;
}

/** What adding a draft would do, kept until a member of staff decides. */
export interface Proposal {
  /** Not to be guessed, and another one after every correction: what was shown last is what counts. */
  token: string;
  draft: ArticleDraft;
  addition: Addition;
}

/** Fields of a proposal that staff may correct. */
export type EditableField = "title" | "published";

/** What the way of a document says of it; what the document says itself counts first. */
export type KnownFields = Partial<Pick<Article, "source" | "url" | "published">>;

/** More proposals than this are left undecided; the oldest is dropped. Each may hold a document of some megabytes. */
const PROPOSALS_KEPT = 20;

/**
 * What staff do with articles: propose, correct, add, supersede, remove. Each change is written to the audit table.
 * Proposals are kept in memory: after a restart a document is to be sent again.
 */
export class ArticleDesk {
  readonly #options: ArticleDeskOptions;
  readonly #proposals = new Map<string, Proposal>();
  #reader: DocumentReader | undefined;
  #lastChange: Promise<unknown> = Promise.resolve();

  constructor(options: ArticleDeskOptions) {
    this.#options = options;
  }

  /** @returns what adding the document would do, or one line that says why it cannot be added */
  async proposeDocument(document: RawDocument, known: KnownFields = {}): Promise<Proposal | string> {
    try {
      const draft = await this.#documentReader().read(document);
      const { source, url, published } = draft;
      return await this.#propose({
        ...draft,
        source: source ?? known.source ?? null,
        url: url ?? known.url ?? null,
        published: published ?? known.published ?? null,
      });
    } catch (fault) {
      if (fault instanceof DocumentError || fault instanceof ArticleFileError) return fault.message;
      throw fault;
    }
  }

  /** As `proposeDocument`, of the page at an address. */
  async proposeAddress(address: string): Promise<Proposal | string> {
    const { allowedHosts } = this.#options;
    const { result } = await readAddressSource(address, this.#documentReader(), { allowedHosts });
    return result instanceof Error ? result.message : await this.#propose(result);
  }

  /** An article as it is, to be corrected. */
  async proposeArticle(article: Article): Promise<Proposal | string> {
    return await this.#propose({ ...article, lines: [] });
  }

  find(token: string): Proposal | undefined {
    return this.#proposals.get(token);
  }

  forget(token: string): void {
    this.#proposals.delete(token);
  }

  /** The proposal with a corrected field, in place of the one before; undefined when the value does not fit the field. */
  async correct({ token, draft, addition }: Proposal, field: EditableField, value: string) {
    const parsed = frontMatterSchema.shape[field].safeParse(value);
    if (!parsed.success) return undefined;
    // Of an article that is there already, its own fields count, but for what is corrected now.
    const base = addition.kind === "new" ? draft : { ...addition.article, lines: draft.lines };
    this.forget(token);
    return await this.#propose({ ...base, [field]: parsed.data });
  }

  /**
   * Adds what was proposed. When the articles changed since, so that something else would be done than was shown,
   * nothing is written.
   * @returns undefined when it was added, else the proposal as it stands now
   */
  async add({ token, draft, addition }: Proposal, userId: number): Promise<Proposal | string | undefined> {
    return await this.#oneAtATime(async () => {
      const current = await this.#plan(draft);
      this.forget(token);
      if (!isDeepStrictEqual(current, addition)) return await this.#propose(draft);
      const { kind, article } = addition;
      if (kind !== "unchanged") {
        const action = kind === "new" ? "add" : "replace";
        await this.#audited(userId, action, article.id, () => this.#options.store.write(article));
      }
      return undefined;
    });
  }

  /** @returns false when there is no such article any more */
  async remove(id: string, userId: number): Promise<boolean> {
    return await this.#oneAtATime(async () => {
      if (!(await this.ids()).includes(id)) return false;
      await this.#audited(userId, "remove", id, () => this.#options.store.remove(id));
      return true;
    });
  }

  /** Notes that one article replaces another. @returns false when there is no such pair, or it is the other way round */
  async supersede(older: string, newer: string, userId: number): Promise<boolean> {
    return await this.#oneAtATime(async () => {
      const articles = new Map((await this.readable()).map((article) => [article.id, article]));
      const known = new Map([...articles].map(([id, article]) => [id, article.supersedes]));
      const article = articles.get(newer);
      if (!article || !articles.has(older) || older === newer || supersedes(known, older, newer)) return false;
      if (article.supersedes.includes(older)) return true;
      const changed = { ...article, supersedes: [...article.supersedes, older] };
      await this.#audited(userId, "supersede", newer, () => this.#options.store.write(changed));
      return true;
    });
  }

  /** The ids of all articles, those that changed last first; also of those whose file is at fault. */
  async ids(): Promise<string[]> {
    const files = await this.#options.store.files();
    return files.toSorted((a, b) => b.mtimeMs - a.mtimeMs).map(({ path }) => basename(path, ".md"));
  }

  /** The article, or one line on what is wrong with its file; null when there is none. */
  async read(id: string): Promise<Article | string | null> {
    try {
      return await this.#options.store.find(id);
    } catch (fault) {
      if (fault instanceof ArticleFileError) return fault.message;
      throw fault;
    }
  }

  /** All articles whose file is in order. */
  async readable(): Promise<Article[]> {
    const found: Article[] = [];
    for (const id of await this.ids()) {
      const article = await this.read(id);
      if (article !== null && typeof article !== "string") found.push(article);
    }
    return found;
  }

  async #propose(draft: ArticleDraft): Promise<Proposal | string> {
    const addition = await this.#plan(draft);
    try {
      formatArticleFile(addition.article);
    } catch (fault) {
      // It does not fit the schema of article files; the message names field, value and cure.
      if (fault instanceof RangeError) return fault.message;
      throw fault;
    }
    const proposal = { token: randomBytes(9).toString("base64url"), draft, addition };
    this.#proposals.set(proposal.token, proposal);
    for (const oldest of [...this.#proposals.keys()].slice(0, -PROPOSALS_KEPT)) this.forget(oldest);
    return proposal;
  }

  async #plan(draft: ArticleDraft): Promise<Addition> {
    const planner = await openAdditionPlanner(this.#options.store);
    return await planner.plan(draft);
  }

  /** Made when it is first needed: its parsers are large. */
  #documentReader(): DocumentReader {
    return (this.#reader ??= createDocumentReader());
  }

  /** Chats are served side by side; what one decides rests on what is there, so changes come one after the other. */
  async #oneAtATime<T>(change: () => Promise<T>): Promise<T> {
    const result = this.#lastChange.then(change);
    this.#lastChange = result.catch(() => undefined);
    return await result;
  }

  /** In one transaction: a change whose row cannot be written is not made, and one that fails leaves no row. */
  async #audited(
    userId: number,
    action: "add" | "replace" | "supersede" | "remove",
    articleId: string,
    change: () => Promise<unknown>,
  ): Promise<void> {
    const { state, now } = this.#options;
    await state.transaction().execute(async (transaction) => {
      const at = now().getTime();
      await transaction.insertInto("audit").values({ at, userId, action, articleId }).execute();
      await change();
    });
  }
}

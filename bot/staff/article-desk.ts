import { randomBytes } from "node:crypto";
import {
  type Addition,
  type Article,
  type ArticleDraft,
  ArticleFileError,
  type ArticleStore,
  createDocumentReader,
  DocumentError,
  type DocumentReader,
  frontMatterSchema,
  openAdditionPlanner,
  type RawDocument,
  readAddressSource,
} from "../../corpus/index.ts";
import type { State } from "../state/database.ts";

export interface ArticleDeskOptions {
  state: State;
  store: ArticleStore;
  /** Hosts that may be fetched from although their addresses are not public. */
  allowedHosts: readonly string[];
  now(): Date;
}

/** What adding a document would do, kept until a member of staff decides. */
export interface Proposal {
  token: string;
  draft: ArticleDraft;
  addition: Addition;
}

/** Fields of a proposal that staff may correct. */
export type EditableField = "title" | "published";

/** More proposals than this are left undecided; the oldest is dropped. */
const PROPOSALS_KEPT = 50;

/** What staff do with articles: propose, correct, add, remove; each change is written to the audit table. */
export class ArticleDesk {
  readonly store: ArticleStore;
  readonly #options: ArticleDeskOptions;
  readonly #proposals = new Map<string, Proposal>();
  #reader: DocumentReader | undefined;

  constructor(options: ArticleDeskOptions) {
    this.#options = options;
    this.store = options.store;
  }

  /** @returns what adding the document would do, or one line that says why it cannot be added */
  async proposeDocument(document: RawDocument): Promise<Proposal | string> {
    return this.#propose(await this.#read(() => this.#documentReader().read(document)));
  }

  /** As `proposeDocument`, of the page at an address. */
  async proposeAddress(address: string): Promise<Proposal | string> {
    const { allowedHosts } = this.#options;
    const { result } = await readAddressSource(address, this.#documentReader(), { allowedHosts });
    return this.#propose(result instanceof Error ? result.message : result);
  }

  find(token: string): Proposal | undefined {
    return this.#proposals.get(token);
  }

  forget(token: string): void {
    this.#proposals.delete(token);
  }

  /** The proposal with a corrected field, or nothing when the value does not fit. */
  async correct(token: string, field: EditableField, value: string): Promise<Proposal | undefined> {
    const proposal = this.#proposals.get(token);
    const parsed = frontMatterSchema.shape[field].safeParse(value.trim());
    if (!proposal || !parsed.success) return undefined;
    return this.#plan({ ...proposal.draft, [field]: parsed.data }, token);
  }

  /** Adds what was proposed. */
  async add({ token, addition }: Proposal, userId: number): Promise<void> {
    await this.store.write(addition.article);
    this.forget(token);
    await this.#audit(userId, addition.kind === "new" ? "add" : "replace", addition.article);
  }

  /** @returns false when there is no such article any more */
  async remove(article: Pick<Article, "id">, userId: number): Promise<boolean> {
    const removed = await this.store.remove(article.id);
    if (removed) await this.#audit(userId, "remove", article);
    return removed;
  }

  async #propose(draft: ArticleDraft | string): Promise<Proposal | string> {
    if (typeof draft === "string") return draft;
    return this.#plan(draft, randomBytes(9).toString("base64url"));
  }

  async #plan(draft: ArticleDraft, token: string): Promise<Proposal> {
    const planner = await openAdditionPlanner(this.store);
    const proposal = { token, draft, addition: await planner.plan(draft) };
    this.#proposals.set(token, proposal);
    for (const oldest of [...this.#proposals.keys()].slice(0, -PROPOSALS_KEPT)) this.forget(oldest);
    return proposal;
  }

  async #read(read: () => Promise<ArticleDraft>): Promise<ArticleDraft | string> {
    try {
      return await read();
    } catch (fault) {
      if (fault instanceof DocumentError || fault instanceof ArticleFileError) return fault.message;
      throw fault;
    }
  }

  /** Made when it is first needed: its parsers are large. */
  #documentReader(): DocumentReader {
    return (this.#reader ??= createDocumentReader());
  }

  async #audit(userId: number, action: "add" | "replace" | "remove", { id }: Pick<Article, "id">): Promise<void> {
    const at = this.#options.now().getTime();
    await this.#options.state.insertInto("audit").values({ at, userId, action, articleId: id }).execute();
  }
}

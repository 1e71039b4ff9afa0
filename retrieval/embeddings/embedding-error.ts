/** The chosen embedding model cannot be used. One line that says why and what to do. */
export class EmbeddingError extends Error {
  override readonly name = "EmbeddingError";
  /** Why, and nothing of what to do; without a full stop. */
  readonly what: string;
  readonly cure: string;

  constructor(what: string, cure: string, options?: ErrorOptions) {
    super(`${what}. ${cure}`, options);
    this.what = what;
    this.cure = cure;
  }
}

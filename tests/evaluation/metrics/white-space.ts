/** Text without any white space: quotes, evidence and gold answers are compared in this form. */
export function withoutWhiteSpace(text: string): string {
  return text.replace(/\s+/gu, "");
}

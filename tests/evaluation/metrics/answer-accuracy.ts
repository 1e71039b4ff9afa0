/**
 * Whether `alternative` stands in `text`, to the letter. One that begins or ends with a digit must not touch a further
 * digit there, directly or across a decimal point: 5 stands neither in 50 nor in 51.5.
 */
export function standsIn(text: string, alternative: string): boolean {
  for (let at = text.indexOf(alternative); at >= 0; at = text.indexOf(alternative, at + 1)) {
    const before = text.slice(Math.max(0, at - 2), at);
    const after = text.slice(at + alternative.length, at + alternative.length + 2);
    const touchesBefore = /^\d/.test(alternative) && /\d\.?$/.test(before);
    const touchesAfter = /\d$/.test(alternative) && /^\.?\d/.test(after);
    if (!touchesBefore && !touchesAfter) return true;
  }
  return false;
}

/** What makes an answer right: of each group one alternative stands in it, and no rejected string does. */
export interface ExpectedAnswer {
  answer: readonly (readonly string[])[];
  reject: readonly string[];
}

/** Whether the answer's text is right. It says nothing of the status: a refusal is judged by `isRefusal`. */
export function isRight(text: string, expected: ExpectedAnswer): boolean {
  const complete = expected.answer.every((group) => group.some((alternative) => standsIn(text, alternative)));
  return complete && !expected.reject.some((string) => standsIn(text, string));
}

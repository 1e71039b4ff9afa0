import { withoutWhiteSpace } from "./white-space.ts";

/** Length of the longest common subsequence, in UTF-16 code units: dynamic programming, one row kept. */
export function longestCommonSubsequence(one: string, other: string): number {
  const lengths = new Uint16Array(other.length + 1);
  for (let row = 0; row < one.length; row++) {
    let diagonal = 0;
    const unit = one.charCodeAt(row);
    for (let column = 1; column <= other.length; column++) {
      const above = lengths[column]!;
      if (other.charCodeAt(column - 1) === unit) lengths[column] = diagonal + 1;
      else if (lengths[column - 1]! > above) lengths[column] = lengths[column - 1]!;
      diagonal = above;
    }
  }
  return lengths[other.length]!;
}

/**
 * ROUGE-L over characters, white space ignored: F1 of the longest common subsequence's share in each text, 0 to 1
 * (Lin 2004, with beta 1).
 */
export function rougeL(candidate: string, reference: string): number {
  const [shown, wanted] = [withoutWhiteSpace(candidate), withoutWhiteSpace(reference)];
  if (shown === "" || wanted === "") return 0;
  return (2 * longestCommonSubsequence(shown, wanted)) / (shown.length + wanted.length);
}

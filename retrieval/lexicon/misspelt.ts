/** Shorter words and names are one slip away from too many others. */
const SHORTEST_WORD = 4;
const SHORTEST_NAME = 5;

/**
 * Whether a word is a name with one letter too many, too few, another, or two neighbours changed places (Damerau 1964). The
 * first letter is right: slips are rare there, and other words are not (dining is no Jining).
 */
export function isOneSlip(word: string, name: string): boolean {
  if (word.length < SHORTEST_WORD || name.length < SHORTEST_NAME || word[0] !== name[0] || word === name) return false;
  let start = 0;
  while (start < word.length && word[start] === name[start]) start++;
  const [restOfWord, restOfName] = [word.slice(start), name.slice(start)];
  const isTransposed =
    restOfWord[0] === restOfName[1] && restOfWord[1] === restOfName[0] && restOfWord.slice(2) === restOfName.slice(2);
  if (word.length === name.length) return isTransposed || restOfWord.slice(1) === restOfName.slice(1);
  if (word.length === name.length + 1) return restOfWord.slice(1) === restOfName;
  return word.length + 1 === name.length && restOfWord === restOfName.slice(1);
}

/** Names by their first letter. */
export function groupByInitial(names: Iterable<string>): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const group = groups.get(name[0]!);
    if (group === undefined) groups.set(name[0]!, [name]);
    else group.push(name);
  }
  return groups;
}

const WRONG: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  "",
  "x",
  [],
  {},
  [[]],
  { id: null },
  "\ud800",
  Number.MAX_SAFE_INTEGER,
];

/** An update with fields missing, of another type, doubled deep inside, or of another update. */
export function malformed(update: object, other: object, random: () => number): object {
  const mutated = structuredClone(update) as Record<string, unknown>;
  for (let step = 1 + Math.floor(random() * 3); step > 0; step -= 1) {
    const [holder, key] = anyPlace(mutated, random);
    const kind = Math.floor(random() * 4);
    if (kind === 0) delete holder[key];
    else if (kind === 1) holder[key] = structuredClone(WRONG[Math.floor(random() * WRONG.length)]);
    else if (kind === 2) holder[key] = structuredClone(mutated);
    else {
      const [from, name] = anyPlace(other as Record<string, unknown>, random);
      holder[key] = structuredClone(from[name]);
    }
  }
  // Without a number it would not be taken for an update at all.
  return { ...mutated, update_id: (update as { update_id: number }).update_id };
}

/** A field anywhere in an object, by the object that holds it and its name. */
function anyPlace(root: Record<string, unknown>, random: () => number): [Record<string, unknown>, string] {
  let holder = root;
  for (;;) {
    const keys = Object.keys(holder).filter((key) => key !== "update_id");
    const key = keys[Math.floor(random() * keys.length)] ?? "message";
    const value = holder[key];
    const isDeeper = typeof value === "object" && value !== null && Object.keys(value).length > 0 && random() < 0.7;
    if (!isDeeper) return [holder, key];
    holder = value as Record<string, unknown>;
  }
}

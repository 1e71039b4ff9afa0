import stringWidth from "string-width";

/** Cuts a text to so many terminal columns, of which a Chinese character takes two. */
export function shorten(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let short = "";
  let used = 0;
  for (const character of text) {
    used += stringWidth(character);
    if (used >= width) break;
    short += character;
  }
  return `${short}…`;
}

export function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - stringWidth(text)));
}

/** Lines with the cells of each column below each other. */
export function alignRows(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => stringWidth(row[column]!)))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column]!))
      .join("  ")
      .trimEnd(),
  );
}

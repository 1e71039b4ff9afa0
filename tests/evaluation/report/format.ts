/** Three digits after the point; a dash where there was nothing to measure. */
export function formatShare(value: number | null): string {
  return value === null ? "-" : value.toFixed(3);
}

export function formatTime(milliseconds: number | null): string {
  return milliseconds === null ? "-" : `${milliseconds.toFixed(1)} ms`;
}

/** Columns aligned: the first to the left, the rest to the right. */
export function alignColumns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join("  ");
  return rows.map((row) => line(row).trimEnd()).join("\n");
}

export function onOneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, " ");
}

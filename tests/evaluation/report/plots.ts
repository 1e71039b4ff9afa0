/** Plots of shares from 0 to 1 as inline SVG; colours come from the page's style sheet. */

export type Point = readonly [x: number, y: number];

const SIZE = 320;
const MARGIN = 44;
const INNER = SIZE - 2 * MARGIN;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const xAt = (share: number) => (MARGIN + share * INNER).toFixed(1);
const yAt = (share: number) => (SIZE - MARGIN - share * INNER).toFixed(1);

function svg(width: number, height: number, label: string, content: string): string {
  const name = escapeHtml(label);
  return `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${name}">${content}</svg>`;
}

function text(x: string | number, y: string | number, anchor: "start" | "middle" | "end", content: string): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}">${escapeHtml(content)}</text>`;
}

/**
 * A square plot of a line through `points`, both axes from 0 to 1, with the diagonal for comparison.
 *
 * @param sizes of the points' dots, 0 to 1 of the largest, one for each; no dots without
 */
export function linePlot(
  title: string,
  xLabel: string,
  yLabel: string,
  points: readonly Point[],
  sizes?: readonly number[],
): string {
  const grid = TICKS.map((tick) => {
    const lines = `M${xAt(tick)} ${yAt(0)}V${yAt(1)}M${xAt(0)} ${yAt(tick)}H${xAt(1)}`;
    const labels =
      text(xAt(tick), SIZE - MARGIN + 14, "middle", String(tick)) + text(MARGIN - 6, yAt(tick), "end", String(tick));
    return `<path class="grid" d="${lines}"/>${labels}`;
  });
  const diagonal = `<path class="diagonal" d="M${xAt(0)} ${yAt(0)}L${xAt(1)} ${yAt(1)}"/>`;
  const line = points.map(([x, y], index) => `${index === 0 ? "M" : "L"}${xAt(x)} ${yAt(y)}`).join("");
  const dots = (sizes ?? []).map((size, index) => {
    const [x, y] = points[index]!;
    return `<circle cx="${xAt(x)}" cy="${yAt(y)}" r="${(2 + 6 * Math.sqrt(size)).toFixed(1)}"/>`;
  });
  const axes =
    text(SIZE / 2, 20, "middle", title) +
    text(SIZE / 2, SIZE - 8, "middle", xLabel) +
    `<g transform="rotate(-90 12 ${SIZE / 2})">${text(12, SIZE / 2, "middle", yLabel)}</g>`;
  return svg(SIZE, SIZE, title, `${grid.join("")}${diagonal}<path class="line" d="${line}"/>${dots.join("")}${axes}`);
}

export interface Bar {
  label: string;
  /** 0 to 1; null draws no bar. */
  value: number | null;
  /** Written behind the bar. */
  note: string;
}

const BAR_HEIGHT = 18;
const BAR_LABEL = 150;
const BAR_LENGTH = 240;
const BAR_NOTE = 130;

/** Horizontal bars, one below the other, in the order given. */
export function barPlot(title: string, bars: readonly Bar[]): string {
  const rows = bars.map(({ label, value, note }, index) => {
    const y = 30 + index * BAR_HEIGHT;
    const length = ((value ?? 0) * BAR_LENGTH).toFixed(1);
    return (
      text(BAR_LABEL - 6, y + 12, "end", label) +
      `<rect class="track" x="${BAR_LABEL}" y="${y}" width="${BAR_LENGTH}" height="${BAR_HEIGHT - 4}"/>` +
      `<rect class="bar" x="${BAR_LABEL}" y="${y}" width="${length}" height="${BAR_HEIGHT - 4}"/>` +
      text(BAR_LABEL + BAR_LENGTH + 6, y + 12, "start", note)
    );
  });
  const width = BAR_LABEL + BAR_LENGTH + BAR_NOTE;
  return svg(width, 36 + bars.length * BAR_HEIGHT, title, text(width / 2, 18, "middle", title) + rows.join(""));
}

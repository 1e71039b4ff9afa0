import type { FactGroup, FactResult } from "../facts.ts";
import type { RefusalPoint } from "../metrics/refusal-curve.ts";
import type { SpanResult } from "../spans.ts";
import { barPlot, escapeHtml, linePlot } from "./plots.ts";
import { formatShare } from "./format.ts";
import type { Calibration } from "./measurements.ts";
import { policyKindRows, policyMissText, policyNotes, policyRows } from "./policy-text.ts";
import type { Report } from "./report.ts";
import { calibrationRows, factMissText, factRows, latencyText, verdictLines } from "./text.ts";

const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#1d2733, #e4e9ef); --faint: light-dark(#d9dfe6, #3a444f); --accent: light-dark(#0b63b5, #6db3f2) }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); max-width: 70rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; margin: 1rem 0 } th, td { padding: .15rem .7rem; text-align: right; border-bottom: 1px solid var(--faint) }
th:first-child, td:first-child { text-align: left } pre { white-space: pre-wrap; border-left: 3px solid var(--faint); padding-left: .8rem }
svg { font-size: 11px; margin: .5rem 1rem .5rem 0; vertical-align: top } svg text { fill: var(--ink) }
.grid, .diagonal { stroke: var(--faint); fill: none } .diagonal { stroke-dasharray: 4 4; stroke: var(--ink) }
.line { stroke: var(--accent); stroke-width: 2; fill: none } circle, .bar { fill: var(--accent) } .track { fill: var(--faint) }
`;

function htmlTable([header, ...rows]: readonly string[][]): string {
  const cells = (row: readonly string[], tag: "th" | "td") =>
    row.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join("");
  return `<table><tr>${cells(header!, "th")}</tr>${rows.map((row) => `<tr>${cells(row, "td")}</tr>`).join("")}</table>`;
}

function calibrationPlot({ bins }: Calibration): string {
  const largest = Math.max(1, ...bins.map(({ count }) => count));
  return linePlot(
    "Calibration",
    "confidence",
    "share the corpus answers",
    bins.map(({ meanConfidence, observed }) => [meanConfidence, observed]),
    bins.map(({ count }) => count / largest),
  );
}

function refusalPlot(curve: readonly RefusalPoint[]): string {
  const points = curve.map(({ falseRefusal, rejection }) => [falseRefusal, rejection] as const);
  return linePlot("Refusing below a threshold", "answerable, refused", "unanswerable, refused", points);
}

function rightPlot(title: string, groups: Record<string, FactGroup>): string {
  const bars = Object.entries(groups).map(([label, { questions, right }]) => ({
    label,
    value: right,
    note: `${formatShare(right)} of ${questions}`,
  }));
  return barPlot(title, bars);
}

function paragraphs(texts: readonly string[], tag: "p" | "pre"): string {
  return texts.map((text) => `<${tag}>${escapeHtml(text)}</${tag}>`).join("");
}

/** The answers worth reading. */
export interface Misses {
  facts: readonly FactResult[];
  policyQuestions: readonly SpanResult[];
}

/** The report as one self-contained page: tables, plots, and the misses. */
export function reportHtml(report: Report, misses: Misses): string {
  const { facts, policyQuestions, thresholds } = report;
  const parts = [
    `<h1>Evaluation</h1>`,
    `<ul>${verdictLines(report)
      .map((line) => `<li>${escapeHtml(line)}</li>`)
      .join("")}</ul>`,
    `<h2>Gold questions</h2>`,
    `<p>${latencyText(facts.latency)}</p>`,
    calibrationPlot(facts.calibration),
    facts.refusalCurve === null ? "" : refusalPlot(facts.refusalCurve),
    rightPlot("Rightly answered or turned down, by language", facts.byLanguage),
    rightPlot("Rightly answered or turned down, by tag", facts.byTag),
    htmlTable(factRows(report)),
    htmlTable(calibrationRows(facts.calibration)),
  ];
  if (policyQuestions) {
    parts.push(
      `<h2>Policy questions</h2>`,
      paragraphs([...policyNotes(policyQuestions), latencyText(policyQuestions.latency)], "p"),
      calibrationPlot(policyQuestions.calibration),
      refusalPlot(policyQuestions.refusalCurve),
      htmlTable(policyRows(policyQuestions, thresholds["policy-qa"])),
      htmlTable(policyKindRows(policyQuestions)),
    );
  }
  const texts = [...misses.facts.map(factMissText), ...misses.policyQuestions.map(policyMissText)];
  parts.push(`<h2>Misses</h2>`, paragraphs(texts, "pre"));
  const head = `<meta charset="utf-8"><title>Evaluation</title><style>${STYLE}</style>`;
  return `<!doctype html>\n<html lang="en"><head>${head}</head><body>\n${parts.join("\n")}\n</body></html>\n`;
}

import type { Report, Violation } from './explore.ts';

const HEAD = ['Case', 'Calls', 'Runs', 'Struck', 'Left', 'Violations'];

/** What was struck and what came of it, as a Markdown table. */
export function tableOf(reports: readonly Report[]): string {
  const rows = reports.map((report) =>
    [report.case, report.sites, report.runs, report.struck, report.left, report.violations.length].map(String),
  );
  const total = ['all', ...[1, 2, 3, 4, 5].map((column) => String(rows.reduce((sum, row) => sum + Number(row[column]), 0)))];
  const all = [HEAD, ...rows, total];
  const widths = HEAD.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  const line = (row: string[]) =>
    `| ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join(' | ')} |`;
  const rule = `|${widths.map((width, at) => (at === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(HEAD), rule, ...rows.map(line), line(total)].join('\n');
}

/** What a quick run had no time for; nothing when that is nothing. */
export function leftLine(reports: readonly Report[], scenarios: number, plants: number): string {
  const strikes = reports.reduce((sum, { left }) => sum + left, 0);
  const left = Object.entries({ 'faults at calls': strikes, scenarios, 'planted bugs': plants }).filter(([, number]) => number > 0);
  return left.length > 0 ? `left to --full, for want of time: ${left.map(([what, number]) => `${number} ${what}`).join(', ')}` : '';
}

export const violationLine = ({ case: name, seed, site = 'no fault', fault, what }: Violation): string =>
  `  VIOLATION ${name} · ${fault ?? ''} at ${site} · seed ${seed}\n${what.map((line) => `    ${line}`).join('\n')}`;

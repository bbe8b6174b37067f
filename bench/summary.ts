import { type Figure, type FunctionRow, missed, type Report } from './scenario.ts';
import { rounded } from './statistics.ts';
import { type Row, tableOf } from './table.ts';

/** One line for each function: what all scenarios know of it. */
export function functionsTable(reports: readonly Report[]): string {
  const rows = new Map<string, FunctionRow>();
  for (const row of reports.flatMap(({ functions = [] }) => functions)) rows.set(row.id, { ...rows.get(row.id), ...row });
  return rows.size === 0 ? '' : tableOf([...rows.values()].map(({ id, ...columns }) => ({ function: id, ...columns })));
}

/** One line for each figure, with its target and whether it is met. */
export function figuresTable(reports: readonly Report[]): string {
  const figures = reports.flatMap((report) => report.figures ?? []);
  return figures.length === 0 ? '' : tableOf(figures.map(rowOf));
}

/** The parts' own tables, each below its heading. */
export const tablesOf = (reports: readonly Report[], level = '### '): string =>
  reports
    .flatMap(({ tables = [] }) => tables)
    .map(({ title, note, rows }) => [`${level}${title}`, '', note, '', tableOf(rows)].join('\n'))
    .join('\n');

/** Every target that is missed and by how much; or that none is. */
export function shortfalls(reports: readonly Report[]): string {
  const figures = reports.flatMap((report) => report.figures ?? []).filter(({ target }) => target !== undefined);
  if (figures.length === 0) return 'Nothing measured has a target.';
  const short = figures.filter(missed);
  if (short.length === 0) return `All ${figures.length} targets are met.`;
  const line = (figure: Figure) =>
    `- **${figure.what}**: ${figure.value} ${figure.unit} instead of ${targetOf(figure)}, missed by ${shortfall(figure)}${figure.note ? `. ${figure.note}` : ''}`;
  return [`${short.length} of ${figures.length} targets are missed.`, '', ...short.map(line)].join('\n');
}

const rowOf = (figure: Figure): Row => ({
  figure: figure.what,
  value: `${figure.value} ${figure.unit}`.trim(),
  target: targetOf(figure),
  verdict: verdictOf(figure),
  note: figure.note ?? '',
});

const targetOf = ({ target }: Figure): string => {
  if (target === undefined) return '';
  return 'atMost' in target ? `≤ ${target.atMost}` : `≥ ${target.atLeast}`;
};

function verdictOf(figure: Figure): string {
  if (figure.target === undefined) return '';
  return missed(figure) ? `missed by ${shortfall(figure)}` : 'met';
}

function shortfall({ value, target }: Figure): string {
  const limit = target === undefined ? value : 'atMost' in target ? target.atMost : target.atLeast;
  const by = Math.abs(value - limit);
  return limit === 0 ? String(rounded(by, 2)) : `${rounded((100 * by) / limit)} %`;
}

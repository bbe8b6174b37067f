type Cell = string | number | null | undefined;
export type Row = Readonly<Record<string, Cell>>;

/** Rows as a table that is aligned in a terminal and is Markdown too. Numbers stand at the right. */
export function tableOf(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const isNumber = (column: string) => rows.every((row) => typeof (row[column] ?? 0) === 'number');
  const widthOf = (column: string) => Math.max(column.length, ...rows.map((row) => shown(row[column]).length));
  const pad = (column: string, text: string) => (isNumber(column) ? text.padStart(widthOf(column)) : text.padEnd(widthOf(column)));
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  const rule = (column: string) => (isNumber(column) ? `${'-'.repeat(widthOf(column) - 1)}:` : '-'.repeat(widthOf(column)));
  return [
    line(columns.map((column) => pad(column, column))),
    line(columns.map(rule)),
    ...rows.map((row) => line(columns.map((column) => pad(column, shown(row[column]))))),
    '',
  ].join('\n');
}

const shown = (cell: Cell): string => (cell === null || cell === undefined ? '–' : String(cell));

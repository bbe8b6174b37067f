import { beijingTime } from '../../kernel/beijing-time.ts';
import { hexOfId } from '../../kernel/ids.ts';
import { yuanFromFen } from '../../kernel/money.ts';
import type { Entry } from '../points/ports.ts';
import type { Statement } from './statement.ts';
import type { Lot } from './types.ts';

const columns = ['time', 'kind', 'uploads', 'balance', 'reference', 'description', 'amount_cny'];

/** What happened, in a partner's terms. Entries of other kinds aren't made in their accounts. */
const kinds: Partial<Record<Entry['kind'], string>> = { topup: 'bought', spend: 'used', expire: 'expired' };

/**
 * A statement as a spreadsheet reads it: UTF-8 with a byte order mark (without which Excel takes it for another encoding), CRLF (RFC 4180).
 * Beijing time. `reference` is what was paid with, or the photo's `mdf`; `amount_cny` what a package cost. The first row is the opening balance, the last the closing one.
 */
export function statementCsv({ opening, closing, entries }: Statement, lots: readonly Lot[]): string {
  const prices = new Map(lots.map(({ reference, price }) => [reference, yuanFromFen(price).toFixed(2)]));
  const rows = [
    columns,
    ['', 'opening', '', String(opening), '', '', ''],
    ...entries.map((entry) => rowOf(entry, prices)),
    ['', 'closing', '', String(closing), '', '', ''],
  ];
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

const rowOf = ({ at, kind, amount, balanceAfter, cause, description }: Entry, prices: ReadonlyMap<string, string>): string[] => [
  beijingTime(at),
  kinds[kind] ?? kind,
  String(amount),
  String(balanceAfter),
  kind === 'spend' ? (hexOfId(cause) ?? cause) : cause,
  description,
  kind === 'topup' ? (prices.get(cause) ?? '') : '',
];

/** A reference is an operator's text: quoted where it has to be, and never taken for a formula. */
function cell(text: string): string {
  const plain = /^[=+@\t\r]|^-(?!\d+$)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

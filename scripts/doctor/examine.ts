import { concurrency, credentials, region, stacks } from './account.ts';
import { type Check, error, type Finding, type Patient } from './finding.ts';
import { payments } from './payments.ts';
import { gemini, secrets, wechat } from './services.ts';

export type Report = [check: string, findings: Finding[]][];

/** Without credentials the rest would only say so again. */
export async function examine(
  patient: Patient,
  checks: readonly Check[] = [region, wechat, secrets, gemini, payments, concurrency, stacks],
): Promise<Report> {
  const known = await credentials.look(patient);
  const report: Report = [['credentials', known]];
  if (known.some(({ level }) => level === 'error')) return report;
  return [...report, ...(await Promise.all(checks.map((check) => lookAt(check, patient))))];
}

async function lookAt(check: Check, patient: Patient): Promise<Report[number]> {
  try {
    return [check.name, await check.look(patient)];
  } catch (reason) {
    const { name, message } = reason as Error;
    return [check.name, [error(`can't be examined: ${name}: ${message}`, 'Give your user the right to read it, or try again.')]];
  }
}

const marks = { ok: '✓', warning: '!', error: '✗' } as const;

export const linesOf = (report: Report): string[] =>
  report.flatMap(([check, findings]) =>
    findings.flatMap(({ level, message, remedy }) => [
      `${marks[level]} ${check.padEnd(12)} ${message}`,
      ...(remedy ? [`${' '.repeat(15)}→ ${remedy}`] : []),
    ]),
  );

export const hasErrors = (report: Report): boolean => report.some(([, findings]) => findings.some(({ level }) => level === 'error'));

const rank = { debug: 0, info: 1, warn: 2, error: 3 };
export type LogLevel = keyof typeof rank;

/** One JSON line to CloudWatch. Alarms match on `event` and `fault`. Never secrets, tokens or pictures. */
export function log(level: LogLevel, event: string, facts: Record<string, unknown> = {}): void {
  const threshold = process.env.LOG_LEVEL as LogLevel | undefined;
  if (rank[level] < (rank[threshold ?? 'info'] ?? rank.info)) return;
  console[level](JSON.stringify({ level, event, ...facts }));
}

/** What an error tells an operator. */
export const errorFacts = (error: unknown): Record<string, unknown> =>
  error instanceof Error
    ? { error: error.name, message: error.message, stack: error.stack, cause: causeOf(error) }
    : { error: String(error) };

const causeOf = (error: Error): string | undefined =>
  error.cause instanceof Error ? `${error.cause.name}: ${error.cause.message}` : undefined;

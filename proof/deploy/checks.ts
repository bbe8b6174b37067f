/** Counts promises that hold and promises that don't, and says each. */
export class Checks {
  passed = 0;
  failed = 0;
  readonly #say: (line: string) => void;

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  /** `check` keeps the promise by ending, and may answer a figure to show. */
  async run(promise: string, check: () => unknown): Promise<void> {
    const began = Date.now();
    try {
      const note = await check();
      this.passed++;
      this.#say(`  ok    ${promise}${typeof note === 'string' ? `: ${note}` : ''} (${seconds(began)})`);
    } catch (error) {
      this.fail(`${promise} (${seconds(began)})`, error);
    }
  }

  fail(promise: string, error: unknown): void {
    this.failed++;
    this.#say(`  FAIL  ${promise}\n        ${told(error).replaceAll('\n', '\n        ')}`);
  }

  get summary(): string {
    return `${this.passed} passed, ${this.failed} failed`;
  }
}

const seconds = (began: number): string => `${((Date.now() - began) / 1000).toFixed(1)} s`;

/** The documented client rejects with the server's answer, not with an error. */
const told = (error: unknown): string => (error instanceof Error ? error.message : JSON.stringify(error));

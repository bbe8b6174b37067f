import type { Row } from './table.ts';

/** One figure, held against what was promised of it where something was. */
export interface Figure {
  what: string;
  value: number;
  unit: string;
  /** The most, or the least, that it may be. */
  target?: { atMost: number } | { atLeast: number };
  /** How it was measured, or what it does not say. */
  note?: string;
}

/** What is known of one function. */
export interface FunctionRow {
  id: string;
  [column: string]: string | number | null;
}

/** A table of its own, below a heading of its own. */
export interface ReportTable {
  title: string;
  /** What it says and what it doesn't. Markdown. */
  note: string;
  rows: Row[];
}

export interface Report {
  figures?: Figure[];
  functions?: FunctionRow[];
  tables?: ReportTable[];
  /** Everything else that belongs into the JSON. */
  details?: unknown;
}

export interface Run {
  /** The long form: more samples, real times. */
  full: boolean;
  /** May write into `docs/`. */
  writeDocs: boolean;
  /** May write `bench/budgets.json`. */
  writeBudgets: boolean;
  progress(line: string): void;
}

/** A part of the benchmark. Each runs in a process of its own: handlers and SDK clients keep what they find at their first call. */
export type Scenario = (run: Run) => Promise<Report>;

export const scenarios = {
  counts: 'what is counted at the build: KB and packages of each bundle, resources of each stack',
  cold: 'bundle sizes, loading, first DynamoDB call, beside an empty function and a hand-signed call',
  units: 'DynamoDB units and round trips of every endpoint',
  answers: "answer time of every function, without the model's own time",
  restore: "what a restore takes on top of the model's own time",
  stream: "how long after its model's a streamed text's first words are there",
  upload: 'how long a partner waits for the answer to a photo of 2 MB, and 200 of them at once',
  repair: 'pictures per minute and peak memory of the repair worker, for 2, 12 and 48 megapixels',
  spends: 'spends per second on one account and on 100',
  video: 'worker time that a video job is billed for',
  history: 'page 1 of the history against page 1,000',
  growth: 'units, round trips and ms of every function with 20, 2,000 and (--full) 20,000 records in each list',
  load: '50 users at once, their points counted afterwards',
  cost: 'USD of 1,000 restores, 1,000 animations and 10,000 logins, by service',
} as const;
export type ScenarioName = keyof typeof scenarios;

export const missed = ({ value, target }: Figure): boolean =>
  target !== undefined && ('atMost' in target ? value > target.atMost : value < target.atLeast);

import type { Report, Run, Scenario, ScenarioName } from './scenario.ts';

/** What the parent asks for, and what it hears: progress, then a report. */
export type Order = { name: ScenarioName } & Omit<Run, 'progress'>;
export type Word = { progress: string } | { report: Report } | { error: string };

const say = (word: Word): void => void process.send!(word);

process.once('message', async ({ name, ...run }: Order) => {
  try {
    const { run: scenario } = (await import(`./scenarios/${name}.ts`)) as { run: Scenario };
    say({ report: await scenario({ ...run, progress: (line) => say({ progress: line }) }) });
  } catch (error) {
    say({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
  process.disconnect();
});

import { registry } from '#functions/registry.ts';
import { updateItem } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import { functionName } from '#shared/contract/endpoint.ts';
import { operator } from '#tests/support/meter/operator.ts';
import { startWorld, type World } from '#tests/support/meter/world.ts';
import { type ColdStart, coldStarts } from '../cold/measure.ts';
import { bundledSubjects, EMPTY, FLOOR, type TokenFor } from '../cold/subjects.ts';
import { startTls } from '../cold/tls.ts';
import type { Figure, FunctionRow, Report, Run } from '../scenario.ts';
import { median, rounded } from '../statistics.ts';

const ROUNDS = { quick: 7, full: 15 };
const MOST_TIMES_THE_FLOOR = 2.5;

/** Cold starts of the bundled handlers, against a stack that is there already. */
export async function run({ full, progress }: Run): Promise<Report> {
  const world = await startWorld();
  const tls = await startTls(world.stack.env.AWS_ENDPOINT_URL_DYNAMODB!);
  try {
    const { token, account } = await world.signIn();
    await enoughPoints(world, account);
    progress('bundling');
    const { subjects, floor: yardstick, bytes } = await bundledSubjects(await tokens(world, token));
    const env = { ...world.stack.env, AWS_ENDPOINT_URL_DYNAMODB: tls.url, NODE_EXTRA_CA_CERTS: tls.certificateFile };
    const results = await coldStarts(subjects, yardstick, env, full ? ROUNDS.full : ROUNDS.quick, progress);
    const floor = firstCallOf(results.get(FLOOR)!)!;
    const rows = registry.map(({ id }) => rowOf(id, results.get(id)!, bytes[functionName({ id })]!, floor));
    return { functions: rows, figures: figuresOf(rows, results, floor), details: Object.fromEntries(results) };
  } finally {
    await tls.close();
    await world.close();
  }
}

/** The mini-program's user, and a user of the platform who is an operator too. */
async function tokens(world: World, mini: string): Promise<TokenFor> {
  const { token, refresh } = await operator(world);
  return ({ api, auth }) => (api === 'mini' ? mini : auth === 'refresh' ? refresh : token);
}

const of = (starts: readonly ColdStart[], pick: (start: ColdStart) => number): number => median(starts.map(pick));

const firstCallOf = (starts: readonly ColdStart[]): number | null =>
  starts.some(({ firstCall }) => firstCall === null) ? null : of(starts, ({ firstCall }) => firstCall!);

function rowOf(id: string, starts: readonly ColdStart[], bytes: number, floor: number): FunctionRow {
  const call = firstCallOf(starts);
  return {
    id,
    KB: rounded(bytes / 1024),
    'load ms': rounded(of(starts, ({ load }) => load)),
    'first call ms': call === null ? null : rounded(call),
    '× floor': call === null ? null : rounded(call / floor, 2),
    'cold answer ms': rounded(of(starts, ({ handler }) => handler)),
  };
}

/** The workers carry image and model libraries, and nobody waits for their start. */
function figuresOf(rows: readonly FunctionRow[], results: ReadonlyMap<string, ColdStart[]>, floor: number): Figure[] {
  const called = rows.filter((row) => row['× floor'] !== null && !row.id.startsWith('workers/'));
  const ordered = called.map((row) => ({ id: row.id, times: Number(row['× floor']) })).sort((a, b) => a.times - b.times);
  const over = ordered.filter(({ times }) => times > MOST_TIMES_THE_FLOOR);
  const figure = (what: string, value: number): Figure => ({
    what: `import + first DynamoDB call: ${what}`,
    value: rounded(value, 2),
    unit: '× floor',
    target: { atMost: MOST_TIMES_THE_FLOOR },
  });
  const slowest = ordered.at(-1)!;
  return [
    {
      what: 'load an empty function',
      value: rounded(
        of(results.get(EMPTY)!, ({ load }) => load),
        1,
      ),
      unit: 'ms',
    },
    { what: 'the floor: one hand-signed DynamoDB call', value: rounded(floor, 1), unit: 'ms' },
    figure(`median of ${ordered.length} functions`, median(ordered.map(({ times }) => times))),
    {
      ...figure(`slowest, ${slowest.id}`, slowest.times),
      ...(over.length > 0 && { note: `over: ${over.map(({ id, times }) => `${id} ${rounded(times, 2)}`).join(', ')}` }),
    },
  ];
}

async function enoughPoints({ table }: World, account: string): Promise<void> {
  await updateItem(table, keys.account(account), { update: 'SET points = :many', values: { ':many': 1_000_000 } });
}

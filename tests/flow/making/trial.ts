import type { Stack } from '#local/stack.ts';
import { randomNumbers } from '#proof/faults/random.ts';
import { dynamoCreations } from '#shared/adapters/dynamo/creations.ts';
import type { WorkKind } from '#shared/domain/catalogue/types.ts';
import { toolTypes } from '#shared/domain/writing/names.ts';
import { ask, tableOf } from '#tests/support/platform/api.ts';
import { eventually } from '#tests/support/stack.ts';
import { books, writer } from '../writing/support.ts';

export type Service = 'qwen' | 'gemini';

/** The built-in models (`builtIn`) of each kind, by who runs them. */
export const MODELS: Readonly<Record<WorkKind, Partial<Record<Service, number>>>> = {
  writing: { qwen: 1, gemini: 5 },
  ppt: { qwen: 4, gemini: 6 },
  image: { gemini: 2 },
  video: { gemini: 3 },
};
const PRICES: Readonly<Record<WorkKind, number>> = { writing: 10, ppt: 30, image: 20, video: 50 };

/** How a piece of work ended, as its customer sees it, and what is left of him. */
export interface Ended {
  kind: WorkKind;
  /** 200, or the document's number of the error. */
  code: number;
  creations: number;
  books: Awaited<ReturnType<typeof books>>;
}

/** What has to be left after a piece of work of this kind that ended in `code`; the points that the customer had don't matter. */
export const owed = (kind: WorkKind, code: number) => ({
  ...{ kind, code },
  ...(code === 200
    ? { creations: 1, paid: PRICES[kind], held: 0, entries: 2, sound: true }
    : { creations: 0, paid: 0, held: 0, entries: 1, sound: true }),
});

/** The same, of what is. */
export const left = (points: number, { kind, code, creations, books }: Ended) => ({
  ...{ kind, code, creations, paid: points - books.points, held: books.held, entries: books.entries },
  sound: books.sum === books.points,
});

/**
 * One customer, with little more points than it takes, asks for one piece of work and hears of its end. The seed says how: what exactly, whether he waits
 * or asks again later, whether he sends his request twice.
 */
export async function trial(stack: Stack, kind: WorkKind, service: Service, seed: string) {
  const draw = randomNumbers(seed);
  const points = PRICES[kind] + draw(2) * draw(40);
  const user = await writer(stack, points);
  const [path, json] = orderOf(kind, draw);
  const headers = { prefer: draw(2) === 0 ? 'respond-async' : 'wait=20', 'idempotency-key': seed };
  const send = () => ask<Answer>(stack, 'POST', path, { token: user.token, headers, json: { ...json, model_id: MODELS[kind][service] } });
  const [first] = await Promise.all([send(), ...(draw(4) === 0 ? [send()] : [])]);
  // Of two at once one may hear that the other is at it. A gateway that has given up is asked again, as the document advises.
  const answer = answered(first) || (await eventually(async () => answered(await send()), 30_000));
  const code = await endOf(stack, user.token, kind, answer.body);
  const { total } = await dynamoCreations(tableOf(stack)).list(user.account, { page: 1, size: 1 });
  return left(points, { kind, code, creations: total, books: await books(stack, user) });
}

interface Answer {
  task_id?: string;
  status?: string;
  error_code?: number;
}
type Body = { code: number; data: Answer | null };

const answered = <T extends { status: number; body: { code?: number } }>(answer: T): T | false =>
  answer.status !== 409 && answer.body.code !== undefined && answer;

function endOf(stack: Stack, token: string, kind: WorkKind, { code, data }: Body): number | Promise<number> {
  const task = data?.task_id;
  if (task === undefined) return code;
  const path = kind === 'video' ? `/api/v1/video/${task}/status` : `/api/v1/jobs/${task}`;
  return eventually(async () => {
    const { status, body } = await ask<Answer | null>(stack, 'GET', path, { token, headers: { prefer: 'wait=20' } });
    if (status === 202) return false;
    if (kind !== 'video') return body.code;
    // 100 questions a minute are answered.
    await new Promise((resolve) => setTimeout(resolve, 400));
    return body.data!.status !== 'processing' && (body.data!.error_code ?? body.code);
  }, 60_000);
}

function orderOf(kind: WorkKind, draw: (below: number) => number): [path: string, json: object] {
  const title = `早睡早起的第${draw(1000)}天`;
  const side = () => 256 + draw(200);
  const outline = Array.from({ length: 1 + draw(3) }, (_, at) => `第${at + 1}节`);
  const orders: Record<WorkKind, [string, object]> = {
    writing: [`writing/${toolTypes[draw(toolTypes.length)]}`, { title, requirements: `字数${300 + draw(500)}字` }],
    ppt: ['ppt', { topic: title, outline }],
    image: ['image', { prompt: title, size: `${side()}x${side()}` }],
    video: ['video', { script: `${title}。`, duration: 3 }],
  };
  const [name, json] = orders[kind];
  return [`/api/v1/${name}/generate`, json];
}

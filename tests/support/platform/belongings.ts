import type { Stack } from '#local/stack.ts';
import type { Endpoint } from '#shared/contract/endpoint.ts';
import { ask, tableOf } from './api.ts';
import { creationOf, videoJobOf, writingJobOf } from './creations.ts';
import type { PlatformUser } from './users.ts';

type Make = (stack: Stack, owner: PlatformUser) => Promise<string>;

/** What a path's parameter may stand for: something of the owner's, by the endpoint's folder. */
const makers: Readonly<Record<string, Make>> = {
  'v1/jobs {task_id}': (stack, { account }) => writingJobOf(tableOf(stack), account),
  'v1/video {task_id}': (stack, { account }) => videoJobOf(tableOf(stack), account),
  'v1/creations {id}': async (stack, { account }) => String(await creationOf(tableOf(stack), account, { title: SECRET_TITLE })),
  'v1/credit {order_id}': async (stack, { token }) => {
    const json = { amount: 10, payment_method: 'alipay' };
    return (await ask<{ order_id: string }>(stack, 'POST', '/api/v1/credit/recharge', { token, json })).body.data.order_id;
  },
  // These are everybody's, and there is none with this number.
  'v1/operation {activity_id}': async () => '999999999',
  'v1/operation {coupon_id}': async () => '999999999',
};

/** Parameters that are nobody's. */
const plain: Readonly<Record<string, string>> = { '{tool_type}': 'wechat_article' };

const parameterOf = (path: string): string | undefined => /\{\w+\}/.exec(path)?.[0];

/** Whether the endpoint's path names something of somebody's. */
export function namesBelonging({ path }: Endpoint): boolean {
  const parameter = parameterOf(path);
  return parameter !== undefined && plain[parameter] === undefined;
}

/** Stands in what `makers` make, and nowhere else. */
export const SECRET_TITLE = 'Ada’s own title';

/**
 * The endpoint's path about something of the owner's; an operator's endpoint is about nobody's in particular. One whose parameter isn't
 * known here is refused, with its name.
 */
export async function pathAbout({ id, path, auth }: Endpoint, stack: Stack, owner: PlatformUser): Promise<string> {
  const parameter = parameterOf(path);
  if (parameter === undefined) return path;
  if (plain[parameter] !== undefined) return path.replace(parameter, plain[parameter]);
  const what = `${id.slice(0, id.lastIndexOf('/'))} ${parameter}`;
  const make = makers[what] ?? (auth === 'admin' ? async () => '1' : unknown(what));
  return path.replace(parameter, await make(stack, owner));
}

const unknown = (what: string): never => {
  throw new Error(`tests/support/platform/belongings.ts: say what "${what}" stands for`);
};

import type { Table } from '#shared/adapters/dynamo/table.ts';
import type { Endpoint } from '#shared/contract/endpoint.ts';
import { creationOf } from './creations.ts';
import type { PlatformUser } from './users.ts';

type Make = (table: Table, owner: PlatformUser) => Promise<string>;

/** What a path's parameter may stand for: something of the owner's, by the endpoint's folder. */
const makers: Readonly<Record<string, Make>> = {
  'v1/creations {id}': async (table, { account }) => String(await creationOf(table, account, { title: SECRET_TITLE })),
  // These are everybody's, and there is none with this number.
  'v1/operation {activity_id}': async () => '999999999',
  'v1/operation {coupon_id}': async () => '999999999',
};

/** Stands in what `makers` make, and nowhere else. */
export const SECRET_TITLE = 'Ada’s own title';

/**
 * The endpoint's path about something of the owner's; an operator's endpoint is about nobody's in particular. One whose parameter isn't
 * known here is refused, with its name.
 */
export async function pathAbout({ id, path, auth }: Endpoint, table: Table, owner: PlatformUser): Promise<string> {
  const parameter = /\{\w+\}/.exec(path)?.[0];
  if (parameter === undefined) return path;
  const what = `${id.slice(0, id.lastIndexOf('/'))} ${parameter}`;
  const make = makers[what] ?? (auth === 'admin' ? async () => '1' : unknown(what));
  return path.replace(parameter, await make(table, owner));
}

const unknown = (what: string): never => {
  throw new Error(`tests/support/platform/belongings.ts: say what "${what}" stands for`);
};

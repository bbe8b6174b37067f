import type { Contract, Endpoint } from '#shared/contract/endpoint.ts';
import type { World } from '#tests/support/meter/world.ts';
import { forgetCalls } from '#tests/support/platform/limits.ts';
import type { Owners } from './owners.ts';

const SIZE = 20;
/** How lists are asked for a page of a size: the mini-program's, and the platform's. */
const SIZES = ['limit', 'page_size'] as const;

/** A list is whatever takes the size of a page. */
export const isList = (contract: Contract): contract is Endpoint => contract.kind === 'endpoint' && sizeOf(contract) !== undefined;

const sizeOf = ({ query }: Endpoint) =>
  SIZES.find((name) => (parsed(query, { [name]: String(SIZE) })?.[name] ?? 0) === SIZE && parsed(query, { [name]: '0' }) === undefined);

const parsed = (query: Endpoint['query'], given: Record<string, string>) =>
  query?.safeParse(given).data as Partial<Record<string, unknown>> | undefined;

/** Asks for a full page: another would say nothing of a long list. */
export async function page({ call, table }: World, list: Endpoint, { mini, customer, partner }: Owners): Promise<void> {
  const { account, token } = list.api === 'mini' ? mini : customer;
  // A customer may ask a hundred times a minute; here it is asked more often.
  await forgetCalls(table, [account]);
  const path = list.path.replace('{code}', partner.code);
  const { data } = await call<{ data: Record<string, unknown> }>(list.method, `${path}?${sizeOf(list)}=${SIZE}`, { token });
  const listed = Object.values(data).find(Array.isArray);
  if (listed?.length !== SIZE) throw new Error(`${path} lists ${listed?.length} instead of ${SIZE}`);
}

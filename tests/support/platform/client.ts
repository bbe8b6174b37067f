import type { Stack } from '#local/stack.ts';
import { putItem } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import { type Answer, ask, type Envelope, tableOf } from './api.ts';
import { type PlatformUser, platformUser } from './users.ts';

/** An answer with its envelope taken off. */
export type PlatformAnswer = Pick<Answer, 'status' | 'headers'> & Envelope<Record<string, unknown>>;

type Call = (method: string, path: string, json?: unknown, headers?: Record<string, string>) => Promise<PlatformAnswer>;

/** A user of the platform with their token; the admin role is theirs if asked for. */
export interface PlatformClient extends PlatformUser {
  call: Call;
}

export const asNobody = (stack: Stack): Call => caller(stack);

export async function platformClient(stack: Stack, role?: 'admin'): Promise<PlatformClient> {
  const table = tableOf(stack);
  const user = await platformUser(table, stack.secrets);
  if (role) await putItem(table, { ...keys.role(role, user.account) });
  return { ...user, call: caller(stack, user.token) };
}

const caller =
  (stack: Stack, token?: string): Call =>
  async (method, path, json, headers = {}) => {
    const { body, status, headers: answered } = await ask(stack, method, path, { json, headers, ...(token !== undefined && { token }) });
    return { status, headers: answered, ...body };
  };

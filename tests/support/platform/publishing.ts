import { dynamoBindings } from '#shared/adapters/dynamo/bindings.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import { withNewKey } from '#shared/adapters/vault/key-ring.ts';
import { vault } from '#shared/adapters/vault/vault.ts';
import { secretOwner } from '#shared/domain/publishing/bind.ts';

/** Binds an Official Account of the stand-in's to the account, without asking it. Answers its app id, which nobody else has. */
export async function boundAccount(table: Table, secrets: { VAULT_KEYS?: string }, account: string): Promise<string> {
  const appId = `wx${account.replace(/\W/g, '')}`;
  const { seal } = vault(async () => secrets.VAULT_KEYS ?? withNewKey());
  const sealedSecret = await seal('a secret', secretOwner(account, 'wechat'));
  await dynamoBindings(table).put({ account, platform: 'wechat', appId, sealedSecret, boundAt: Date.now() });
  return appId;
}

/** What is public of an account at the stand-in. */
export async function postsOf({ outsideUrl }: { outsideUrl: string }, appId: string): Promise<{ content_source_url: string }[]> {
  const posts = await fetch(`${outsideUrl}/publish/wechat/posts?app_id=${appId}`);
  return (await posts.json()) as { content_source_url: string }[];
}

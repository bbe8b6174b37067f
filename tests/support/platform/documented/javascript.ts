import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import type { Envelope } from '../api.ts';

const page = readFileSync(new URL('./client.js.txt', import.meta.url), 'utf8');

/** The document's JavaScript client, as its page has it. */
export interface DocumentedClient {
  login(username: string, password: string): Promise<string | null>;
  generateArticle(title: string, keywords: string[]): Promise<Envelope>;
  getBalance(): Promise<Envelope<Record<string, unknown>>>;
}

/** Loads it against a server, which is all that differs, and runs its example. Answers what the example printed, too. */
export async function runDocumentedClient(baseUrl: string): Promise<{ client: DocumentedClient; printed: unknown }> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const context = createContext({ fetch, console: { log: resolve } });
  runInContext(page.replace("'http://localhost:8000'", JSON.stringify(baseUrl)), context);
  const client = runInContext('({ login, generateArticle, getBalance })', context) as DocumentedClient;
  return { client, printed: await promise };
}

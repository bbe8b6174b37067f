import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import type { Wx } from './wx.ts';

const page = readFileSync(new URL('./documented-client.txt', import.meta.url), 'utf8');
const parts = new Map(page.split('// @snippet ').map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n'))]));

export type Snippet = 'login' | 'outfitChange' | 'recharge' | 'userInfo';

/** `app.js` as the page has it. What the server answers is kept as it came. */
export interface DocumentedApp {
  globalData: { userInfo: { points: number } | null; token: string | null };
  onLaunch(): void;
  login(): Promise<unknown>;
  checkPoints(required: number): Promise<boolean>;
  useAI(apiPath: string, filePath: string, params?: Record<string, string>): Promise<Record<string, unknown>>;
}

export interface DocumentedPage {
  app: DocumentedApp;
  /** Runs one of the snippets. What it logs goes to `logged`. */
  run(snippet: Snippet): void;
  logged: unknown[][];
}

/** Loads the documented client code against a server. `names`: what the page leaves to its reader. */
export function loadDocumentedClient(wx: Wx, baseUrl: string, names: { imagePath: string; refreshUserInfo: () => void }): DocumentedPage {
  const logged: unknown[][] = [];
  const apps: DocumentedApp[] = [];
  const context = createContext({
    wx,
    App: (app: DocumentedApp) => apps.push(app),
    console: { log: (...values: unknown[]) => logged.push(values) },
    ...names,
  });
  const run = (name: string) => {
    const code = parts.get(name);
    if (code === undefined) throw new Error(`the page has no part ${name}`);
    runInContext(code.replaceAll('https://your-domain.com', baseUrl), context);
  };
  run('app');
  return { app: apps[0]!, run, logged };
}

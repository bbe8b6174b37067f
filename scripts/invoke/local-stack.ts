import { readFileSync } from 'node:fs';
import { environmentFile } from '#local/environment-file.ts';
import { UsageError } from '../operator/command.ts';

export interface LocalStack {
  url: string;
  /** All variables that its functions read. */
  env: Record<string, string>;
}

/** The local stack that runs on PORT. */
export async function localStack(file = environmentFile, port = process.env.PORT || '3000'): Promise<LocalStack> {
  const url = `http://localhost:${port}`;
  const healthy = await fetch(`${url}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );
  if (!healthy) throw new UsageError(`The local stack doesn't answer on ${url}. Start it with: npm start (PORT=${port})`);
  try {
    return { url, env: JSON.parse(readFileSync(file, 'utf8')).env };
  } catch {
    throw new UsageError(`Something answers on ${url}, but it left no .cache/local-env.json. Stop it and start again with: npm start`);
  }
}

/** A token of the account that the WeChat code "sample" logs in. */
export async function loginToken({ url }: LocalStack): Promise<string> {
  const response = await fetch(`${url}/api/wechat/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: 'sample' }),
  });
  const body = (await response.json()) as { token?: string; message?: string };
  if (!body.token) throw new UsageError(`The sample account can't log in (${response.status}): ${body.message}`);
  return body.token;
}

import { readFileSync } from 'node:fs';
import { environmentFile } from '#local/environment-file.ts';
import { OPERATOR } from '#local/operator.ts';
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
export async function loginToken(stack: LocalStack): Promise<string> {
  const { token } = await logIn<{ token?: string }>(stack, '/api/wechat/login', { code: 'sample' });
  return token!;
}

/** The tokens of the operator that `npm start` makes. */
export async function operatorTokens(stack: LocalStack): Promise<{ access: string; refresh: string }> {
  const { username, password } = OPERATOR;
  const { data } = await logIn<{ data: { access_token: string; refresh_token: string } }>(stack, '/api/v1/auth/login', {
    username,
    password,
  });
  return { access: data.access_token, refresh: data.refresh_token };
}

async function logIn<Answer>({ url }: LocalStack, path: string, who: object): Promise<Answer> {
  const body = JSON.stringify(who);
  const response = await fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const answer = (await response.json()) as Answer & { message?: string };
  if (!response.ok) throw new UsageError(`The sample account can't log in (${response.status}): ${answer.message}`);
  return answer;
}

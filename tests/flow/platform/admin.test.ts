import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { platform } from '#functions/v1/auth.wiring.ts';
import type { Call } from '#shared/http/call.ts';
import { tableOf } from '#tests/support/platform/api.ts';
import { type PlatformUser, platformUser } from '#tests/support/platform/users.ts';
import { useStack } from '#tests/support/stack.ts';

const SCRIPT = resolve(import.meta.dirname, '../../../scripts/admin.ts');
const stack = useStack();
let ada: PlatformUser;
beforeAll(async () => {
  ada = await platformUser(tableOf(stack()), stack().secrets, 'Ada');
});

/** CloudFormation, which knows what the stage's table is called. */
const cloudformation = createServer(async (request, response) => {
  const stackName = new URLSearchParams(await text(request)).get('StackName');
  const known = stackName === 'Darkroom-prod-Data';
  const detail = `<StackResourceDetail><PhysicalResourceId>${stack().table}</PhysicalResourceId></StackResourceDetail>`;
  response.writeHead(known ? 200 : 400, { 'content-type': 'text/xml' });
  response.end(
    known
      ? `<DescribeStackResourceResponse><DescribeStackResourceResult>${detail}</DescribeStackResourceResult></DescribeStackResourceResponse>`
      : `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack '${stackName}' does not exist</Message></Error></ErrorResponse>`,
  );
}).listen(0, '127.0.0.1');
await once(cloudformation, 'listening');
afterAll(() => void cloudformation.close().closeAllConnections());

/** `npm run admin -- …`, as an operator of AWS would type it. */
async function admin(...args: string[]): Promise<{ code: number | null; output: string }> {
  const url = `http://127.0.0.1:${(cloudformation.address() as AddressInfo).port}`;
  const child = spawn('node', [SCRIPT, ...args], { env: { ...process.env, AWS_ENDPOINT_URL_CLOUDFORMATION: url } });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: code as number | null, output: out + err };
}

/** The roles of whoever has this token, as an operator's endpoint finds them out. */
async function rolesOf(token: string) {
  const { guards } = platform(stack().env, { auth: 'admin', rate: 'query', uses: ['tokens', 'roles:read', 'limits'] });
  return (await guards.authenticate({ headers: { authorization: `Bearer ${token}` } } as unknown as Call)).roles;
}

test('a role is granted, listed and revoked, and counts from the next request on, with the token that is about', async () => {
  expect(await rolesOf(ada.token)).toEqual([]);
  expect(await admin('grant', 'ADA', '--stage', 'prod')).toEqual({
    code: 0,
    output: 'Ada is an operator of prod, from the next request on.\n',
  });
  expect(await rolesOf(ada.token)).toEqual(['admin']);
  expect((await admin('grant', 'ada', '--stage', 'prod')).code).toBe(0);
  expect((await admin('list', '--stage', 'prod')).output.match(/^(admin|Ada) +since \d{4}-\d\d-\d\d$/gm)).toHaveLength(2);
  expect(await admin('revoke', 'ada', '--stage', 'prod')).toEqual({
    code: 0,
    output: 'Ada is no operator of prod, from the next request on.\n',
  });
  expect(await rolesOf(ada.token)).toEqual([]);
  expect((await admin('list', '--stage', 'prod')).output).not.toContain('Ada');
}, 60_000);

test.each([
  [['grant', 'nobody', '--stage', 'prod'], 'Nobody is called nobody'],
  [['grant', 'ada', '--stage', 'dev'], "The table of dev can't be found"],
  [['grant', 'ada'], 'Which stage?'],
  [['grant', '--stage', 'prod'], 'npm run admin -- grant USERNAME --stage STAGE'],
  [['promote', 'ada', '--stage', 'prod'], 'npm run admin -- grant USERNAME --stage STAGE'],
  [['grant', 'ada', '--stage', 'nowhere'], 'There is no stage "nowhere"'],
])('npm run admin -- %j says what is wrong', async (args, message) => {
  const { code, output } = await admin(...args);
  expect(code).toBe(1);
  expect(output).toContain(message);
  expect(output).not.toMatch(/\bat .*\.ts:\d+/);
});

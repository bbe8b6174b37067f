import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { writeEnvironment } from '#local/environment-file.ts';
import { PartnerClient } from '#tests/support/partner.ts';
import { useStack } from '#tests/support/stack.ts';

const SCRIPT = resolve(import.meta.dirname, '../../../scripts/admin.ts');
const stack = useStack();

/** `npm run admin -- partner … --stage local`, while `npm start` runs. */
async function partner(...args: string[]): Promise<{ code: number | null; output: string }> {
  const forget = writeEnvironment(stack().env);
  const child = spawn('node', [SCRIPT, 'partner', ...args, '--stage', 'local'], { env: { ...process.env, PORT: String(stack().port) } });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  forget();
  return { code: code as number | null, output: out + err };
}

test('a partner is made, paid, listed, rotated, suspended and billed at the terminal', async () => {
  const made = await partner('create', 'ada', '--name', 'Ada Photo', '--lane', 'priority');
  const secret = /secret_key +(\S+)/.exec(made.output)![1]!;
  const ada = new PartnerClient(stack(), { code: 'ada', secret });
  expect((await partner('add', 'ada', '50', '--reference', 'bank-1')).output).toMatch(
    /^ada has 50 uploads for ¥400 of bank-1, until \d{4}-/,
  );
  expect(await ada.nums()).toBe(50);
  expect((await partner('list')).output).toMatch(/^ada +active +priority +50 left, 0 at work +Ada Photo$/m);

  const rotated = /secret_key +(\S+)/.exec((await partner('rotate', 'ada', '--grace', 'none')).output)![1]!;
  expect((await ada.call('company/nums')).body.errno).toBe(9999);
  expect(await new PartnerClient(stack(), { code: 'ada', secret: rotated }).nums()).toBe(50);
  expect((await partner('suspend', 'ada')).output).toBe('ada is suspended.\n');
  expect((await partner('resume', 'ada')).output).toBe('ada is active.\n');
  expect((await partner('lane', 'ada', 'bulk')).code).toBe(0);
  expect((await partner('usage', 'ada')).output).toMatch(/ +50 +50 +充值 50 张\n1 in all\n$/);
  const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
  expect((await partner('statement', 'ada', month)).output).toContain(',bought,50,50,bank-1,充值 50 张,400.00');
}, 60_000);

test('a secret that a partner has already comes from a file, and isn’t shown', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'darkroom-partner-')), 'secret');
  writeFileSync(file, 'their-old-secret\n');
  const { output } = await partner('create', 'old', '--secret-file', file);
  expect(output).not.toContain('their-old-secret');
  expect(await new PartnerClient(stack(), { code: 'old', secret: 'their-old-secret' }).nums()).toBe(0);
}, 30_000);

test.each([
  [['create', 'hiliad'], 'code hiliad 已存在'],
  [['create', 'a b'], 'code 只能包含'],
  [['add', 'hiliad', '50'], 'Say --reference'],
  [['add', 'hiliad', '7', '--reference', 'x'], 'A package is one of: 3, 10, 50, 200'],
  [['rotate', 'hiliad'], 'A grace is one of: none, hour, day'],
  [['suspend', 'nobody'], '数据未找到'],
  [['statement', 'hiliad', 'January'], 'month 必须是月份'],
  [['dismiss', 'hiliad'], 'npm run admin -- partner create CODE'],
])(
  'npm run admin -- partner %j says what is wrong',
  async (args, message) => {
    const { code, output } = await partner(...args);
    expect(code).toBe(1);
    expect(output).toContain(message);
    expect(output).not.toMatch(/\bat .*\.ts:\d+/);
  },
  30_000,
);

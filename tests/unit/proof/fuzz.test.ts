import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { registry } from '#functions/registry.ts';
import { type Attempt, curlOf } from '../../../proof/fuzz/attempt.ts';
import { discrepancies, type Item } from '../../../proof/fuzz/books.ts';
import { type Document, operationsOf } from '../../../proof/fuzz/document.ts';
import { attemptOf, validDraft } from '../../../proof/fuzz/generate/draft.ts';
import { hostile } from '../../../proof/fuzz/generate/hostile.ts';
import { near } from '../../../proof/fuzz/generate/near.ts';
import { createJudge } from '../../../proof/fuzz/judge.ts';
import { lintOf } from '../../../proof/fuzz/lint.ts';
import { optionsOf } from '../../../proof/fuzz/options.ts';
import { Pool } from '../../../proof/fuzz/pool.ts';
import { createMatch } from '../../../proof/fuzz/route.ts';
import { type Answer, NoAnswer, send } from '../../../proof/fuzz/send.ts';
import { ownDocument } from '../../../proof/fuzz/world.ts';

const document = ownDocument();
const operations = operationsOf(document, registry);
const operation = (id: string) => operations.find((candidate) => candidate.id === id)!;
const judge = createJudge(document, ['the-signing-secret']);

const answer = (status: number, body: unknown, headers: Answer['headers'] = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json', 'x-request-id': '1', ...headers },
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  ms: 1,
});
const user = { id: 'user_1', openid: 'o1', points: 100, nickname: '', avatar: '' };
const loggedIn = { success: true, user, token: 't' };
const refused = { success: false, error: '登录失败', message: '缺少 code', code: 'LOGIN_ERROR' };

test('what the document says passes', () => {
  const login = operation('WechatLogin');
  expect(judge.operation(login, answer(200, loggedIn))).toBeUndefined();
  expect(judge.operation(login, answer(400, refused))).toBeUndefined();
  expect(judge.operation(login, answer(413, { message: 'Request Entity Too Large' }))).toBeUndefined();
  expect(judge.operation(operation('WechatPaymentNotify'), answer(500, { code: 'FAIL', message: 'x' }))).toBeUndefined();
  expect(judge.stranger(answer(404, { ...refused, code: 'NOT_FOUND' }))).toBeUndefined();
});

test.each([
  ['a status that is not documented', 'off schema', answer(418, refused)],
  ['a field too many', 'off schema', answer(200, { ...loggedIn, extra: 1 })],
  ['a field too few', 'off schema', answer(200, { success: true, user })],
  ['a wrong type', 'off schema', answer(200, { ...loggedIn, user: { ...user, points: '100' } })],
  ['an error of another shape', 'off schema', answer(400, { message: 'Bad' })],
  ['no JSON', 'off schema', answer(200, '<html>')],
  ['another content type', 'off schema', answer(200, loggedIn, { 'content-type': 'text/html' })],
  ['a header missing', 'off schema', answer(200, loggedIn, { 'x-request-id': undefined })],
  ['an unexpected error, though documented', 'server error', answer(500, { ...refused, code: 'INTERNAL_ERROR' })],
  ['a service behind it failing', 'server error', answer(502, refused)],
  ['a stack trace', 'leak', answer(400, { ...refused, message: 'x at parse (/var/task/index.ts:3:1)' })],
  ['a secret', 'leak', answer(200, { ...loggedIn, token: 'the-signing-secret' })],
])('%s is caught', (_, fault, wrong) => {
  expect(judge.operation(operation('WechatLogin'), wrong)?.fault).toBe(fault);
});

test('an unexpected error is caught where 500 also means "send it again"', () => {
  expect(judge.operation(operation('WechatPaymentNotify'), answer(500, refused))?.fault).toBe('server error');
});

test('a wrong document is caught by right answers', () => {
  const wrong = JSON.parse(JSON.stringify(document).replaceAll('"nickname"', '"nick"')) as Document;
  expect(createJudge(wrong).operation(operation('WechatLogin'), answer(200, loggedIn))?.fault).toBe('off schema');
});

test.each([409, 200, 302])('%i for what is not documented is caught', (status) => {
  expect(judge.stranger(answer(status, refused))?.fault).toBe('off schema');
});

async function serverOf(listener: Parameters<typeof createServer>[1]): Promise<number> {
  const server: Server = createServer(listener).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close().closeAllConnections());
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const attempt: Attempt = { operation: 'X', kind: 'valid', what: '', method: 'POST', path: '/a', headers: {}, body: Buffer.from("it's") };

test('an endpoint that hangs, and one that hangs up, are no answer', async () => {
  await expect(send(await serverOf(() => {}), attempt, 50)).rejects.toThrow(new NoAnswer('no answer within 50 ms'));
  await expect(send(await serverOf((request) => void request.socket.destroy()), attempt, 1000)).rejects.toThrow(NoAnswer);
  const stalled = await serverOf((_, response) => void response.writeHead(200).write('begun'));
  await expect(send(stalled, attempt, 50)).rejects.toThrow(NoAnswer);
});

const account = { pk: 'ACCOUNT#1', sk: 'ACCOUNT', points: 70, held: 30, holds: { req_1: 30 } };
const entry = { pk: 'ACCOUNT#1', sk: 'ENTRY#1', amount: 100 };

test.each<[string, Item[], number]>([
  ['books that add up', [account, entry], 0],
  ['a point from nowhere', [{ ...account, points: 71 } as Item, entry], 1],
  ['a hold that nobody holds', [{ ...account, holds: {} } as Item, entry], 1],
  ['a debt', [{ ...account, points: -30, held: 30 } as Item, { ...entry, amount: 0 } as Item], 1],
])('%s', (_, items, problems) => {
  expect(discrepancies(items)).toHaveLength(problems);
});

test('the document lints clean, and one with a hole does not', async () => {
  expect(await lintOf(document)).toEqual([]);
  const broken = JSON.parse(JSON.stringify(document).replace('"operationId":"WechatUserInfo"', '"operationId":"WechatLogin"'));
  expect((await lintOf(broken)).join()).toContain('operation-operationId-unique');
});

const material = {
  pool: new Pool(operations),
  pictures: [{ what: 'p', bytes: Buffer.from('p') }],
  broken: [{ what: 'b', bytes: Buffer.from('b') }],
};

test.each(operations.map((each) => [each.id, each] as const))(
  '%s: valid, near-valid and hostile requests are drawn, by the seed alike',
  (_, each) => {
    const valid = validDraft(each, material);
    for (const drawn of [valid.map((draft) => attemptOf(each, 'valid', '', draft)), near(each, material, valid), hostile(each, valid)]) {
      const sample = () => fc.sample(drawn, { seed: 7, numRuns: 10 }).map(({ body, ...rest }) => ({ ...rest, body: body?.length }));
      expect(sample()).toEqual(sample());
      expect(new Set(sample().map((request) => JSON.stringify(request))).size).toBeGreaterThan(
        each.parameters.length + each.bodies.length > 0 ? 1 : 0,
      );
    }
    const { method, path } = attemptOf(each, 'valid', '', fc.sample(valid, { seed: 1, numRuns: 1 })[0]!);
    expect(createMatch(operations)(method, path)?.id).toBe(each.id);
  },
);

test('a mere id of what a path answers is what the path below it means', () => {
  const things = [{ path: '/api/v1/things/{thing_id}' }, { path: '/api/v1/things/{thing_id}/parts/{part_id}' }, { path: '/other/{id}' }];
  const pool = new Pool(things as unknown as typeof operations);
  pool.harvest({ code: 200, data: { items: [{ id: 7, order_id: 9 }] } }, '/api/v1/things');
  expect(pool.ofParameter('/api/v1/things/{thing_id}/parts/{part_id}', 'thing_id')).toEqual([7]);
  expect(['order_id', 'part_id', 'id'].map((name) => pool.of(name))).toEqual([[9], [], []]);
  pool.harvest({ url: '/other/a%20b' });
  expect(pool.ofParameter('/other/{id}', 'id')).toEqual(['a b']);
});

test('names that the API gave are used again', () => {
  const pool = new Pool(operations);
  pool.harvest({ requestId: 'req_1', statusUrl: '/api/image/jobs/req_2', data: { key: 'incoming/a/b', imageUrl: '/uploads/c.jpg' } });
  expect([
    pool.ofParameter('/api/image/jobs/{requestId}', 'requestId'),
    pool.ofParameter('/uploads/{name}', 'name'),
    pool.of('imageKey'),
    pool.of('Idempotency-Key'),
  ]).toEqual([['req_2', 'req_1'], ['c.jpg'], ['incoming/a/b'], []]);
});

test('a failing request is a command that can be pasted', () => {
  const keep = () => '/tmp/body.bin';
  const sent = { ...attempt, headers: { authorization: 'Bearer abc', 'x-a': '1' } };
  expect(curlOf(sent, { token: 'abc', keep })).toBe(
    `curl -sS -i --path-as-is -X POST 'http://localhost:3000/a' -H "authorization: Bearer $TOKEN" -H 'x-a: 1' --data-binary 'it'\\''s'`,
  );
  expect(curlOf({ ...attempt, body: Buffer.from([0, 255]) }, { keep })).toMatch(/--data-binary '@\/tmp\/body\.bin'$/);
});

test('arguments: quick unless full, a seed, one operation; nonsense is said', () => {
  expect(optionsOf(['--full', '--seed', '4', '--only', 'X'])).toEqual({
    ...{ requests: 500, seed: 4, only: 'X', help: false },
    budgetMs: Number.POSITIVE_INFINITY,
  });
  expect(optionsOf([])).toMatchObject({ requests: 60, budgetMs: 100_000, seed: 1 });
  expect(() => optionsOf(['--budget', 'x'])).toThrow('--budget');
  expect(() => optionsOf(['--seed', 'x'])).toThrow('whole number');
  expect(() => optionsOf(['--quick', '--full'])).toThrow('not both');
});

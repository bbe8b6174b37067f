import { expect, test } from 'vitest';
import { renderFault } from '#shared/http/render.ts';
import { Fault, type FaultDetails } from '#shared/kernel/fault.ts';
import { type FaultCode, faults } from '#shared/kernel/faults.ts';
import { endpoints, named } from './endpoints.ts';

const codes = Object.keys(faults) as FaultCode[];

function rendered(api: Parameters<typeof renderFault>[0], code: FaultCode, details?: FaultDetails) {
  const { statusCode, headers, body } = renderFault(api, new Fault(code, details), 'r-1');
  return { status: statusCode, headers, body: JSON.parse(body) as Record<string, unknown> };
}

test('too few points are said exactly as documented', () => {
  const { status, body } = rendered('mini', 'points.insufficient', { message: '当前积分:5,需要积分:20', available: 5, needed: 20 });
  expect(status).toBe(402);
  expect(body).toEqual({ success: false, error: '积分不足', code: 'INSUFFICIENT_POINTS', message: '当前积分:5,需要积分:20' });
});

test('a refused code of wx.login() is said exactly as documented', () => {
  const { status, body } = rendered('mini', 'login.refused');
  expect(status).toBe(401);
  expect(body).toEqual({ success: false, error: '登录失败', message: 'WeChat login error: invalid code', code: 'LOGIN_ERROR' });
});

test('a payment that is not configured is said exactly as documented', () => {
  const { status, body } = rendered('mini', 'order.unconfigured');
  expect(status).toBe(503);
  expect(body).toEqual({ success: false, error: '创建订单失败', message: 'WeChat payment not configured', code: 'CREATE_ORDER_ERROR' });
});

test.each([
  ['request.unauthorized', 401, 'UNAUTHORIZED'],
  ['points.insufficient', 402, 'INSUFFICIENT_POINTS'],
  ['request.rate_limited', 429, 'RATE_LIMITED'],
  ['ai.busy', 429, 'RATE_LIMITED'],
  ['ai.unavailable', 502, 'AI_SERVICE_ERROR'],
  ['ai.retired', 502, 'AI_SERVICE_ERROR'],
  ['ai.refused', 422, 'CONTENT_REFUSED'],
  ['image.too_large', 413, 'IMAGE_TOO_LARGE'],
  ['login.invalid', 400, 'LOGIN_ERROR'],
  ['login.busy', 503, 'LOGIN_ERROR'],
  ['login.unreachable', 502, 'LOGIN_ERROR'],
  ['idempotency.mismatch', 422, 'IDEMPOTENCY_KEY_REUSED'],
  ['idempotency.running', 409, 'REQUEST_IN_PROGRESS'],
] as const)('%s is a %i %s in the mini-program API', (fault, status, code) => {
  expect(rendered('mini', fault)).toMatchObject({ status, body: { success: false, code } });
});

test.each(codes)('%s has the documented shape in all three APIs', (code) => {
  const mini = rendered('mini', code);
  expect(mini.status).toBeGreaterThanOrEqual(400);
  expect(mini.status).toBeLessThan(600);
  expect(mini.body).toEqual({
    success: false,
    error: expect.stringMatching(/./),
    message: faults[code].message,
    code: expect.stringMatching(/^[A-Z_]+$/),
  });
  const partnerStatus = { 'request.not_found': 404, 'request.method': 405 }[code as string] ?? 200;
  expect(rendered('partner', code)).toMatchObject({ status: partnerStatus, body: { code: 9000, errno: expect.any(Number) } });
  const platform = rendered('platform', code);
  expect(platform.body).toEqual({ code: expect.any(Number), message: faults[code].message, data: null });
  expect(platform.status).toBe(platformStatus(platform.body.code as number));
});

/** decisions.md, "Platform API". */
function platformStatus(code: number): number {
  if (code < 1000) return code;
  if ([40001, 40002, 40003, 40005, 40008, 40010].includes(code)) return 400;
  if (code === 40004) return 404;
  if ([40006, 40007, 40009].includes(code)) return 502;
  throw new Error(`${code} is no documented code`);
}

/** The `errno` of partner-api.txt. */
const documentedErrno = [500, 9001, 9002, 9005, 9006, 9009, 9101, 9999];

test('a fault of the partner API has a documented errno', () => {
  for (const code of codes) expect(documentedErrno).toContain(faults[code].partner);
});

test('a fault whose work is over is kept for an idempotent replay, one before any work is not', () => {
  const outcomes = codes.filter((code) => faults[code].outcome);
  expect(outcomes).toEqual(codes.filter((code) => /^(ai\.|job\.(cancelled|expired))/.test(code)));
});

test('facts for an operator don’t reach the client', () => {
  const facts = { reason: 'quota of project 123', operator: 'rotate the key', field: 'image', requestId: 'req_1', retryAfter: 1.2 };
  const { headers, body } = rendered('mini', 'ai.busy', facts);
  expect(Object.keys(body).sort()).toEqual(['code', 'error', 'field', 'message', 'requestId', 'success']);
  expect(headers['retry-after']).toBe('2');
});

test.each(['mini', 'partner', 'platform'] as const)('an error nobody foresaw tells %s clients its id and nothing internal', (api) => {
  const { body, statusCode } = renderFault(api, new TypeError("Cannot read 'secret' of undefined"), 'r-77');
  expect(statusCode).toBe(api === 'partner' ? 200 : 500);
  expect(body).toContain('r-77');
  expect(body).not.toContain('secret');
});

test.each(named)('%s names each of its faults once', (_, { faults: own }) => {
  expect(new Set(own).size).toBe(own.length);
});

test('every fault is one that some endpoint ends in, or that its way there brings along', () => {
  const implied: FaultCode[] = [
    'request.invalid',
    'request.unauthorized',
    'request.forbidden',
    'request.unexpected',
    'request.rate_limited',
  ];
  const byIdempotency: FaultCode[] = ['idempotency.mismatch', 'idempotency.running'];
  const used = new Set([...implied, ...byIdempotency, ...endpoints.flatMap((endpoint) => [...endpoint.faults])]);
  expect(codes.filter((code) => !used.has(code))).toEqual([]);
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { localSecrets, localSettings, realServices } from '#local/settings.ts';
import { settings } from '#shared/contract/settings.ts';

const standIns = { GEMINI_BASE_URL: 'http://127.0.0.1:1/gemini', WECHAT_BASE_URL: 'http://127.0.0.1:1/wechat', STAGE: 'local' };
const standInSecrets = { GEMINI_API_KEY: 'stand-in', WECHAT_APP_SECRET: 'stand-in' };

test('without credentials every service is a stand-in', () => {
  expect(realServices({})).toEqual({ gemini: false, qwen: false, vertex: false, wechat: false, wechatPay: false, alipay: false });
  expect(localSettings({}, standIns)).toMatchObject(standIns);
  expect(localSecrets({}, standInSecrets)).toMatchObject(standInSecrets);
});

test('with a Gemini key Gemini is the real one, and WeChat stays a stand-in', () => {
  const variables = { GEMINI_API_KEY: 'mine' };
  expect(realServices(variables)).toMatchObject({ gemini: true, wechat: false });
  expect(localSettings(variables, standIns)).toMatchObject({
    GEMINI_BASE_URL: settings.GEMINI_BASE_URL,
    WECHAT_BASE_URL: standIns.WECHAT_BASE_URL,
  });
  expect(localSecrets(variables, standInSecrets)).toMatchObject({ GEMINI_API_KEY: 'mine', WECHAT_APP_SECRET: 'stand-in' });
});

test("a real service's address without its credentials doesn't lead requests away from the stand-in", () => {
  expect(localSettings({ GEMINI_BASE_URL: 'https://proxy.example' }, standIns).GEMINI_BASE_URL).toBe(standIns.GEMINI_BASE_URL);
});

test('half of the credentials of WeChat make no real WeChat', () => {
  expect(realServices({ WECHAT_APP_ID: 'wx1' }).wechat).toBe(false);
  expect(localSecrets({ WECHAT_PAY_KEY: 'mine' }, standInSecrets)).not.toHaveProperty('WECHAT_PAY_KEY');
});

test('settings of the person win over the defaults', () => {
  expect(localSettings({ IMAGE_MODEL: 'mine', WAIT_SECONDS: '3' }, standIns)).toMatchObject({ IMAGE_MODEL: 'mine', WAIT_SECONDS: '3' });
});

test("Google's credentials may be in a file, as Google's own tools have them", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-'));
  const file = join(folder, 'key.json');
  await writeFile(file, '{"type":"service_account"}');
  const variables = { GOOGLE_CLOUD_PROJECT: 'p', GOOGLE_APPLICATION_CREDENTIALS: file };
  expect(realServices(variables).vertex).toBe(true);
  expect(localSecrets(variables, {}).GOOGLE_CREDENTIALS).toBe('{"type":"service_account"}');
  await rm(folder, { recursive: true });
});

test('tokens are signed with another key at each start', () => {
  expect(localSecrets({}, {}).JWT_SECRET).not.toBe(localSecrets({}, {}).JWT_SECRET);
});

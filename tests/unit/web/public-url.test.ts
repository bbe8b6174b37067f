import { expect, test } from 'vitest';
import { isPublicAddress } from '#shared/adapters/public-fetch/address.ts';
import { publicUrl } from '#shared/domain/web/public-url.ts';

const none = new Set<string>();

test('public https addresses pass as they are', () => {
  for (const address of [
    'https://dashscope.aliyuncs.com/compatible-mode/v1',
    'https://ws-1.cn-beijing.maas.aliyuncs.com:8443/x?y=1',
    'https://8.8.8.8/',
    'https://例子.公司.cn/回调',
  ]) {
    expect(publicUrl(address, 'api_base', none).href).toBe(new URL(address).href);
  }
});

test.each([
  ['no address', 'dashscope', '不是有效的地址'],
  ['an empty text', '', '不是有效的地址'],
  ['plain http', 'http://api.example.com/', 'https'],
  ['another scheme', 'file:///etc/passwd', 'https'],
  ['a user name', 'https://user:secret@api.openai.com/', '用户名'],
  ['this machine', 'https://localhost/', '公网域名'],
  ['this machine with a dot', 'https://localhost./', '公网域名'],
  ['this machine in capitals', 'https://LOCALHOST:8443/', '公网域名'],
  ['a name below localhost', 'https://api.localhost/', '公网域名'],
  ['a name of the own network', 'https://metadata/', '公网域名'],
  ['the metadata server by name', 'https://metadata.google.internal/', '公网域名'],
  ['an instance by name', 'https://ip-10-0-0-1.ec2.internal./', '公网域名'],
  ['a printer', 'https://printer.local/', '公网域名'],
  ['a very long text', `https://a.com/${'x'.repeat(2048)}`, '2048'],
])('%s is refused, with the field named', (_, address, reason) => {
  expect(() => publicUrl(address, 'api_base', none)).toThrow(
    expect.objectContaining({ code: 'request.invalid', details: expect.objectContaining({ field: 'api_base' }) }),
  );
  expect(() => publicUrl(address, 'api_base', none)).toThrow(reason);
});

test('an origin that the operator allows is exempt, its neighbours are not', () => {
  const allowed = new Set(['http://127.0.0.1:3001']);
  expect(publicUrl('http://127.0.0.1:3001/qwen', 'api_base', allowed).port).toBe('3001');
  for (const other of ['http://127.0.0.1:3002/', 'http://127.0.0.1:3001@10.0.0.1/', 'http://127.0.0.1:3001.evil.cn/'])
    expect(() => publicUrl(other, 'api_base', allowed), other).toThrow();
});

test.each(['1.1.1.1', '8.8.8.8', '47.100.1.2', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2400:3200::1'])(
  '%s is public',
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

test.each([
  ...['127.0.0.1', '127.255.255.254', '0.0.0.0', '0.1.2.3', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  ...['169.254.169.254', '169.254.170.2', '100.64.0.1', '100.127.255.255', '100.100.100.200', '192.0.0.8', '192.0.2.1', '198.18.0.1'],
  ...['198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255'],
  ...['::', '::1', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'fc00::1', 'fd00:ec2::254', 'ff02::1', '2001:db8::1', '3fff::1'],
  ...['::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1', '64:ff9b::7f00:1', '64:ff9b:1::a00:1', '2002:7f00:1::', '2001::1', '100::1'],
  ...['4000::1', '5f00::1'],
])('%s is not public', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

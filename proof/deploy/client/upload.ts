import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Checks } from '../checks.ts';
import { createCustomer, type World } from './customer.ts';

interface Grant {
  data: { key: string; uploadUrl: string; method: string; headers: Record<string, string> };
}

/** The way of pictures that are too large for the gateway. */
export const upload = (checks: Checks, world: World, photo: string): Promise<void> =>
  checks.run('a photo above 4.5 MB is uploaded to the bucket and restored', async () => {
    const bytes = await readFile(photo);
    assert.ok(bytes.length > 4.5 * 1024 * 1024, `the photo has only ${bytes.length} bytes`);
    const hopper = createCustomer('hopper', photo, world);
    await hopper.page.app.login();
    const granted = await hopper.post('/api/uploads', { contentType: 'image/jpeg', bytes: bytes.length });
    const { data } = (await granted.json()) as Grant;
    const put = await fetch(data.uploadUrl, { method: data.method, headers: data.headers, body: bytes });
    assert.equal(put.status, 200, await put.text());
    const restored = await hopper.post('/api/image/restore', { imageKey: data.key });
    const text = await restored.text();
    assert.equal(restored.status, 200, text);
    assert.match(text, /"imageUrl":"\/uploads\/restored_/);
    return `${(bytes.length / 1e6).toFixed(1)} MB`;
  });

import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { geminiText } from '#shared/adapters/genai/text.ts';
import { readVideoFacts } from '#shared/adapters/mp4/facts.ts';
import { joinClips } from '#shared/adapters/mp4/join.ts';
import { planShots } from '#shared/domain/films/shots.ts';
import { splitFilm } from '#shared/domain/films/split.ts';
import type { VideoModel } from '#shared/domain/models/ports.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { API_KEY, finished, probe, startGoogle } from './google.ts';

let google: Awaited<ReturnType<typeof startGoogle>>;
beforeAll(async () => {
  google = await startGoogle({ videoMs: 0 });
});
afterAll(() => google.close());

const script = '清晨，老人推开院门。阳光照在石榴树上！孙女跑来，喊：“爷爷！”两人笑了。画面渐渐暗下去。';

/** From the script to the file, as a worker does it. */
async function film(videos: VideoModel, duration: number): Promise<Uint8Array> {
  const text = geminiText('gemini-flash-latest', { GEMINI_BASE_URL: `${google.url}/gemini` }, async () => API_KEY);
  const options = { timeoutMs: 10_000, clock: systemClock, onFault: vi.fn() };
  const shots = await planShots(text, script, splitFilm(duration, await videos.lengths()), options);
  expect(options.onFault).not.toHaveBeenCalled();
  const clips = await Promise.all(
    shots.map(async ({ prompt, seconds, shown }) => {
      const progress = await finished(videos, await videos.start({ prompt, seconds, aspectRatio: '16:9', tier: 'fast' }));
      if (progress.state !== 'done') throw new Error(`ended ${progress.state}`);
      return { bytes: (await videos.download(progress.location)).bytes, shown };
    }),
  );
  return joinClips(clips);
}

test('a script of 25 seconds becomes one playable MP4 of 25 seconds, made by Omni from words alone', async () => {
  const bytes = await film(google.omni(), 25);
  expect(await probe(bytes)).toEqual({ stream: 'h264 yuv420p 640x360', seconds: 25, faststart: true, decodes: true });
  expect(await readVideoFacts({ type: 'video/mp4', bytes })).toEqual({ duration: '25s', resolution: '640x360' });
  const orders = google.calls.list().filter(({ path, method }) => method === 'POST' && path.endsWith('/interactions'));
  expect(orders.map(({ body }) => (body as { response_format: { duration: string } }).response_format.duration).toSorted()).toEqual([
    '8s',
    '8s',
    '9s',
  ]);
  expect(JSON.stringify(orders)).not.toContain('"image"');
}, 60_000);

test('Veo makes clips of 4, 6 and 8 seconds; what is too long is cut', async () => {
  const bytes = await film(google.veo(), 9);
  expect(await probe(bytes)).toEqual({ stream: 'h264 yuv420p 1280x720', seconds: 9, faststart: true, decodes: true });
}, 60_000);

import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny';
import { beforeAll, expect, test } from 'vitest';
import { joinClips } from '#shared/adapters/mp4/join.ts';
import { type ClipOrder, makeClip } from '#tests/support/clips.ts';
import { probe } from '../../flow/google/google.ts';

/** What a player finds: tracks, exact length, timestamps, and the mean colour at points in time. */
async function watch(bytes: Uint8Array) {
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) });
  const video = (await input.getPrimaryVideoTrack())!;
  const audio = await input.getPrimaryAudioTrack();
  const times: number[] = [];
  for await (const { timestamp } of new EncodedPacketSink(video).packets()) times.push(timestamp);
  return {
    tracks: (await input.getTracks()).length,
    seconds: await video.computeDuration(),
    first: Math.min(...times),
    frames: times.length,
    distinct: new Set(times).size,
    soundSeconds: (await audio?.computeDuration()) ?? 0,
  };
}

const clips: Record<string, Uint8Array> = {};
beforeAll(async () => {
  const orders: Record<string, ClipOrder> = {
    red: { seconds: 4, picture: 'color=red' },
    green: { seconds: 3, picture: 'color=green' },
    blue: { seconds: 3, picture: 'color=blue' },
    short: { seconds: 2, picture: 'color=white' },
    almost: { seconds: 3.8, picture: 'color=white' },
    ordered: { seconds: 4, bFrames: 3, profile: 'main' },
    baseline: { seconds: 4, profile: 'baseline' },
    loud: { seconds: 4, tone: 440 },
    louder: { seconds: 3, tone: 880 },
    large: { seconds: 3, size: '640x360' },
  };
  await Promise.all(Object.entries(orders).map(async ([name, order]) => Object.assign(clips, { [name]: await makeClip(order) })));
}, 60_000);

const join = (...parts: [name: string, shown: number][]) => joinClips(parts.map(([name, shown]) => ({ bytes: clips[name]!, shown })));

test('clips become one film, exactly as long as they are shown', async () => {
  const film = await join(['red', 4], ['green', 3], ['blue', 3]);
  expect(await watch(film)).toMatchObject({ tracks: 1, seconds: 10, first: 0, frames: 240, distinct: 240 });
  expect(await probe(film)).toMatchObject({ stream: 'h264 yuv420p 320x180', seconds: 10, faststart: true, decodes: true });
}, 30_000);

test('what is too long is cut, at the end and in the middle', async () => {
  const film = await join(['red', 2], ['green', 1]);
  expect(await watch(film)).toMatchObject({ seconds: 3, frames: 72, distinct: 72 });
  expect(await probe(film)).toMatchObject({ seconds: 3, decodes: true });
});

test('one clip alone is cut too', async () => {
  const film = await join(['red', 1]);
  expect(await watch(film)).toMatchObject({ seconds: 1, frames: 24 });
});

test('a clip that is a few frames too short holds its last one', async () => {
  const film = await join(['almost', 4], ['green', 3]);
  const { seconds, frames } = await watch(film);
  expect(seconds).toBeCloseTo(7, 3);
  expect(frames).toBe(92 + 72);
  expect(await probe(film)).toMatchObject({ seconds: 7, decodes: true });
});

test('a clip that is clearly too short is an error, not a frozen picture', async () => {
  await expect(join(['red', 4], ['short', 4])).rejects.toThrow('clip 2 lasts 2.00 s');
});

test('frames that are decoded out of order are joined and cut in order', async () => {
  const film = await join(['ordered', 4], ['ordered', 2.5]);
  const { first, frames, distinct } = await watch(film);
  expect(first).toBeCloseTo(0, 3);
  expect(distinct).toBe(frames);
  expect(frames).toBeGreaterThan(96 + 60 - 4);
  expect(await probe(film)).toMatchObject({ seconds: 6.5, decodes: true });
});

test('clips that are coded with other parameters play as well', async () => {
  const film = await join(['ordered', 4], ['baseline', 4], ['red', 2]);
  expect((await watch(film)).seconds).toBeCloseTo(10, 3);
  expect(await probe(film)).toMatchObject({ stream: 'h264 yuv420p 320x180', seconds: 10, decodes: true });
});

test('sound stays with its picture', async () => {
  const film = await join(['loud', 4], ['louder', 2]);
  const { tracks, seconds, soundSeconds } = await watch(film);
  expect(tracks).toBe(2);
  expect(seconds).toBeCloseTo(6, 3);
  expect(soundSeconds).toBeGreaterThan(5.9);
  expect(soundSeconds).toBeLessThan(6.05);
  expect(await probe(film)).toMatchObject({ decodes: true });
});

test('sound that only some clips have is left out', async () => {
  expect(await watch(await join(['loud', 4], ['green', 3]))).toMatchObject({ tracks: 1, seconds: 7 });
});

test('clips of other sizes are an error that names the clip', async () => {
  await expect(join(['red', 4], ['large', 3])).rejects.toThrow('clip 2 is avc 640x360, the first is avc 320x180');
});

test('what is no video is an error', async () => {
  await expect(joinClips([{ bytes: Buffer.from('no video'), shown: 1 }])).rejects.toThrow();
  await expect(joinClips([])).rejects.toThrow('no clip');
});

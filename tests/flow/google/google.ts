import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ffmpeg from '@ffmpeg-installer/ffmpeg';
import { createGoogle, createProject, type GoogleOptions, keyFileOf } from '#local/outside/google/index.ts';
import { startOutside } from '#local/outside/host.ts';
import { geminiImages } from '#shared/adapters/genai/images.ts';
import { geminiVideos } from '#shared/adapters/genai/videos.ts';
import type { SecretName } from '#shared/contract/secrets.ts';
import { settings } from '#shared/contract/settings.ts';
import type { VideoModel, VideoProgress } from '#shared/domain/models/ports.ts';

export const API_KEY = 'test-key';

/** The stand-in on a free port, and the real adapters that talk to it. */
export async function startGoogle(options: Partial<GoogleOptions> = {}) {
  const project = createProject();
  const outside = await startOutside({ port: 0, services: [createGoogle({ apiKey: API_KEY, project, videoMs: 300, ...options })] });
  const endpoints = { GEMINI_BASE_URL: `${outside.url}/gemini`, VERTEX_BASE_URL: `${outside.url}/vertex` };
  const setup = (env: Record<string, string>, secrets: Partial<Record<SecretName, string>>) =>
    [{ ...settings, ...endpoints, ...env }, async (name: SecretName) => secrets[name]] as const;
  return {
    ...outside,
    keyFile: keyFileOf(project, outside.url),
    images: (env: Record<string, string> = {}, key = API_KEY) => geminiImages(...setup(env, { GEMINI_API_KEY: key })),
    omni: (env: Record<string, string> = {}, key = API_KEY) => geminiVideos(...setup(env, { GEMINI_API_KEY: key })),
    veo: (env: Record<string, string> = {}, keyFile = keyFileOf(project, outside.url)) =>
      geminiVideos(...setup(env, { GEMINI_API_KEY: API_KEY, GOOGLE_CREDENTIALS: keyFile })),
  };
}

/** The address of a server that is gone. */
export async function nobody(): Promise<string> {
  const { url, close } = await startOutside({ port: 0, services: [] });
  await close();
  return url;
}

/** Looks until the video is no longer running. */
export async function finished(videos: VideoModel, operation: string): Promise<VideoProgress> {
  for (;;) {
    const progress = await videos.look(operation);
    if (progress.state !== 'running') return progress;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** What ffmpeg says about a video: `h264 360x640 8s yuv420p`; and whether its index comes before its frames. */
export async function probe(bytes: Uint8Array): Promise<{ stream: string; seconds: number; faststart: boolean; decodes: boolean }> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-probe-'));
  try {
    const file = join(folder, 'video.mp4');
    await writeFile(file, bytes);
    const said = await run(['-i', file]);
    const [, codec, pixels, size] = /Video: (\w+).*?(yuv\w+).*? (\d+x\d+)/.exec(said) ?? [];
    const [, minutes = 0, seconds = 0] = (/Duration: 00:(\d+):([\d.]+)/.exec(said) ?? []).map(Number);
    const atoms = Buffer.from(bytes);
    const errors = await run(['-v', 'error', '-i', file, '-f', 'null', '-']);
    return {
      stream: `${codec} ${pixels} ${size}`,
      seconds: minutes * 60 + seconds,
      faststart: atoms.indexOf('moov') < atoms.indexOf('mdat'),
      decodes: errors === '',
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const run = (args: string[]): Promise<string> =>
  new Promise((resolve) => execFile(ffmpeg.path, args, (_error, _stdout, stderr) => resolve(stderr)));

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ffmpeg from '@ffmpeg-installer/ffmpeg';

export interface ClipOrder {
  seconds: number;
  /** A filter's source: `color=red`, `testsrc`. */
  picture?: string;
  size?: string;
  /** Frames that are decoded out of order. */
  bFrames?: number;
  /** H.264's profile, which is part of its parameter sets. */
  profile?: 'baseline' | 'main' | 'high';
  /** Hertz of a tone, if it has sound. */
  tone?: number;
}

/** A real MP4. */
export async function makeClip({
  seconds,
  picture = 'testsrc',
  size = '320x180',
  bFrames = 0,
  profile = 'high',
  tone,
}: ClipOrder): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-clip-'));
  const file = join(folder, 'clip.mp4');
  try {
    const source = `${picture}${picture.includes('=') ? ':' : '='}size=${size}:rate=24:duration=${seconds}`;
    const sound = tone ? ['-f', 'lavfi', '-i', `sine=frequency=${tone}:duration=${seconds}`, '-c:a', 'aac', '-shortest'] : ['-an'];
    const coding = `-c:v libx264 -preset ultrafast -profile:v ${profile} -bf ${bFrames} -pix_fmt yuv420p -movflags +faststart`.split(' ');
    await promisify(execFile)(ffmpeg.path, ['-v', 'error', '-f', 'lavfi', '-i', source, ...sound, ...coding, file]);
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

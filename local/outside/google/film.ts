import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ffmpeg from '@ffmpeg-installer/ffmpeg';
import { seedOf } from './pictures.ts';
import { makeStage, type Size } from './stage.ts';

const FPS = 24;

/** What the film is of, how large it is and how long it lasts. */
export interface FilmOrder {
  image: Buffer;
  /** Decides how the camera moves. */
  prompt: string;
  size: Size;
  seconds: number;
}

/** An H.264 MP4 (yuv420p, index in front) of a camera that moves over the photo. Aborting stops the encoder. */
export async function renderFilm(order: FilmOrder, signal: AbortSignal): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-film-'));
  try {
    const [source, target] = [join(folder, 'stage.jpg'), join(folder, 'film.mp4')];
    await writeFile(source, await makeStage(order.image, order.size));
    await run([...movement(order, source), ...encoding(order.seconds), target], signal);
    return await readFile(target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Four camera moves; the stage is a quarter larger than the film, which is the room they have. */
function movement({ prompt, size, seconds }: FilmOrder, source: string): string[] {
  const frames = seconds * FPS;
  const size_ = `${size.width}:${size.height}`;
  const pan = (x: string): string[] => ['-loop', '1', '-framerate', `${FPS}`, '-i', source, '-vf', `crop=${size_}:x='${x}':y='(ih-oh)/2'`];
  const zoom = (z: string): string[] => [
    '-i',
    source,
    '-vf',
    `zoompan=z='${z}':x='iw/2-(iw/zoom/2)':y='ih/2-(ih/zoom/2)':d=${frames}:s=${size.width}x${size.height}:fps=${FPS}`,
  ];
  const moves = [pan(`(iw-ow)*t/${seconds}`), zoom(`1+0.25*on/${frames}`), pan(`(iw-ow)*(1-t/${seconds})`), zoom(`1.25-0.25*on/${frames}`)];
  return moves[seedOf(prompt) % moves.length]!;
}

const encoding = (seconds: number): string[] =>
  `-t ${seconds} -an -c:v libx264 -preset ultrafast -crf 26 -pix_fmt yuv420p -movflags +faststart`.split(' ');

function run(args: string[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(ffmpeg.path, ['-v', 'error', '-nostdin', '-y', ...args], {
      signal,
      killSignal: 'SIGKILL',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaint = '';
    child.stderr.on('data', (chunk) => {
      complaint += chunk;
    });
    // An aborted encoder still has its files open until it closes.
    child.once('error', (error) => (child.pid === undefined ? reject(error) : undefined));
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`ffmpeg ended with ${code}: ${complaint.trim()}`))));
  });
}

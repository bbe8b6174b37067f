import sharp from 'sharp';

export interface Size {
  width: number;
  height: number;
}

const ROOM = 1.25;
const SIMILAR = 1.25;

/** Pixels of the film: `720p` is the shorter side. */
export function filmSize(resolution: '360p' | '720p' | '1080p', aspectRatio: '16:9' | '9:16'): Size {
  const short = Number.parseInt(resolution, 10);
  const long = (short * 16) / 9;
  return aspectRatio === '16:9' ? { width: long, height: short } : { width: short, height: long };
}

/**
 * What the camera moves over: the photo with room at its sides, a quarter larger than the film.
 * A photo of another form is shown whole, before a blurred copy of itself.
 */
export async function makeStage(image: Buffer, film: Size): Promise<Buffer> {
  const width = Math.round((film.width * ROOM) / 2) * 2;
  const height = Math.round((film.height * ROOM) / 2) * 2;
  const photo = await sharp(image).metadata();
  const difference = photo.width / photo.height / (width / height);
  const cover = sharp(image).flatten({ background: 'white' }).resize(width, height, { fit: 'cover', position: 'attention' });
  const alike = difference < SIMILAR && difference > 1 / SIMILAR;
  const layers = alike
    ? []
    : [{ input: await sharp(image).resize(width, height, { fit: 'inside' }).png({ compressionLevel: 1 }).toBuffer() }];
  const stage = alike ? cover : cover.blur(30).modulate({ brightness: 0.7 });
  return stage
    .toColourspace('srgb')
    .composite([...layers, { input: label(film), gravity: 'south' }])
    .jpeg({ quality: 92 })
    .toBuffer();
}

/** Says in the picture that no model made it; inside what every camera move shows. */
function label({ width, height }: Size): Buffer {
  const size = Math.round(Math.min(width, height) * 0.04);
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${Math.round(width / 2)}" height="${Math.round(height * 0.22)}">
    <text x="50%" y="${size}" text-anchor="middle" font-family="sans-serif" font-size="${size}" fill="white" stroke="black"
      stroke-width="${size / 24}" opacity="0.9">local sample</text></svg>`);
}

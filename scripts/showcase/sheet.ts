import sharp, { type OverlayOptions } from 'sharp';

/** A picture of the sheet, or the reason why there is none. */
export interface Cell {
  caption: string;
  file?: string;
  problem?: string;
}

const CELL = { width: 380, height: 420, gap: 8, caption: 26 };
const STEP = CELL.width + CELL.gap;

/** One row for each photo: before, then after each repair. JPEG. */
export async function contactSheet(rows: readonly Cell[][], file: string): Promise<void> {
  const layers: OverlayOptions[] = [];
  let top = CELL.gap;
  for (const row of rows) {
    const pictures = await Promise.all(row.map(({ file: of }) => (of ? pictureOf(of) : undefined)));
    const height = Math.max(0, ...pictures.map((picture) => picture?.info.height ?? 0));
    for (const [x, cell] of row.entries()) {
      const left = CELL.gap + x * STEP;
      const picture = pictures[x];
      if (picture) layers.push({ input: picture.data, left: left + ((CELL.width - picture.info.width) >> 1), top });
      layers.push({ input: captionOf(cell), left, top: top + height });
    }
    top += height + CELL.caption + CELL.gap;
  }
  const width = CELL.gap + STEP * Math.max(...rows.map((row) => row.length));
  await sharp({ create: { width, height: top, channels: 3, background: '#e8e6e1' } })
    .composite(layers)
    .jpeg({ quality: 90, chromaSubsampling: '4:4:4' })
    .toFile(file);
}

const pictureOf = (file: string) =>
  sharp(file)
    .autoOrient()
    .toColourspace('srgb')
    .flatten({ background: 'white' })
    .resize(CELL.width, CELL.height, { fit: 'inside' })
    .png()
    .toBuffer({ resolveWithObject: true });

const captionOf = ({ caption, problem }: Cell): Buffer => textOf(problem ? `${caption}: ${problem}` : caption, problem ? '#a11' : '#222');

const textOf = (text: string, colour: string): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${CELL.width}" height="${CELL.caption}">
    <text x="2" y="18" font-family="sans-serif" font-size="15" fill="${colour}">${escapeXml(text)}</text></svg>`);

const escapeXml = (text: string): string => text.replace(/[<>&"']/g, (char) => `&#${char.charCodeAt(0)};`);

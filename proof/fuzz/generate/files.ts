import fc from 'fast-check';
import * as draw from '#tests/support/pictures.ts';

export interface Drawn {
  what: string;
  bytes: Buffer;
}

/** Pictures that people send, drawn once. */
export async function pictures(): Promise<readonly Drawn[]> {
  return Promise.all(
    Object.entries({
      'damaged photo': draw.damagedPhoto(),
      'clean photo': draw.cleanPhoto(200, 250),
      'CMYK JPEG': draw.cmykJpeg(),
      'rotated JPEG': draw.rotatedJpeg(),
      'grey PNG': draw.greyPng(),
      '16-bit PNG': draw.deepPng(),
      'transparent PNG': draw.transparentPng(),
      WebP: draw.webpPhoto(),
      HEIC: Promise.resolve(draw.heicPhoto()),
      'one pixel': draw.tinyPng(),
    }).map(async ([what, bytes]) => ({ what, bytes: await bytes })),
  );
}

/** Files that are no picture, or one that can't be had. */
export async function brokenFiles(): Promise<readonly Drawn[]> {
  const [truncated, whole, large] = await Promise.all([draw.truncatedJpeg(), draw.cleanPhoto(), draw.jpegOfBytes(5_000_000)]);
  return [
    { what: 'truncated JPEG', bytes: truncated },
    { what: 'header of a huge PNG', bytes: draw.hugePngHeader() },
    { what: 'empty file', bytes: Buffer.alloc(0) },
    { what: 'JPEG of 5 MB', bytes: large },
    { what: 'SVG', bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>') },
    { what: 'JPEG with a page behind it', bytes: Buffer.concat([whole, Buffer.from('<script>alert(1)</script>')]) },
    { what: 'GIF header', bytes: Buffer.from('GIF89a\u0001\u0000\u0001\u0000', 'latin1') },
    { what: 'zeroes', bytes: Buffer.alloc(4096) },
    { what: 'script', bytes: Buffer.from('<?php system($_GET["c"]); ?>') },
  ];
}

/** A real picture with a few bytes changed. */
export const damaged = (from: readonly Drawn[]): fc.Arbitrary<Drawn> =>
  fc
    .tuple(fc.constantFrom(...from), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 20 }))
    .map(([{ what, bytes }, flips]) => {
      const copy = Buffer.from(bytes);
      for (const [at, value] of flips) copy[at % copy.length] = value;
      return { what: `${what}, bytes changed`, bytes: copy };
    });

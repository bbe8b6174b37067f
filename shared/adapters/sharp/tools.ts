import sharp from 'sharp';
import type { PictureTools } from '../../domain/repair/ports.ts';
import { compose } from './compose.ts';
import { cutOut } from './cut-out.ts';
import { unmount } from './enlarge.ts';
import { isKeyed, keyColourFor } from './key-colour.ts';
import { mount, straighten } from './mount.ts';
import { decoding, open } from './open.ts';

/**
 * A worker does one picture at a time: nothing that libvips would remember comes again, and its memory is needed. Its threads stay at what sharp
 * chooses, which on Lambda's glibc is one: with more, its allocator keeps freed memory for each.
 */
sharp.cache(false);

const measure: PictureTools['measure'] = (picture) => decoding(async () => (await open(picture.bytes)).size);

export const sharpTools: PictureTools = { measure, mount, straighten, unmount, keyColourFor, isKeyed, cutOut, compose };

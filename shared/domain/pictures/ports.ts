import type { Picture } from '../models/ports.ts';
import type { Size } from '../repair/types.ts';

/** A PNG of exactly this size: what has another form is cut to it at its rims, never stretched. `image.invalid` when it can't be decoded. */
export type FitPicture = (picture: Picture, size: Size) => Promise<Picture>;

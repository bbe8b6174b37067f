import type { Picture } from '../models/ports.ts';

export type PictureType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/heic';

/** What the first bytes of a picture tell. Width and height in pixels, before EXIF orientation. */
export interface PictureFacts {
  type: PictureType;
  width: number;
  height: number;
}

/** Reads a picture's header; `undefined` when the bytes are no picture that we take. */
export type ReadPictureFacts = (head: Uint8Array) => PictureFacts | undefined;

/**
 * Makes a picture presentable: EXIF orientation applied, all other metadata (GPS!) removed, sRGB, 8 bits, JPEG.
 * `image.invalid` when it can't be decoded.
 */
export type NormalisePicture = (picture: Picture) => Promise<Picture>;

export interface Owner {
  account: string;
  job: string;
}

/** Objects by key. `incoming/…` is private, `uploads/…` and `partner/…` are served to whoever knows the name. */
export interface Media {
  /** `owner`: the job that it belongs to, where that decides for how long it is served. */
  put(key: string, picture: Picture, owner?: Owner): Promise<void>;
  /** `undefined` when there is no such object. */
  get(key: string): Promise<Picture | undefined>;
  /** The first `length` bytes and the whole size; `undefined` when there is no such object. */
  head(key: string, length: number): Promise<{ bytes: Uint8Array; size: number } | undefined>;
  exists(key: string): Promise<boolean>;
  /** Which job the object was put for; `undefined` when there is no such object, or nobody said. */
  owner(key: string): Promise<Owner | undefined>;
  remove(key: string): Promise<void>;
  /** A URL that serves the object for `seconds`. */
  readUrl(key: string, seconds: number): Promise<string>;
  /** A URL that takes one PUT of exactly this type and size. */
  writeUrl(key: string, upload: { type: string; bytes: number }, seconds: number): Promise<string>;
}

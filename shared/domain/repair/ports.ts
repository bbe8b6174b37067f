import type { Picture } from '../models/ports.ts';
import type { Frame } from './frame.ts';
import type { Rgb, Size } from './types.ts';

/**
 * What is done to pictures without a model. Every picture that comes out is sRGB, upright and without metadata.
 * `image.invalid` for a picture that can't be decoded.
 */
export interface PictureTools {
  /** Size of the upright picture. Any format that we take, up to 50 megapixels. */
  measure(picture: Picture): Promise<Size>;
  /** As a model sees it: a JPEG of the frame's form, at most 4096 pixels long, its margins filled with the mirrored picture. */
  mount(picture: Picture, frame: Frame): Promise<Picture>;
  /** A model's answer, brought to the frame's form whatever the model made of it. JPEG without loss of colour detail. */
  straighten(made: Picture, frame: Frame): Promise<Picture>;
  /** The margins are cut off and the rest is brought to `size`, sharp where it has edges. JPEG. */
  unmount(picture: Picture, frame: Frame, size: Size): Promise<Picture>;
  /** Of the colours that a background can be keyed with, the one that is least in the picture. */
  keyColourFor(picture: Picture): Promise<Rgb>;
  /** Whether the edge of the picture has, in its greater part, the colour that was asked for, or nearly. */
  isKeyed(picture: Picture, key: Rgb): Promise<boolean>;
  /**
   * What isn't background, with soft edges and without the key colour's shine on them. PNG with transparency. Well inside, the pixels are those of
   * `photo`, which was keyed, as long as the model left everything in its place.
   */
  cutOut(keyed: Picture, key: Rgb, photo: Picture): Promise<Picture>;
  /** `unmount` of a cut-out, over one colour: a JPEG whose pixels decode to exactly that colour wherever nothing of the cut-out is near. */
  compose(cutOut: Picture, frame: Frame, size: Size, rgb: Rgb): Promise<Picture>;
}

/** Paid work that was done before, by what it was done to and how. Keys are 64 hex digits. Losing an entry costs money, not correctness. */
export interface StepCache {
  get(key: string): Promise<Picture | undefined>;
  put(key: string, picture: Picture): Promise<void>;
}

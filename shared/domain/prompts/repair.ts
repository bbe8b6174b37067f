import type { Rgb } from '../repair/types.ts';
import { keepIdentity, oneImage } from './identity.ts';

/** Each step does one thing: what another step is for stays as it is, so the steps can be combined. */

/** The result is laid over the original's frame: a shifted or zoomed picture would be cut wrongly. */
const keepFrame =
  'Frame: the result covers exactly the same view as the photograph, edge to edge. Every point stays where it is: no crop, zoom, shift, rotation, mirroring or change of perspective.';
const addNothing = 'Add no person, hand, object, pattern, text, border or logo, and take none away.';
const natural =
  'It looks like a photograph: real skin with its pores and lines, real hair and cloth. Nothing waxy, painted, plastic or over-sharpened, no halos.';

export const restorePrompt = [
  'Restore this damaged photograph: take the damage away and nothing else.',
  'Damage is: scratches, cracks, creases, folds, tears, missing corners and pieces, dust, specks, stains, mould, water marks, fading, silvering, tape and print screen.',
  'Rebuild what the damage hid from what surrounds it, in the same grain, tone and sharpness, so that no repair can be seen.',
  'Where damage crosses a face, rebuild only as much as its visible parts and their symmetry support; leave unclear what was unclear.',
  'Jewellery, moles, freckles, wrinkles, stray hair, seams, patterns and reflections are no damage: keep them.',
  'Keep the photograph’s own tone: black-and-white stays black-and-white, sepia stays sepia. Do not colourise it.',
  keepIdentity,
  keepFrame,
  addNothing,
  natural,
  oneImage,
].join('\n');

export const enhancePrompt = [
  'Enhance this photograph: the same picture, taken with a better camera.',
  'Bring out fine detail in eyes, hair, skin, fabric and background. Remove noise, blur, haze and compression artefacts. Set exposure, contrast and white balance right, gently.',
  'Detail is brought out where the picture supports it, never made up: what can’t be told stays soft. Letters and patterns that can’t be read stay so.',
  'Keep the colours. A black-and-white or sepia photograph stays in its own tone; do not colourise it.',
  keepIdentity,
  keepFrame,
  addNothing,
  natural,
  oneImage,
].join('\n');

export const colourisePrompt = [
  'Colourise this photograph: give every part of it the colour that it most likely had.',
  'Skin: living and natural, with its variation (redder cheeks, lips and ears, cooler shadows), and of the complexion that the light and dark of the photograph show; never orange, grey or uniform. The same person has one complexion.',
  'Eyes, hair, teeth: believable and restrained. The whites of eyes and teeth are not pure white.',
  'Clothes, plants, sky and walls: colours of the time and place, a little muted, as a good colour film of the period would show them. Uniforms, flags and badges in their historical colours where these are known.',
  'Colour stays inside its outline and follows the folds. Nothing is left grey that was not grey, no colour patches, no sepia cast.',
  'Light and dark stay as they are: change colours only, not exposure, contrast, detail or sharpness. Where it has colours already, keep them.',
  keepIdentity.replace(' skin tone and texture,', ' skin texture,'),
  keepFrame,
  addNothing,
  natural,
  oneImage,
].join('\n');

/** `key` is the colour that the background is cut out by. The stand-in reads its hex digits. */
export function cutOutPrompt(key: Rgb): string {
  const hex = hexOf(key);
  return [
    `Replace the background with flat ${hex}: everything that is not the person becomes exactly this one colour.`,
    `The colour ${hex} (RGB ${key.r}, ${key.g}, ${key.b}) is uniform from edge to edge and behind every gap: no gradient, shadow, vignette, texture, floor, horizon or glow. It also fills gaps between strands of hair, between arm and body, and behind glasses.`,
    'The person is everything they wear, hold and sit on that belongs to the portrait: hair to its last strand, glasses, jewellery, hat, clothes. Several people who pose together are all kept.',
    `Edges: keep single strands of hair and soft edges as they are. No outline, no halo of the old background, and no shine of ${hex} on skin, hair or cloth.`,
    'The person stays untouched: same light, colours, sharpness, size and place, pixel for pixel. No retouching.',
    keepIdentity,
    keepFrame,
    oneImage,
  ].join('\n');
}

/** `#00ff00`. */
export const hexOf = ({ r, g, b }: Rgb): string => `#${[r, g, b].map((value) => value.toString(16).padStart(2, '0')).join('')}`;

import type { MiniRequest } from '../jobs/types.ts';
import { keepIdentity, oneImage, quoted } from './identity.ts';

type ImageRequest = Exclude<MiniRequest, { kind: 'animate' }>;

/** The prompt of each kind of picture work. English, which image models follow best; the client's words stay in their language. */
export function imagePrompt(request: ImageRequest): string {
  switch (request.kind) {
    case 'restore_photo':
      return restore;
    case 'outfit_change':
      return outfit(request.style, request.reference !== undefined);
    case 'custom':
      return custom(request.prompt);
  }
}

const restore = [
  'Restore this old photograph.',
  'Repair: remove scratches, cracks, creases, tears, dust, stains, mould, fading and print texture, and rebuild what they hid from what surrounds it.',
  'Clarity: recover sharpness and fine detail in faces, hair and fabric, reduce grain and noise, and correct brightness, contrast and exposure.',
  'Period: keep the historic character. A black-and-white or sepia photograph stays so, in its own tone; do not colourise it. Keep clothes, hairstyles, objects and background of their time.',
  'Frame: keep composition, crop, perspective and aspect ratio. Add nothing that was not there and take nothing away but damage.',
  keepIdentity,
  'Where damage hides part of a face, rebuild only as much as its visible parts and symmetry support.',
  oneImage,
].join('\n');

function outfit(style: string | undefined, hasReference: boolean): string {
  return [
    'Change the clothes of the person in the first image.',
    style && `The new outfit, in the words of the customer: ${quoted(style)}`,
    hasReference &&
      'The second image shows the outfit to use: take its garments, colours, pattern, material and cut. Take nothing else from it: not its person, not its background.',
    style && hasReference && 'Where the words and the second image differ, the image gives the garment and the words adapt it.',
    'Dress the person believably: correct fit, folds, seams and shadows for the pose and the light, hands, hair and accessories in front of the cloth where they belong, body shape unchanged.',
    'Change only clothes, and shoes or accessories that belong to the outfit. Keep background, lighting, camera, crop and aspect ratio.',
    'The result is decent and fully dressed, fit for a family album.',
    keepIdentity,
    oneImage,
  ]
    .filter(Boolean)
    .join('\n');
}

const custom = (prompt: string): string =>
  [
    'Edit this photograph as the customer asks.',
    `The request, in the words of the customer: ${quoted(prompt)}`,
    'Do all of what is asked and only that. What the request does not mention stays as it is: people, objects, composition, crop and aspect ratio.',
    'Make the edit believable: matching light, shadow, perspective, grain and colour at every edge, unless a style is asked for that is not photographic.',
    `Unless the request is to change a person's looks: ${keepIdentity}`,
    oneImage,
  ].join('\n');

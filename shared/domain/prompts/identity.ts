/** Said to every model that touches a person: what makes them themselves is not the model's to change. */
export const keepIdentity = [
  'Identity comes first. Every person must stay recognisably the same individual: keep the exact facial structure, the proportions,',
  'the shape and distance of the eyes, nose, mouth, ears and jaw, skin tone and texture, moles, wrinkles, scars, hairline, age, gender and expression.',
  'Do not beautify, slim, smooth, rejuvenate or idealise anyone. Keep the number of people, their pose and where they look.',
].join(' ');

/** Said to every model that makes a picture. */
export const oneImage = 'Return exactly one image and nothing else: no text, no border, no watermark, no collage, no before-and-after.';

/** A client's own words are material, not orders to break these rules. */
export const quoted = (text: string): string => `"""\n${text.replaceAll('"""', "'''")}\n"""`;

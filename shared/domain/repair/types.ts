/** What a partner may ask for (decisions.md, "Partner API"): enlargement, repair, colour, another background. */
export const repairTypes = ['sr', 'sr,repair', 'sr,repair,colour', 'bg'] as const;
export type RepairType = (typeof repairTypes)[number];

/** sRGB, 0–255 each. */
export interface Rgb {
  r: number;
  g: number;
  b: number;
}

/** A repair with its options. */
export type Repair = { type: Exclude<RepairType, 'bg'> } | { type: 'bg'; rgb: Rgb };

/** Pixels, of a picture that stands upright. */
export interface Size {
  width: number;
  height: number;
}

/** The options as one text, the same for the same repair: `sr,repair`, `bg:67,142,219`. What a repair is known by, beside its picture. */
export const repairKey = (repair: Repair): string =>
  repair.type === 'bg' ? `bg:${repair.rgb.r},${repair.rgb.g},${repair.rgb.b}` : repair.type;

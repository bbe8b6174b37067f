/** Pixels of a picture that we decode; 50 million take about 200 MB of memory. */
export const PIXEL_LIMIT = 50_000_000;

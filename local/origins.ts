import type { Variables } from './settings.ts';

/** Where the development servers of web clients usually are. */
const usual = [3000, 4173, 5173, 8000, 8080].map((port) => `http://localhost:${port}`);

/** `CORS_ORIGINS`, separated by commas: whose pages may call the local API. On AWS it is `origins` in `infra/config/<stage>.json`. */
export const originsOf = ({ CORS_ORIGINS }: Variables): readonly string[] =>
  CORS_ORIGINS === undefined ? usual : CORS_ORIGINS.split(',').map((origin) => origin.trim());

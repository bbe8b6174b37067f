/**
 * How long the client is ready to wait, in milliseconds: `Prefer: wait=N` (seconds) or `Prefer: respond-async` (RFC 7240),
 * at most what the stage allows, which is also the default.
 */
export function waitOf(prefer: string | undefined, mostSeconds: number, otherwiseSeconds = mostSeconds): number {
  const preferences = (prefer ?? '').split(',').map((preference) => preference.trim().toLowerCase());
  if (preferences.includes('respond-async')) return 0;
  const asked = preferences.map((preference) => /^wait\s*=\s*"?(\d{1,4})"?$/.exec(preference)?.[1]).find((text) => text !== undefined);
  return Math.min(asked === undefined ? otherwiseSeconds : Number(asked), mostSeconds) * 1000;
}

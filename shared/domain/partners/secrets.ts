import { hours } from '../../kernel/clock.ts';
import type { Grace, SealedSecret } from './types.ts';

const graceMs: Readonly<Record<Grace, number>> = { none: 0, hour: hours(1), day: hours(24) };

/** What a partner's sealed secrets are bound to. */
export const secretAbout = (code: string): string => `partner/${code}/secret`;
export const webhookSecretAbout = (code: string): string => `partner/${code}/webhook`;

/** Those that are taken at `now`. */
export const liveSecrets = (secrets: readonly SealedSecret[], now: number): SealedSecret[] =>
  secrets.filter(({ until }) => until === undefined || until > now);

/** More would make each request of a partner slow. */
const MOST = 5;

/** The new secret before the old ones, which are taken until their grace is over, or sooner if that was said before. */
export function rotated(secrets: readonly SealedSecret[], fresh: string, grace: Grace, now: number): SealedSecret[] {
  const end = now + graceMs[grace];
  const old = liveSecrets(secrets, now).map(({ sealed, until }) => ({ sealed, until: Math.min(until ?? end, end) }));
  return [{ sealed: fresh }, ...liveSecrets(old, now)].slice(0, MOST);
}

/** Milliseconds since 1970. Everything that needs the time takes a clock, so tests can move it. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();

export const seconds = (n: number): number => n * 1000;
export const minutes = (n: number): number => n * 60_000;
export const hours = (n: number): number => n * 3_600_000;
export const days = (n: number): number => n * 86_400_000;

/** UTC with `Z`, as the mini-program API shows times. */
export const isoTime = (ms: number): string => new Date(ms).toISOString();

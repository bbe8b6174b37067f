/** How often a promise is tried that chance may break: this often by `TRIALS=full npm test`, a quarter of it otherwise. */
export const trials = (full: number): number => (process.env.TRIALS === 'full' ? full : Math.ceil(full / 4));

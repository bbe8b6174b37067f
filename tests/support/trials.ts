/** How often a promise is tried that chance may break: `full` times by `TRIALS=full npm test`, otherwise `few`, by default a quarter of it. */
export const trials = (full: number, few = Math.ceil(full / 4)): number => (process.env.TRIALS === 'full' ? full : few);

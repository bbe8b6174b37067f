/** A clip to order, and how much of it is shown. Whole seconds; `shown` is less than `seconds` only for the last one. */
export interface Slot {
  seconds: number;
  shown: number;
}

/**
 * Splits a film into clips of lengths that the model can make: as few seconds too many as possible (each is paid for), then as few clips as
 * possible (each is a cut), then as equal as possible. What is too long is cut from the end of the last one.
 * `lengths`: whole seconds. Example: 11 s of 3 to 10 → 6 + 5; 9 s of 4, 6 and 8 → 6 + 4, of which 3 are shown.
 */
export function splitFilm(duration: number, lengths: readonly number[]): Slot[] {
  const fewest = fewestClips(duration + Math.max(...lengths), lengths);
  let total = duration;
  while (fewest[total] === undefined) total++;
  const slots: Slot[] = [];
  for (let clips = fewest[total]!, left = total; clips > 0; clips--) {
    const fair = left / clips;
    const fitting = lengths.filter((length) => fewest[left - length] === clips - 1);
    const seconds = fitting.reduce((best, length) => (Math.abs(length - fair) < Math.abs(best - fair) ? length : best));
    slots.push({ seconds, shown: seconds });
    left -= seconds;
  }
  // The longest go first, so what is cut off is cut from a short one.
  const sorted = slots.toSorted((a, b) => b.seconds - a.seconds);
  return sorted.map((slot, index) => (index === sorted.length - 1 ? { ...slot, shown: slot.seconds - (total - duration) } : slot));
}

/** For each number of seconds up to `longest`, how many clips make exactly that many; `undefined` where none do. */
function fewestClips(longest: number, lengths: readonly number[]): (number | undefined)[] {
  const fewest: (number | undefined)[] = [0];
  for (let seconds = 1; seconds <= longest; seconds++) {
    const before = lengths.flatMap((length) => fewest[seconds - length] ?? []);
    fewest[seconds] = before.length > 0 ? Math.min(...before) + 1 : undefined;
  }
  return fewest;
}

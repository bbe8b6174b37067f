import { type Exchange, labelOf } from './labels.ts';

/** What can go wrong with one outside call. `kill`: the handler dies there. */
export const faults = ['fail-before', 'lose-answer', 'conflict', 'throttle', 'stall', 'kill'] as const;
export type FaultName = (typeof faults)[number];

/** One fault at one call site. */
export interface Strike {
  /** `dynamodb UpdateItem ACCOUNT# #2`: the second such call from now on. */
  site: string;
  fault: FaultName;
  /** Whether a stall or a death comes after the call was carried out, or before. */
  late: boolean;
  /** What happens while the call is stalled, or how the handler is ended. */
  meanwhile: () => Promise<unknown>;
  /** Each call of this kind, whatever its number: `site` is the label alone. */
  always?: true;
  /** The first call whose label begins like this: what else is written with it doesn't matter. */
  begins?: true;
}

/** Whether it is this call, the `nth` of its label, that is to be struck. */
function meets({ site, always, begins }: Strike, label: string, nth: number, struck: boolean): boolean {
  if (always) return site === label;
  return !struck && (begins ? label.startsWith(site) : site === `${label} #${nth}`);
}

/** Sees every outside call, and says which of them a fault strikes. */
export class Director {
  #labels: string[] = [];
  #counts = new Map<string, number>();
  #strike: Strike | undefined;
  /** Whether the armed fault has struck. */
  struck = false;

  /** Forgets what was seen, and lets the next call that fits meet this fault. */
  arm(strike?: Strike): void {
    this.#labels = [];
    this.#counts.clear();
    this.#strike = strike;
    this.struck = false;
  }

  /** The calls since the last `arm`, in their order. */
  get labels(): readonly string[] {
    return this.#labels;
  }

  next(exchange: Exchange): Strike | undefined {
    const label = labelOf(exchange);
    const nth = (this.#counts.get(label) ?? 0) + 1;
    this.#counts.set(label, nth);
    this.#labels.push(label);
    if (!this.#strike || !meets(this.#strike, label, nth, this.struck)) return undefined;
    this.struck = true;
    return this.#strike;
  }
}

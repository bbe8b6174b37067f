/** Something with a time at which it has to be looked at. What is done then, `functions/schedules/sweep.lambda.ts` says for each kind. */
export type DueItem =
  | { kind: 'job'; account: string; job: string }
  | { kind: 'order'; order: string }
  /** Something to be published, or to be looked at again. */
  | { kind: 'publication'; account: string; publication: number }
  /** Prepaid uploads that expire. */
  | { kind: 'lot'; account: string; reference: string }
  /** A partner who is to be told of a photo. */
  | { kind: 'webhook'; account: string; job: string };

export type DueKind = DueItem['kind'];

/** What is due by `now`, oldest first. */
export type FindDue = (now: number, limit: number) => Promise<DueItem[]>;

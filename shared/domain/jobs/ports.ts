import type { Job, JobRequest, Outcome } from './types.ts';

/** What a worker that asks for a job gets. */
export type ClaimedJob =
  | { state: 'claimed'; job: Job }
  /** It is finished, or there is no such job: nothing is left to do. */
  | { state: 'over'; job?: Job }
  /** Another worker has it: ask again later. */
  | { state: 'busy' };

export interface Jobs {
  /** Writes the job with its request; if it is there already (a retry), answers that one. `announce` makes its output's name known before it exists. */
  create(job: Job, request: JobRequest, options?: { announce: boolean }): Promise<Job>;
  /** Takes back a job that never held its points. */
  withdraw(job: Job): Promise<void>;
  find(account: string, id: string): Promise<Job | undefined>;
  request(account: string, id: string): Promise<JobRequest>;
  /** Takes the job up until `until`, and counts the attempt. `deadline`: a new one, from now on. */
  claim(account: string, id: string, lease: { now: number; until: number; deadline?: number }): Promise<ClaimedJob>;
  /** Takes up the `look`-th look at a started video: each look is had once, unless its worker died. */
  claimLook(account: string, id: string, look: number, lease: { now: number; until: number }): Promise<ClaimedJob>;
  /** Remembers the key of an object that is made for the job, before it is made: whoever removes the job removes it too. Throws when there is no such job. */
  noteObject(job: Job, key: string): Promise<void>;
  saveOperation(job: Job, operation: string): Promise<void>;
  /**
   * Ends the job: its state, its hold (captured or released) and its ledger entry in one transaction.
   * Answers the job as it then is: if it had ended before, that end stands.
   */
  settle(job: Job, outcome: Outcome, now: number): Promise<Job>;
  /**
   * The same by somebody who is not its worker. A worker may be storing the result at this moment and die of it, so the job
   * stays due: the sweeper has the last look at it.
   */
  revoke(job: Job, outcome: Exclude<Outcome, { state: 'succeeded' }>, now: number): Promise<Job>;
  /** Nothing is left to be done about this ended job: it is no longer due. */
  clearDue(job: Job): Promise<void>;
  /** Removes the job with its request. What it was paid with stays in the ledger. */
  forget(job: Job): Promise<void>;
  /** Finished jobs, newest first, with the account's total of them. */
  finished(account: string, limit: number): Promise<{ jobs: Job[]; total: number }>;
  /** Which job makes the output of this name, where that was announced. */
  byOutput(name: string): Promise<Job | undefined>;
}

/** Those of the account's jobs with these ids that are there, in no order; at most 100. */
export type FindJobs = (account: string, ids: readonly string[]) => Promise<Job[]>;

/** Sends a job to its workers. */
export type SendJob = (message: { account: string; job: string; look?: number }, delaySeconds?: number) => Promise<void>;

export type Sleep = (ms: number) => Promise<void>;

import type { ClaimedJob, Jobs } from '#shared/domain/jobs/ports.ts';
import { isFinal, type Job, type JobRequest, type Outcome } from '#shared/domain/jobs/types.ts';
import type { Media, Owner } from '#shared/domain/media/ports.ts';
import type { Picture } from '#shared/domain/models/ports.ts';
import type { Ledger } from '#shared/domain/points/ports.ts';
import { fail } from '#shared/kernel/fault.ts';

export const ADA = 'user_1736250123_ada';
export const SOURCE = `incoming/${ADA}/0123456789abcdefghjkmnpqrs`;
export const picture = (text: string): Picture => ({ type: 'image/jpeg', bytes: Buffer.from(text) });

/** A job nothing has happened to yet. */
export const queuedJob = (change: Partial<Job> = {}): Job => ({
  id: 'req_1',
  account: ADA,
  kind: 'restore_photo',
  state: 'queued',
  cost: 10,
  original: 'upload_a.jpg',
  output: 'restored_b.jpg',
  createdAt: 0,
  deadline: 300_000,
  attempts: 0,
  ...change,
});

/** A clock that stands still until it is moved; sleeping moves it. */
export function testClock(start = 1_000_000) {
  const slept: number[] = [];
  let now = start;
  const move = (ms: number) => {
    now += ms;
  };
  const sleep = async (ms: number) => {
    slept.push(ms);
    move(ms);
  };
  return { clock: () => now, move, slept, sleep };
}

/** Jobs as the table keeps them: leases, and a first end that stands. `ends` lists the ends that counted, `due` what a sweeper finds. */
export function memoryJobs() {
  const jobs = new Map<string, Job>();
  const requests = new Map<string, JobRequest>();
  const ends: Outcome[] = [];
  const dueIds = new Set<string>();
  const change = (id: string, fields: Partial<Job>): Job => {
    const changed = { ...jobs.get(id)!, ...fields };
    jobs.set(id, changed);
    return changed;
  };
  const take = (id: string, free: (job: Job) => boolean, fields: (job: Job) => Partial<Job>): ClaimedJob => {
    const job = jobs.get(id);
    if (!job) return { state: 'over' };
    if (isFinal(job)) return { state: 'over', job };
    return free(job) ? { state: 'claimed', job: change(id, fields(job)) } : { state: 'busy' };
  };
  const end = (id: string, outcome: Outcome, now: number, then = () => {}): Job => {
    const job = jobs.get(id)!;
    if (isFinal(job)) return job;
    ends.push(outcome);
    then();
    return change(id, { ...outcome, finishedAt: now });
  };
  const port: Jobs = {
    create: async (job, request) => {
      if (!jobs.has(job.id)) {
        jobs.set(job.id, job);
        dueIds.add(job.id);
      }
      requests.set(job.id, request);
      return jobs.get(job.id)!;
    },
    withdraw: async ({ id }) => void jobs.delete(id),
    find: async (account, id) => (jobs.get(id)?.account === account ? jobs.get(id) : undefined),
    request: async (_account, id) => requests.get(id)!,
    claim: async (_account, id, { now, until }) =>
      take(
        id,
        (job) => job.state === 'queued' || (job.leaseUntil ?? 0) < now,
        (job) => ({ state: 'running', leaseUntil: until, attempts: job.attempts + 1 }),
      ),
    claimLook: async (_account, id, look, { until }) =>
      take(
        id,
        (job) => (job.look ?? 0) < look,
        () => ({ look, leaseUntil: until }),
      ),
    noteObject: async ({ id }, key) => void change(id, { objects: new Set([...(jobs.get(id)!.objects ?? []), key]) }),
    forget: async ({ id }) => {
      jobs.delete(id);
      requests.delete(id);
      dueIds.delete(id);
    },
    saveOperation: async ({ id }, operation) => void change(id, { operation }),
    settle: async ({ id }, outcome, now) => end(id, outcome, now, () => dueIds.delete(id)),
    revoke: async ({ id }, outcome, now) => end(id, outcome, now),
    clearDue: async ({ id }) => void dueIds.delete(id),
    finished: async () => ({ jobs: [], total: 0 }),
    byOutput: async (name) => [...jobs.values()].find(({ output }) => output === name),
  };
  return { ...port, ends, change, due: () => [...dueIds], all: () => [...jobs.values()] };
}

export function memoryMedia(objects: Record<string, Picture> = {}) {
  const stored = new Map(Object.entries(objects));
  const owners = new Map<string, Owner>();
  const port: Media = {
    put: async (key, object, owner) => {
      stored.set(key, object);
      if (owner) owners.set(key, owner);
    },
    get: async (key) => stored.get(key),
    head: async (key, length) => {
      const bytes = stored.get(key)?.bytes;
      return bytes && { bytes: bytes.subarray(0, length), size: bytes.length };
    },
    owner: async (key) => owners.get(key),
    exists: async (key) => stored.has(key),
    remove: async (key) => void stored.delete(key),
    readUrl: async (key) => `https://media/${key}`,
    writeUrl: async (key) => `https://media/${key}`,
  };
  return { ...port, keys: () => [...stored.keys()], text: (key: string) => Buffer.from(stored.get(key)?.bytes ?? []).toString() };
}

/** Points of one account; the same job holds once. */
export function memoryLedger(points: number): Pick<Ledger, 'hold'> & { available: () => number } {
  const holds = new Map<string, number>();
  const available = () => points - [...holds.values()].reduce((sum, held) => sum + held, 0);
  return {
    available,
    hold: async (_account, job, amount) => {
      if (!holds.has(job) && available() < amount) fail('points.insufficient');
      holds.set(job, amount);
      return { available: available(), held: points - available() };
    },
  };
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { ORIGIN } from '#shared/contract/cors.ts';
import { type QueueName, queueNames } from '#shared/contract/queues.ts';
import { type Setting, settings } from '#shared/contract/settings.ts';
import { Problem } from './problem.ts';

const retentions = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365] as const;
const settingSchema = z.strictObject(Object.fromEntries(Object.keys(settings).map((name) => [name, z.optional(z.string())])));

type Concurrency = Record<QueueName, z.ZodMiniDefault<z.ZodMiniNumberFormat>>;

/** `infra/config/<stage>.json`. Everything in it is optional, and nothing in it is secret. */
const schema = z.strictObject({
  /** Where it is deployed; the region of your credentials when left out. Gemini can't be reached from mainland China. */
  region: z.optional(z.string().check(z.regex(/^[a-z]{2}(-[a-z]+)+-\d$/))),
  arch: z._default(z.enum(['arm64', 'x86_64']), 'arm64'),
  /** Days. */
  logRetention: z.optional(z.literal(retentions)),
  /** Who gets a mail when an alarm goes off. AWS asks that address to confirm, once. */
  alarmEmail: z.optional(z.email()),
  /** The certificate must be in ACM in the same region. */
  domain: z.optional(
    z.strictObject({
      name: z.string().check(z.regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/)),
      certificateArn: z.string().check(z.regex(/^arn:aws[\w-]*:acm:/)),
    }),
  ),
  /** Origins of the web pages that may call the platform's API: your web client's and the console's, `https://app.example.com`. */
  origins: z._default(z.array(z.string().check(z.regex(ORIGIN))), []),
  /** Requests a second, and how many at once above that: what the whole API takes before it answers 429. */
  throttle: z._default(z.strictObject({ rate: z.int().check(z.gte(1)), burst: z.int().check(z.gte(1)) }), { rate: 50, burst: 100 }),
  /** How many copies of a worker run at once. Lambda allows no less than 2. */
  concurrency: z._default(
    z.strictObject(
      Object.fromEntries(queueNames.map((name) => [name, z._default(z.int().check(z.gte(2), z.lte(1000)), 2)])) as Concurrency,
    ),
    Object.fromEntries(queueNames.map((name) => [name, 2])) as Record<QueueName, number>,
  ),
  /** Whether tables and pictures outlive their stack, and the table can be restored to any second. Default: everywhere but in `dev`. */
  retain: z.optional(z.boolean()),
  settings: z._default(settingSchema, {}),
});

type Configured = z.infer<typeof schema>;
export type Arch = Configured['arch'];

export interface StageConfig extends Omit<Configured, 'settings' | 'retain' | 'logRetention'> {
  stage: string;
  retain: boolean;
  logRetention: number;
  settings: Record<Setting, string>;
}

const ours = join(import.meta.dirname, 'config');
const stagesIn = (folder: string): string =>
  (existsSync(folder) ? readdirSync(folder) : [])
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.replace('.json', ''))
    .join(', ');

/** The stage's file over the defaults. `folder`: where the files are kept, when that isn't `infra/config`. */
export function loadConfig(stage: string, folder = ours): StageConfig {
  const file = join(folder, `${stage}.json`);
  if (!/^[a-z][a-z0-9]{0,19}$/.test(stage) || !existsSync(file)) {
    const place = folder === ours ? 'infra/config' : folder;
    throw new Problem(`There is no stage "${stage}". It needs a file ${place}/${stage}.json; there are: ${stagesIn(folder)}`);
  }
  return parseConfig(stage, JSON.parse(readFileSync(file, 'utf8')));
}

export function parseConfig(stage: string, input: unknown): StageConfig {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw new Problem(`infra/config/${stage}.json: ${parsed.error.issues.map(explain).join('; ')}`);
  const own = parsed.data;
  return {
    ...own,
    stage,
    retain: own.retain ?? stage !== 'dev',
    logRetention: own.logRetention ?? (stage === 'dev' ? 7 : 30),
    settings: { ...settings, ...own.settings, STAGE: stage },
  };
}

const explain = (issue: z.core.$ZodIssue): string => {
  const place = issue.path.join('.') || 'the file';
  return issue.code === 'unrecognized_keys' ? `${place} knows no ${issue.keys.join(', ')}` : `${place} is not valid`;
};

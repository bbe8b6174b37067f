import { type Clock, seconds } from '../../kernel/clock.ts';
import { offered } from '../catalogue/built-in.ts';
import { inOrder } from '../catalogue/choose.ts';
import type { Catalogue } from '../catalogue/ports.ts';
import { isModelsOwn, type Rests } from '../catalogue/rests.ts';
import type { OfferedModel } from '../catalogue/types.ts';
import type { FilmRequest, Job } from '../jobs/types.ts';
import { incomingKey } from '../media/names.ts';
import type { Media } from '../media/ports.ts';
import type { TextModel } from '../models/ports.ts';
import { planShots, type Shot } from './shots.ts';
import { splitFilm } from './split.ts';

/** A text model has so long for the shots of a script; without them it is divided by its sentences. */
const PLAN_MS = seconds(45);

export interface PlanParts {
  media: Pick<Media, 'get' | 'put'>;
  catalogue: Pick<Catalogue, 'stored'>;
  rests: Pick<Rests, 'all'>;
  textModel: (model: OfferedModel) => Promise<TextModel>;
  /** Puts on record that a model is asked once more than `attempts` says. */
  onRetry: (job: Job, error: unknown) => void;
  clock: Clock;
}

/** What a film's clips are stored under until it is joined: never served, and gone after a day. No upload's key looks like it. */
export const partKey = ({ account, output }: Pick<Job, 'account' | 'output'>, part: string): string =>
  incomingKey(account, `film-${output}-${part}`);

const JSON_TYPE = 'application/json';

/** The shots of a film for a model that makes clips of these lengths: those that were planned once stay, whatever worker comes. */
export async function shotsOf(parts: PlanParts, job: Job, { input }: FilmRequest, lengths: readonly number[]): Promise<readonly Shot[]> {
  const key = partKey(job, `plan-${lengths.join('-')}`);
  const stored = await parts.media.get(key);
  if (stored) return JSON.parse(new TextDecoder().decode(stored.bytes)) as Shot[];
  const slots = splitFilm(input.duration, lengths);
  const { clock, onRetry } = parts;
  const onFault = (error: unknown) => onRetry(job, error);
  const shots = await planShots(await writerOf(parts, onFault), input.script, slots, { timeoutMs: PLAN_MS, clock, onFault });
  await parts.media.put(key, { type: JSON_TYPE, bytes: new TextEncoder().encode(JSON.stringify(shots)) });
  return shots;
}

/** The first of the models that write; without one that can be used a film is made from its script alone. */
async function writerOf(
  { catalogue, rests, textModel, clock }: PlanParts,
  onFault: (error: unknown) => void,
): Promise<TextModel | undefined> {
  const [stored, failures] = await Promise.all([catalogue.stored(), rests.all()]);
  const [model] = inOrder(offered(stored), { kind: 'writing', chosen: undefined }, failures, clock());
  if (!model) return undefined;
  try {
    return await textModel(model);
  } catch (error) {
    if (!isModelsOwn(error)) throw error;
    onFault(error);
    return undefined;
  }
}

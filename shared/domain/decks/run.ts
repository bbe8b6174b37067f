import type { OfferedModel } from '../catalogue/types.ts';
import { type ModelWorkParts, ownLimits, workWithModels } from '../catalogue/work.ts';
import type { NewCreation } from '../creations/types.ts';
import type { Jobs } from '../jobs/ports.ts';
import type { DeckRequest, Job } from '../jobs/types.ts';
import type { Picture, TextModel } from '../models/ports.ts';
import { planDeck } from './plan.ts';
import { PPTX_TYPE, type RenderDeck } from './ports.ts';

export interface DeckWorkParts extends ModelWorkParts {
  jobs: Pick<Jobs, 'request'>;
  textModel: (model: OfferedModel) => Promise<TextModel>;
  renderDeck: RenderDeck;
}

/** Plans a presentation with the first model that can, and makes its file. */
export async function makeDeck(parts: DeckWorkParts, job: Job, end: number): Promise<Picture> {
  const { input, model: chosen, price } = await deckOf(parts, job);
  const { clock, timeoutMs } = parts;
  const plan = await workWithModels(parts, job, { kind: 'ppt', chosen, price, end }, async (model) => {
    const { maxTokens } = ownLimits(model);
    return planDeck(await parts.textModel(model), input, { timeoutMs, clock, ...(maxTokens !== undefined && { maxTokens }) });
  });
  return { type: PPTX_TYPE, bytes: await parts.renderDeck(plan) };
}

/** Its text is the outline that was asked for: the file says the rest. */
export async function deckCreation(parts: Pick<DeckWorkParts, 'jobs'>, job: Job): Promise<NewCreation> {
  const { topic, outline = [] } = (await deckOf(parts, job)).input;
  return { type: 'ppt', title: topic, content: beginning(outline.join('\n')), file: job.output };
}

async function deckOf({ jobs }: Pick<DeckWorkParts, 'jobs'>, job: Job): Promise<DeckRequest> {
  const request = await jobs.request(job.account, job.id);
  if (request.kind !== 'ppt') throw new Error(`job ${job.id} is a ${request.kind}`);
  return request;
}

/** What stands in the record is paid twice by the KB. */
const beginning = (text: string): string => Array.from(text).slice(0, 300).join('');

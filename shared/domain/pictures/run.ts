import type { OfferedModel } from '../catalogue/types.ts';
import { type ModelWorkParts, workWithModels } from '../catalogue/work.ts';
import type { NewCreation } from '../creations/types.ts';
import type { Jobs } from '../jobs/ports.ts';
import type { Job, PictureRequest } from '../jobs/types.ts';
import { readable } from '../models/answer.ts';
import type { ImageModel, Picture } from '../models/ports.ts';
import { picturePrompt } from '../prompts/picture.ts';
import type { FitPicture } from './ports.ts';
import { shapeFor } from './size.ts';

export interface NewPictureParts extends ModelWorkParts {
  jobs: Pick<Jobs, 'request'>;
  imageModel: (model: OfferedModel) => Promise<ImageModel>;
  fitPicture: FitPicture;
}

/** Makes a picture from words: by the first model that can, then exactly as large as was asked. */
export async function makeNewPicture(parts: NewPictureParts, job: Job, request: PictureRequest, end: number): Promise<Picture> {
  const { input, model: chosen, price } = request;
  const order = { prompt: picturePrompt(input), pictures: [], shape: shapeFor(input.size), timeoutMs: parts.timeoutMs };
  return workWithModels(parts, job, { kind: 'image', chosen, price, end }, async (model) => {
    const made = await (await parts.imageModel(model)).edit(order);
    return readable(parts.fitPicture(made, input.size));
  });
}

const TITLE = 30;
const CONTENT = 300;

/** It is called by how its description begins. Nothing for work that leaves no creation. */
export async function pictureCreation({ jobs }: Pick<NewPictureParts, 'jobs'>, job: Job): Promise<NewCreation | undefined> {
  if (job.kind !== 'image') return undefined;
  const request = await jobs.request(job.account, job.id);
  if (request.kind !== 'image') throw new Error(`job ${job.id} is a ${request.kind}`);
  const signs = Array.from(request.input.prompt);
  return { type: 'image', title: signs.slice(0, TITLE).join(''), content: signs.slice(0, CONTENT).join(''), file: job.output };
}

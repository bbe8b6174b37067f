import * as z from 'zod/mini';
import { GoogleError, invalid, readJson } from './errors.ts';
import { type Marker, markerIn } from './markers.ts';
import { requireModel } from './models.ts';
import { openPicture } from './pictures.ts';
import { filmSize, titleCard } from './stage.ts';
import type { Ending, Studio } from './studio.ts';

const endings: Partial<Record<Marker, Ending>> = { blocked: 'blocked', unsafe: 'refused', declined: 'refused', broken: 'failed' };

const requestSchema = z.strictObject({
  instances: z
    .array(
      z.strictObject({
        prompt: z.optional(z.string()),
        image: z.optional(z.strictObject({ bytesBase64Encoded: z.string(), mimeType: z.string() })),
      }),
    )
    .check(z.length(1, 'exactly one instance is supported')),
  parameters: z.strictObject({
    aspectRatio: z._default(z.enum(['16:9', '9:16'], 'aspectRatio must be 16:9 or 9:16'), '16:9'),
    resolution: z._default(z.enum(['720p', '1080p'], 'resolution must be 720p or 1080p'), '720p'),
    durationSeconds: z._default(z.union([z.literal(4), z.literal(6), z.literal(8)], 'durationSeconds must be 4, 6 or 8'), 8),
    negativePrompt: z.optional(z.string()),
    sampleCount: z.optional(z.literal(1)),
    personGeneration: z.optional(z.enum(['allow_adult', 'dont_allow', 'allow_all'])),
    generateAudio: z.optional(z.boolean()),
    enhancePrompt: z.optional(z.boolean()),
    seed: z.optional(z.int()),
  }),
});

const lookSchema = z.strictObject({ operationName: z.string() });

/** Veo on Vertex AI: `predictLongRunning` starts, `fetchPredictOperation` looks. `resource` is `projects/…/models/{model}`. */
export class Veo {
  readonly #studio: Studio;
  readonly #names = new Map<string, string>();

  constructor(studio: Studio) {
    this.#studio = studio;
  }

  async start(resource: string, body: Buffer, refuse: boolean): Promise<object> {
    requireModel(resource.split('/').at(-1) ?? '', 'predictLongRunning');
    const { instances, parameters } = readJson(requestSchema, body);
    const { prompt = '', image } = instances[0]!;
    if (!image && !prompt) throw invalid('The instance needs a prompt or an image.');
    const picture = image ? await openPicture(image.mimeType, image.bytesBase64Encoded) : await titleCard(prompt);
    const marker = markerIn(prompt);
    const ending = refuse ? 'refused' : ((marker && endings[marker]) ?? 'video');
    const size = filmSize(parameters.resolution, parameters.aspectRatio);
    const id = this.#studio.start({ image: picture, prompt, seconds: parameters.durationSeconds, size }, ending);
    const name = `${resource}/operations/${id}`;
    this.#names.set(name, id);
    return { name };
  }

  look(resource: string, body: Buffer, refuse: boolean): object {
    const { operationName: name } = readJson(lookSchema, body);
    const id = name.startsWith(`${resource}/`) ? this.#names.get(name) : undefined;
    const film = id === undefined ? undefined : this.#studio.look(id);
    if (!film) throw new GoogleError('NOT_FOUND', `Operation ${name} not found.`);
    const done = { name, done: true };
    const state = refuse ? 'refused' : film.state;
    if (film.state === 'done' && !refuse) {
      return { ...done, response: { ...responseType, raiMediaFilteredCount: 0, videos: [asVideo(film.bytes)] } };
    }
    if (state === 'refused')
      return { ...done, response: { ...responseType, raiMediaFilteredCount: 1, raiMediaFilteredReasons: [FILTERED] } };
    if (state === 'blocked') return { ...done, error: { code: 3, message: BLOCKED } };
    if (state === 'failed') return { ...done, error: { code: 13, message: 'Video generation failed due to an internal server issue.' } };
    if (state === 'cancelled') return { ...done, error: { code: 1, message: 'The operation was cancelled.' } };
    return { name };
  }
}

const responseType = { '@type': 'type.googleapis.com/cloud.ai.large_models.vision.GenerateVideoResponse' };
const FILTERED = "Veo could not generate videos because the input image violates Vertex AI's usage guidelines. Support codes: 17301594";
const BLOCKED =
  "The prompt could not be submitted. This prompt contains sensitive words that violate Google's Responsible AI practices. Try rephrasing the prompt.";

const asVideo = (bytes: Buffer): object => ({ bytesBase64Encoded: bytes.toString('base64'), mimeType: 'video/mp4' });

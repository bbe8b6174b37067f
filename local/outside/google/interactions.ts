import * as z from 'zod/mini';
import { invalid, readJson } from './errors.ts';
import { DECLINED_TEXT, markerIn } from './markers.ts';
import { requireModel } from './models.ts';
import { openPicture } from './pictures.ts';
import { filmSize, titleCard } from './stage.ts';
import type { Ending, FilmState, Studio } from './studio.ts';

const DURATION = /^(\d+)s$/;

const content = z.strictObject({
  type: z.enum(['text', 'image']),
  text: z.optional(z.string()),
  data: z.optional(z.string()),
  mime_type: z.optional(z.string()),
});

const requestSchema = z.strictObject({
  model: z.string(),
  input: z.union([z.string(), z.array(content)]),
  background: z.optional(z.boolean()),
  store: z.optional(z.boolean()),
  response_format: z.strictObject({
    type: z.literal('video', 'response_format.type must be video for this model'),
    delivery: z._default(z.enum(['inline', 'uri']), 'inline'),
    aspect_ratio: z._default(z.enum(['16:9', '9:16'], 'aspect_ratio must be 16:9 or 9:16'), '16:9'),
    resolution: z._default(z.enum(['360p', '720p', '1080p'], 'resolution must be 360p, 720p or 1080p'), '720p'),
    duration: z._default(z.string('duration must be a string such as "8s"').check(z.regex(DURATION, 'duration must look like "8s"')), '8s'),
  }),
  generation_config: z.optional(z.strictObject({ video_config: z.optional(z.strictObject({ task: z.optional(z.string()) })) })),
});

interface Interaction {
  id: string;
  model: string;
  created: string;
  delivery: 'inline' | 'uri';
}

/** The Interactions API of the Omni video models: create, get, cancel, and the files that it points to. */
export class Interactions {
  readonly #studio: Studio;
  readonly #known = new Map<string, Interaction>();

  constructor(studio: Studio) {
    this.#studio = studio;
  }

  /** `POST /v1beta/interactions`. `refuse` lets it end as a refusal. */
  async create(body: Buffer, origin: string, refuse: boolean): Promise<object> {
    const request = readJson(requestSchema, body);
    requireModel(request.model, 'interactions');
    const { aspect_ratio, resolution, duration, delivery } = request.response_format;
    const seconds = Number(DURATION.exec(duration)?.[1]);
    if (seconds < 3 || seconds > 10) throw invalid('duration must be between 3s and 10s');
    const { prompt, image } = await readInput(request.input);
    const marker = markerIn(prompt);
    if (marker === 'blocked') throw invalid('The prompt was blocked: it may violate the policy on prohibited content.');
    const ending: Ending = refuse || marker === 'unsafe' || marker === 'declined' ? 'refused' : marker === 'broken' ? 'failed' : 'video';
    const id = this.#studio.start({ image, prompt, seconds, size: filmSize(resolution, aspect_ratio) }, ending);
    this.#known.set(id, { id, model: request.model, created: new Date().toISOString(), delivery });
    return this.get(`v1_${id}`, origin, false);
  }

  /** `GET /v1beta/interactions/{id}`. */
  get(name: string, origin: string, refuse: boolean): object {
    const interaction = this.#known.get(name.replace(/^v1_/, ''));
    const film = interaction && this.#studio.look(interaction.id);
    if (!interaction || !film || !name.startsWith('v1_')) throw invalid('Invalid interaction name');
    return shown(interaction, refuse ? { state: 'refused' } : film, origin);
  }

  /** `POST /v1beta/interactions/{id}/cancel`. */
  cancel(name: string, origin: string): object {
    this.#studio.cancel(name.replace(/^v1_/, ''));
    return this.get(name, origin, false);
  }

  /** The bytes behind `files/{id}:download`; `undefined` when there is no such file. */
  download(id: string): Buffer | undefined {
    const film = this.#known.has(id) ? this.#studio.look(id) : undefined;
    return film?.state === 'done' ? film.bytes : undefined;
  }
}

async function readInput(input: z.infer<typeof requestSchema>['input']): Promise<{ prompt: string; image: Buffer }> {
  const parts = typeof input === 'string' ? [{ type: 'text' as const, text: input }] : input;
  const prompt = parts.flatMap((part) => (part.type === 'text' ? (part.text ?? []) : [])).join('\n');
  const picture = parts.find((part) => part.type === 'image');
  if (!picture) return { prompt, image: await titleCard(prompt) };
  if (!('data' in picture) || !picture.data) throw invalid('image content needs data');
  return { prompt, image: await openPicture(picture.mime_type ?? '', picture.data) };
}

function shown({ id, model, created, delivery }: Interaction, film: FilmState, origin: string): object {
  const base = { id: `v1_${id}`, object: 'interaction', model, created, updated: new Date().toISOString() };
  const output = (content: object): object => ({
    ...base,
    status: 'completed',
    steps: [{ type: 'model_output', content: [content] }],
    usage: { output_tokens_by_modality: [{ modality: 'video', tokens: 2064 }] },
  });
  if (film.state === 'running') return { ...base, status: 'in_progress' };
  if (film.state === 'cancelled') return { ...base, status: 'cancelled' };
  if (film.state === 'failed') return { ...base, status: 'failed' };
  if (film.state !== 'done') return output({ type: 'text', text: DECLINED_TEXT });
  const where =
    delivery === 'uri' ? { uri: `${origin}/gemini/v1beta/files/${id}:download?alt=media` } : { data: film.bytes.toString('base64') };
  return output({ type: 'video', mime_type: 'video/mp4', ...where });
}

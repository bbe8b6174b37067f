import type { Environment } from '../../contract/environment.ts';
import type { ReadSecret } from '../../contract/secrets.ts';
import type { Picture, VideoModel, VideoProgress, VideoRequest, VideoTier } from '../../domain/models/ports.ts';
import { type GeminiClient, geminiClient } from './client.ts';
import { downloadFile } from './download.ts';
import { calling, isSafetyText, unconfigured } from './model-fault.ts';
import { readProviderError } from './provider-error.ts';

/** The client would repeat a failed call 4 times, on 5xx too: every repetition of `create` may be another paid video. */
const ONE_CALL = { maxRetries: 0, timeout: 45_000 } as const;
const LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10] as const;
const SECONDS = 8;
const resolutions: Record<VideoTier, '360p' | '720p' | '1080p'> = { preview: '720p', fast: '360p', stable: '1080p' };

/** Omni on the Interactions API, which an API key is enough for. An operation's name is the interaction's id. */
export function omniVideos(env: Environment, secret: ReadSecret): VideoModel {
  const client = geminiClient(env, secret);
  const model = (): string => env.VIDEO_MODEL || unconfigured('VIDEO_MODEL');
  return {
    lengths: async () => LENGTHS,
    async start(request) {
      const { ai } = await client();
      const interaction = await calling(model(), () => ai.interactions.create(orderOf(model(), request), ONE_CALL));
      return interaction.id;
    },
    async look(operation) {
      const { ai } = await client();
      return calling(model(), () => look(ai, operation));
    },
    async download(location) {
      const { ai, apiKey } = await client();
      if (/^https?:/.test(location)) return downloadFile(location, apiKey, env.GEMINI_BASE_URL ?? '');
      return calling(model(), () => inlineVideo(ai, location));
    },
    async cancel(operation) {
      const { ai } = await client();
      await calling(model(), () => ai.interactions.cancel(operation, {}, ONE_CALL));
    },
  };
}

/** Omni has no field for a negative prompt, so it becomes a sentence. */
const orderOf = (model: string, { prompt, negativePrompt, picture, aspectRatio, tier, seconds = SECONDS }: VideoRequest) => ({
  model,
  input: [
    ...(picture ? [{ type: 'image' as const, data: Buffer.from(picture.bytes).toString('base64'), mime_type: picture.type }] : []),
    { type: 'text' as const, text: negativePrompt ? `${prompt}\n\nThe video must not show: ${negativePrompt}` : prompt },
  ],
  background: true,
  response_format: {
    type: 'video' as const,
    delivery: 'uri' as const,
    aspect_ratio: aspectRatio,
    resolution: resolutions[tier],
    duration: `${seconds}s`,
  },
});

async function look(ai: GeminiClient['ai'], operation: string): Promise<VideoProgress> {
  const interaction = await interactionOf(ai, operation).catch(goneAsFailed);
  const { status, output_video: video, output_text: text } = interaction;
  if (status === 'queued' || status === 'in_progress') return { state: 'running' };
  if (status === 'completed' && video?.uri) return { state: 'done', location: video.uri };
  if (status === 'completed' && video?.data) return { state: 'done', location: operation };
  if (text && (status === 'completed' || isSafetyText(text))) return { state: 'refused', reason: text };
  return { state: 'failed', reason: `interaction ${status}${text ? `: ${text}` : ''}` };
}

async function inlineVideo(ai: GeminiClient['ai'], operation: string): Promise<Picture> {
  const { output_video: video } = await interactionOf(ai, operation);
  if (!video?.data) throw new Error('the interaction has no video');
  return { type: video.mime_type ?? 'video/mp4', bytes: Buffer.from(video.data, 'base64') };
}

/** What we read of an interaction. */
interface Seen {
  status: string;
  output_text?: string | undefined;
  output_video?: { uri?: string | undefined; data?: string | undefined; mime_type?: string | undefined } | undefined;
}

const interactionOf = (ai: GeminiClient['ai'], id: string): Promise<Seen> => ai.interactions.get(id, { stream: false }, ONE_CALL);

/** Google answers 400 or 404 for an interaction that it doesn't know (any more): looking again won't help. */
function goneAsFailed(error: unknown): Seen {
  const { status, message } = readProviderError(error);
  if (status === 404 || (status === 400 && /interaction/i.test(message))) return { status: 'failed', output_text: message };
  throw error;
}

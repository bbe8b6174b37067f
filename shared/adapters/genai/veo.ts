import type { GenerateVideosOperation, GoogleGenAI } from '@google/genai';
import type { Environment } from '../../contract/environment.ts';
import type { ReadSecret } from '../../contract/secrets.ts';
import type { Picture, VideoModel, VideoProgress, VideoTier } from '../../domain/models/ports.ts';
import { fail } from '../../kernel/fault.ts';
import { vertexClient } from './client.ts';
import { calling, isSafetyText, unconfigured } from './model-fault.ts';
import { readProviderError } from './provider-error.ts';

const TIMEOUT_MS = 45_000;
const LENGTHS = [4, 6, 8] as const;
const SECONDS = 8;
const settingOf = { preview: 'VIDEO_MODEL_PREVIEW', fast: 'VIDEO_MODEL_FAST', stable: 'VIDEO_MODEL_STABLE' } as const;
const resolutions: Record<VideoTier, '720p' | '1080p'> = { preview: '720p', fast: '720p', stable: '1080p' };

/** Whether this name is one of Vertex AI's operations. */
export const isVertexOperation = (name: string): boolean => name.startsWith('projects/');

/**
 * Veo on Vertex AI. Without a storage bucket its videos come inside the operation, so the operation's name is also where to download.
 * Vertex AI can't cancel these operations: `cancel` does nothing, and the video is made and thrown away.
 */
export function veoVideos(env: Environment, secret: ReadSecret): VideoModel {
  const client = vertexClient(env, secret);
  const connected = async (): Promise<GoogleGenAI> => (await client()) ?? unconfigured('GOOGLE_CREDENTIALS');
  return {
    lengths: async () => LENGTHS,
    async start({ prompt, negativePrompt, picture, aspectRatio, tier, seconds = SECONDS }) {
      const model = env[settingOf[tier]] || unconfigured(settingOf[tier]);
      const ai = await connected();
      const { name } = await calling(model, () =>
        ai.models.generateVideos({
          model,
          source: { prompt, ...(picture ? { image: imageOf(picture) } : {}) },
          config: {
            numberOfVideos: 1,
            durationSeconds: seconds,
            aspectRatio,
            resolution: resolutions[tier],
            generateAudio: false,
            httpOptions: { timeout: TIMEOUT_MS },
            ...(negativePrompt ? { negativePrompt } : {}),
          },
        }),
      );
      return name || fail('ai.unavailable', { reason: 'an operation without a name', sent: true });
    },
    async look(name) {
      const ai = await connected();
      return calling(modelOf(name), () => fetchOperation(ai, name).then((operation) => progressOf(name, operation), goneAsFailed));
    },
    async download(name) {
      const ai = await connected();
      const operation = await calling(modelOf(name), () => fetchOperation(ai, name));
      const video = operation.response?.generatedVideos?.[0]?.video;
      if (!video?.videoBytes) return fail('ai.unavailable', { reason: 'the operation has no video', sent: true });
      return { type: video.mimeType ?? 'video/mp4', bytes: Buffer.from(video.videoBytes, 'base64') };
    },
    async cancel() {},
  };
}

const imageOf = ({ type, bytes }: Picture) => ({ imageBytes: Buffer.from(bytes).toString('base64'), mimeType: type });

const modelOf = (name: string): string => /\/models\/([^/]+)/.exec(name)?.[1] ?? 'veo';

async function fetchOperation(ai: GoogleGenAI, name: string): Promise<GenerateVideosOperation> {
  const { GenerateVideosOperation: Operation } = await import('@google/genai');
  const operation = Object.assign(new Operation(), { name });
  return ai.operations.getVideosOperation({ operation, config: { httpOptions: { timeout: TIMEOUT_MS } } });
}

function progressOf(name: string, { done, error, response }: GenerateVideosOperation): VideoProgress {
  if (!done) return { state: 'running' };
  if (error) {
    const reason = String(error.message ?? JSON.stringify(error));
    return { state: isSafetyText(reason) ? 'refused' : 'failed', reason };
  }
  if (response?.generatedVideos?.[0]?.video?.videoBytes) return { state: 'done', location: name };
  const filtered = response?.raiMediaFilteredReasons?.join(' ');
  if (filtered || response?.raiMediaFilteredCount) return { state: 'refused', reason: filtered ?? 'filtered' };
  return { state: 'failed', reason: 'the operation ended without a video' };
}

/** An operation that Vertex AI doesn't know (any more): looking again won't help. */
function goneAsFailed(error: unknown): VideoProgress {
  const { status, message } = readProviderError(error);
  if (status === 404) return { state: 'failed', reason: message };
  throw error;
}

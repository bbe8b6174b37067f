import type { GenerateContentResponse, Part } from '@google/genai';
import type { Environment } from '../../contract/environment.ts';
import type { ReadSecret } from '../../contract/secrets.ts';
import type { ImageModel, Picture } from '../../domain/models/ports.ts';
import { fail } from '../../kernel/fault.ts';
import { geminiClient } from './client.ts';
import { calling, refused, unconfigured } from './model-fault.ts';

/**
 * Gemini's image models. One `edit` is exactly one HTTP call: the client's retries are off by default, and continuation is switched off.
 * Pictures go first, then the prompt, as Google's examples have it.
 */
export function geminiImages(env: Environment, secret: ReadSecret): ImageModel {
  const client = geminiClient(env, secret);
  return {
    async edit({ prompt, pictures, shape, timeoutMs }) {
      const model = env.IMAGE_MODEL || unconfigured('IMAGE_MODEL');
      const { ai } = await client();
      const response = await calling(model, () =>
        ai.models.generateContent({
          model,
          contents: [{ role: 'user', parts: [...pictures.map(asPart), { text: prompt }] }],
          config: {
            responseModalities: ['TEXT', 'IMAGE'],
            ...(shape && { imageConfig: { aspectRatio: shape.ratio, imageSize: shape.size } }),
            automaticContinuation: false,
            httpOptions: { timeout: timeoutMs },
          },
        }),
      );
      return pictureOf(response);
    },
  };
}

const asPart = ({ type, bytes }: Picture): Part => ({ inlineData: { mimeType: type, data: Buffer.from(bytes).toString('base64') } });

/** The first picture that is no draft (`thought`). Without one it is a refusal: Google blocks with HTTP 200. */
function pictureOf({ promptFeedback, candidates }: GenerateContentResponse): Picture {
  if (promptFeedback?.blockReason) throw refused(promptFeedback.blockReason);
  const [candidate] = candidates ?? [];
  const parts = (candidate?.content?.parts ?? []).filter((part) => !part.thought);
  for (const { inlineData } of parts) {
    if (inlineData?.data && inlineData.mimeType?.startsWith('image/')) {
      return { type: inlineData.mimeType, bytes: Buffer.from(inlineData.data, 'base64') };
    }
  }
  const text = parts.flatMap((part) => part.text ?? []).join(' ');
  const finish = candidate?.finishReason;
  if (!candidate || (!text && (finish === undefined || unfinished.has(finish)))) {
    fail('ai.unavailable', { reason: `an answer without a picture: ${finish ?? 'no finish reason'}`, sent: true });
  }
  throw refused([finish, text].filter(Boolean).join(': '));
}

/** Reasons to end without a picture that are no judgement of the content. */
const unfinished = new Set<string>([
  'STOP',
  'MAX_TOKENS',
  'OTHER',
  'IMAGE_OTHER',
  'NO_IMAGE',
  'MALFORMED_RESPONSE',
  'MALFORMED_FUNCTION_CALL',
]);

import * as z from 'zod/mini';
import { randomText } from '#shared/kernel/ids.ts';
import { internal, invalid, readJson } from './errors.ts';
import { DECLINED_TEXT, type Marker, markerIn } from './markers.ts';
import type { Memory } from './memory.ts';
import { requireModel } from './models.ts';
import { encodePicture, openPicture, pixelsOf } from './pictures.ts';
import { work } from './work.ts';

const ratios = ['1:1', '1:4', '1:8', '2:3', '3:2', '3:4', '4:1', '4:3', '4:5', '5:4', '8:1', '9:16', '16:9', '21:9'] as const;

const part = z.strictObject({
  text: z.optional(z.string()),
  inlineData: z.optional(z.strictObject({ mimeType: z.string(), data: z.string() })),
  thought: z.optional(z.boolean()),
  thoughtSignature: z.optional(z.string()),
});

const requestSchema = z.strictObject({
  contents: z
    .array(z.strictObject({ role: z.optional(z.string()), parts: z.array(part) }))
    .check(z.minLength(1, 'contents is not specified')),
  systemInstruction: z.optional(z.strictObject({ role: z.optional(z.string()), parts: z.array(part) })),
  safetySettings: z.optional(z.array(z.strictObject({ category: z.string(), threshold: z.string() }))),
  generationConfig: z.optional(
    z.strictObject({
      responseModalities: z.optional(z.array(z.enum(['TEXT', 'IMAGE']))),
      imageConfig: z.optional(
        z.strictObject({
          aspectRatio: z.optional(z.enum(ratios, `aspect_ratio must be one of ${ratios.join(', ')}`)),
          imageSize: z.optional(z.enum(['512', '1K', '2K', '4K'])),
        }),
      ),
      candidateCount: z.optional(z.int()),
      maxOutputTokens: z.optional(z.int()),
      temperature: z.optional(z.number()),
      topP: z.optional(z.number()),
      topK: z.optional(z.number()),
      seed: z.optional(z.int()),
    }),
  ),
});

/** `POST /v1beta/models/{model}:generateContent` of the image models. `refuse` blocks whatever is asked. */
export async function generateContent(model: string, body: Buffer, refuse: boolean, memory: Memory): Promise<object> {
  requireModel(model, 'generateContent');
  const { contents, generationConfig } = readJson(requestSchema, body);
  const parts = contents.flatMap((content) => content.parts);
  const prompt = parts.flatMap(({ text }) => text ?? []).join('\n');
  if (prompt.trim() === '') throw invalid('Unable to submit request because it must have a text parameter.');
  const { aspectRatio, imageSize } = generationConfig?.imageConfig ?? {};
  const long = imageSize && pixelsOf[imageSize];
  const images = await Promise.all(parts.flatMap(({ inlineData: data }) => (data ? [openPicture(data.mimeType, data.data, long)] : [])));

  const marker = refuse ? 'unsafe' : markerIn(prompt);
  if (marker === 'broken') throw internal();
  const blocked = blockedAnswer(marker);
  if (blocked) return { ...blocked, ...epilogue(model, prompt) };
  const made = await memory.recall([prompt, ...images, long, aspectRatio], () => work(prompt, images, long, aspectRatio));
  const picture = await encodePicture(made, aspectRatio);
  const inlineData = { mimeType: picture.type, data: picture.bytes.toString('base64') };
  const draft =
    marker === 'thought'
      ? [
          { text: 'A first draft.', thought: true },
          { inlineData: await draftOf(images), thought: true },
        ]
      : [];
  return {
    candidates: [
      { content: { role: 'model', parts: [...draft, { text: 'Here is the picture.' }, { inlineData }] }, finishReason: 'STOP', index: 0 },
    ],
    ...epilogue(model, prompt),
  };
}

/** HTTP 200 without a picture: how Google blocks. */
function blockedAnswer(marker: Marker | undefined): object | undefined {
  if (marker === 'blocked') return { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } };
  if (marker === 'unsafe')
    return { candidates: [{ finishReason: 'IMAGE_SAFETY', finishMessage: 'Unable to show the generated image.', index: 0 }] };
  if (marker !== 'declined') return undefined;
  return { candidates: [{ content: { role: 'model', parts: [{ text: DECLINED_TEXT }] }, finishReason: 'STOP', index: 0 }] };
}

/** The untouched picture: whoever takes it for the result shows nothing done. */
async function draftOf([image]: Buffer[]): Promise<object> {
  return { mimeType: 'image/png', data: image?.toString('base64') };
}

const epilogue = (model: string, prompt: string): object => ({
  usageMetadata: {
    promptTokenCount: 258 + Math.ceil(prompt.length / 4),
    candidatesTokenCount: 1290,
    totalTokenCount: 1548 + Math.ceil(prompt.length / 4),
  },
  modelVersion: model,
  responseId: randomText(22),
});

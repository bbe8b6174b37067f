import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';
import { randomText } from '#shared/kernel/ids.ts';
import type { Answer } from '../service.ts';
import { write, writerMarker } from '../writer/write.ts';
import { internal, invalid, readJson } from './errors.ts';
import { requireModel } from './models.ts';

const PIECE = 40;

const content = z.strictObject({ role: z.optional(z.string()), parts: z.array(z.strictObject({ text: z.string() })) });
const requestSchema = z.strictObject({
  contents: z.array(content).check(z.minLength(1, 'contents is not specified')),
  systemInstruction: z.optional(content),
  safetySettings: z.optional(z.array(z.strictObject({ category: z.string(), threshold: z.string() }))),
  generationConfig: z.optional(
    z.strictObject({
      maxOutputTokens: z.optional(z.int().check(z.minimum(1, 'max_output_tokens must be positive'))),
      temperature: z.optional(z.number().check(z.minimum(0), z.maximum(2, 'temperature must be in the range [0.0, 2.0]'))),
      responseMimeType: z.optional(z.enum(['text/plain', 'application/json'])),
    }),
  ),
});

interface Draft {
  text: string;
  finish: string;
  /** Set when Google would block it: the body of its 200. */
  blocked?: object;
  drops: boolean;
}

/** `POST …:generateContent` of the text models. `refuse` blocks whatever is asked. */
export function generateText(model: string, body: Buffer, refuse: boolean): object {
  const { text, finish, blocked } = draft(model, body, refuse);
  return blocked ?? piece(model, text, finish, text.length);
}

/** `POST …:streamGenerateContent?alt=sse`: the same, as server-sent events. */
export function streamText(model: string, body: Buffer, refuse: boolean, pieceMs: number): Answer {
  return { status: 200, headers: { 'content-type': 'text/event-stream' }, body: events(model, draft(model, body, refuse), pieceMs) };
}

async function* events(model: string, { text, finish, blocked, drops }: Draft, pieceMs: number): AsyncGenerator<string> {
  if (blocked) return yield event(blocked);
  const letters = [...text];
  for (let at = 0; at < letters.length; at += PIECE) {
    await sleep(pieceMs);
    if (drops && at > letters.length / 2) throw new Error('the line drops');
    const last = at + PIECE >= letters.length;
    yield event(piece(model, letters.slice(at, at + PIECE).join(''), last ? finish : undefined, text.length));
  }
}

const event = (data: object): string => `data: ${JSON.stringify(data)}\r\n\r\n`;

function draft(model: string, body: Buffer, refuse: boolean): Draft {
  requireModel(model, 'generateContent');
  const { contents, generationConfig = {} } = readJson(requestSchema, body);
  const prompt = contents.flatMap(({ parts }) => parts.map(({ text }) => text)).join('\n');
  if (prompt.trim() === '') throw invalid('Unable to submit request because it must have a text parameter.');
  const marker = writerMarker(prompt);
  if (marker === 'broken') throw internal();
  const json = generationConfig.responseMimeType === 'application/json';
  const { text, cut } = write(prompt, { json, maxTokens: generationConfig.maxOutputTokens });
  const blocked = blockedAnswer(refuse || marker === 'inspected', marker === 'blocked');
  return { text, finish: cut ? 'MAX_TOKENS' : 'STOP', drops: marker === 'drops', ...(blocked ? { blocked } : {}) };
}

function blockedAnswer(answer: boolean, prompt: boolean): object | undefined {
  if (prompt) return { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } };
  return answer ? { candidates: [{ finishReason: 'SAFETY', index: 0 }] } : undefined;
}

const piece = (model: string, text: string, finishReason: string | undefined, tokens: number): object => ({
  candidates: [{ content: { role: 'model', parts: [{ text }] }, index: 0, ...(finishReason ? { finishReason } : {}) }],
  usageMetadata: { promptTokenCount: 100, candidatesTokenCount: tokens, totalTokenCount: 100 + tokens },
  modelVersion: model,
  responseId: randomText(22),
});

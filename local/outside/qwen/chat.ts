import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';
import type { Answer } from '../service.ts';
import { write, writerMarker } from '../writer/write.ts';
import { errorAnswer, errorEvent, invalidRequest, unknownModel } from './errors.ts';

const models = ['qwen-max', 'qwen-plus', 'qwen-flash', 'qwen-turbo', 'qwen-long', 'qwen3-max', 'qwen3.5-plus', 'deepseek-v3'];
/** Models of an account that hasn't paid. */
const unpaid = 'qwen-unpaid';
const PIECE = 12;

const requestSchema = z.object({
  model: z.string(),
  messages: z
    .array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() }))
    .check(z.minLength(1, 'messages must not be empty')),
  stream: z.optional(z.boolean()),
  max_tokens: z.optional(z.nullable(z.int().check(z.minimum(1, 'Range of max_tokens should be [1, 65536]')))),
  temperature: z.optional(z.number().check(z.minimum(0), z.maximum(2, "'temperature' must be less than or equal to 2"))),
  response_format: z.optional(z.object({ type: z.enum(['text', 'json_object']) })),
});

/** `POST …/chat/completions`. `pieceMs` is how long a piece of a stream takes. */
export function complete(body: Buffer, pieceMs: number): Answer {
  const read = requestSchema.safeParse(parse(body));
  if (!read.success) return invalidRequest(`${read.error.issues[0]!.path.join('.')}: ${read.error.issues[0]!.message}`);
  const { model, messages, stream, max_tokens, response_format } = read.data;
  if (model === unpaid) return errorAnswer('arrears');
  if (!models.includes(model)) return unknownModel(model);
  const json = response_format?.type === 'json_object';
  if (json && !messages.some(({ content }) => /json/i.test(content))) {
    return invalidRequest("'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.");
  }
  const prompt = messages.map(({ content }) => content).join('\n\n');
  const marker = writerMarker(prompt);
  if (marker === 'blocked') return errorAnswer('inspected');
  if (marker === 'broken') return errorAnswer('internal');
  const { text, cut } = write(messages.at(-1)!.content, { json, maxTokens: max_tokens ?? undefined });
  const finish = cut ? 'length' : 'stop';
  const base = { id: `chatcmpl-${randomUUID()}`, model, created: Math.floor(Date.now() / 1000), system_fingerprint: null };
  if (stream)
    return {
      status: 200,
      headers: { 'content-type': 'text/event-stream;charset=UTF-8' },
      body: events(base, text, finish, pieceMs, marker),
    };
  const usage = { prompt_tokens: prompt.length, completion_tokens: text.length, total_tokens: prompt.length + text.length };
  const choice = { index: 0, message: { role: 'assistant', content: text }, finish_reason: finish, logprobs: null };
  return { status: 200, body: { ...base, object: 'chat.completion', choices: [choice], usage } };
}

/** Server-sent events as DashScope words them: a first one with the role, the pieces, one with the reason, `[DONE]`. */
async function* events(base: object, text: string, finish: string, pieceMs: number, marker: string | undefined): AsyncGenerator<string> {
  const chunk = (delta: object, reason: string | null): string =>
    event({ ...base, object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: reason, logprobs: null }], usage: null });
  yield chunk({ role: 'assistant', content: '' }, null);
  const letters = [...text];
  for (let at = 0; at < letters.length; at += PIECE) {
    await sleep(pieceMs);
    const half = at > letters.length / 2;
    if (half && marker === 'drops') throw new Error('the line drops');
    if (half && marker === 'inspected') {
      yield event(errorEvent('outputInspected'));
      return;
    }
    yield chunk({ content: letters.slice(at, at + PIECE).join('') }, null);
  }
  yield chunk({ content: '' }, finish);
  yield 'data: [DONE]\n\n';
}

const event = (data: object): string => `data: ${JSON.stringify(data)}\n\n`;

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** `GET …/models`. */
export const listModels = (): Answer => ({
  status: 200,
  body: { object: 'list', data: models.map((id) => ({ id, object: 'model', created: 1_700_000_000, owned_by: 'system' })) },
});

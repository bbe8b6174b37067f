import type { OpenAI } from 'openai/client';
import type { TextFinish, TextModel, TextRequest } from '../../domain/models/ports.ts';
import type { PublicWeb } from '../../domain/web/ports.ts';
import { type CompatibleModel, openaiClient } from './client.ts';
import { calling, faultOf, refused, unavailable } from './model-fault.ts';

/** A text model behind an OpenAI-compatible API. Its address was given to us, so it is reached through `web`. */
export function openaiText(model: CompatibleModel, web: Pick<PublicWeb, 'request'>): TextModel {
  const client = openaiClient(model, web);
  return {
    write: (request) =>
      calling(model.model, request, async () => {
        const { chat } = await client();
        const answer = await chat.completions.create({ ...bodyOf(model, request), stream: false }, { signal: limitOf(request) });
        const choice = choiceOf(answer);
        if (choice?.message?.refusal) throw refused(choice.message.refusal);
        const text = choice?.message?.content ?? '';
        const finish = finishOf(choice?.finish_reason);
        if (text.trim() === '') throw unavailable('an empty answer');
        return { text, finish };
      }),
    async *stream(request) {
      const signal = limitOf(request);
      const chunks = await calling(model.model, request, async () => {
        const { chat } = await client();
        return chat.completions.create({ ...bodyOf(model, request), stream: true }, { signal });
      });
      try {
        return yield* deltasOf(chunks, signal);
      } catch (error) {
        throw faultOf(model.model, request.signal, error);
      }
    },
  };
}

/** The time limit and the caller's own signal, whichever comes first. */
const limitOf = ({ timeoutMs, signal }: TextRequest): AbortSignal =>
  AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]);

function bodyOf({ model, extra }: CompatibleModel, { system, prompt, maxTokens, temperature, json }: TextRequest) {
  return {
    ...extra,
    model,
    messages: [
      { role: 'system' as const, content: system },
      { role: 'user' as const, content: prompt },
    ],
    ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(json ? { response_format: { type: 'json_object' as const } } : {}),
  };
}

async function* deltasOf(chunks: AsyncIterable<OpenAI.ChatCompletionChunk>, signal: AbortSignal): AsyncGenerator<string, TextFinish> {
  let reason: string | null | undefined;
  let written = false;
  for await (const chunk of chunks) {
    const choice = choiceOf(chunk);
    const delta = choice?.delta?.content;
    reason = choice?.finish_reason ?? reason;
    if (delta) {
      written ||= delta.trim() !== '';
      yield delta;
    }
  }
  // The client ends a stream that was aborted as if it were finished.
  signal.throwIfAborted();
  const finish = finishOf(reason);
  if (!written) throw unavailable('an empty answer');
  return finish;
}

/** What a provider sends needn't be what the types say. */
const choiceOf = <T>(answer: { choices?: T[] } | null | undefined): T | undefined => answer?.choices?.[0];

function finishOf(reason: string | null | undefined): TextFinish {
  if (reason === 'content_filter') throw refused('finish_reason content_filter');
  if (!reason) throw unavailable('the answer ended without a finish_reason');
  return reason === 'length' ? 'length' : 'stop';
}

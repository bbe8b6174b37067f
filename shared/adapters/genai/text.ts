import type { GenerateContentParameters, GenerateContentResponse } from '@google/genai';
import type { Environment } from '../../contract/environment.ts';
import type { ReadSecret } from '../../contract/secrets.ts';
import type { TextFinish, TextModel, TextRequest } from '../../domain/models/ports.ts';
import { fail } from '../../kernel/fault.ts';
import { geminiClient } from './client.ts';
import { calling, refused } from './model-fault.ts';

/** Gemini counts what it thinks among what it answers, so a limit leaves room for both. Tokens. */
const ROOM_TO_THINK = 8192;

/**
 * One of Gemini's text models, by Google's name for it. `secret` gives the key, which may be a model's own; the address is the operator's
 * setting, never a model's.
 */
export function geminiText(model: string, env: Environment, secret: ReadSecret): TextModel {
  const client = geminiClient(env, secret);
  return {
    write: (request) =>
      callingFor(model, request, async () => {
        const { ai } = await client();
        const { text, finish } = pieceOf(await ai.models.generateContent(orderOf(model, request)));
        return { finish: finishOf(finish), text: whole(text) };
      }),
    async *stream(request) {
      const pieces = await callingFor(model, request, async () => {
        const { ai } = await client();
        return (await ai.models.generateContentStream(orderOf(model, request)))[Symbol.asyncIterator]();
      });
      let text = '';
      let finish: string | undefined;
      try {
        for (;;) {
          const { done, value } = await callingFor(model, request, () => pieces.next());
          if (done) break;
          const piece = pieceOf(value);
          finish = piece.finish ?? finish;
          if (piece.text) yield piece.text;
          text += piece.text;
        }
      } finally {
        await pieces.return?.(undefined);
      }
      const end = finishOf(finish);
      whole(text);
      return end;
    },
  };
}

/** What the caller gave up ends in the caller's own reason. */
const callingFor = <T>(model: string, { signal }: TextRequest, call: () => Promise<T>): Promise<T> =>
  calling(model, call).catch((error) => {
    throw signal?.aborted ? signal.reason : error;
  });

const orderOf = (model: string, { system, prompt, maxTokens, temperature, json, timeoutMs, signal }: TextRequest) =>
  ({
    model,
    contents: [{ role: 'user', parts: [{ text: prompt }] }],
    config: {
      systemInstruction: system,
      automaticContinuation: false,
      httpOptions: { timeout: timeoutMs },
      ...(maxTokens === undefined ? {} : { maxOutputTokens: maxTokens + ROOM_TO_THINK }),
      ...(temperature === undefined ? {} : { temperature }),
      ...(json ? { responseMimeType: 'application/json' } : {}),
      ...(signal ? { abortSignal: signal } : {}),
    },
  }) satisfies GenerateContentParameters;

/** The words of an answer, or of a part of it, without what the model only thought. */
function pieceOf({ promptFeedback, candidates }: GenerateContentResponse): { text: string; finish: string | undefined } {
  if (promptFeedback?.blockReason) throw refused(promptFeedback.blockReason);
  const [candidate] = candidates ?? [];
  const text = (candidate?.content?.parts ?? []).map((part) => (part.thought ? '' : (part.text ?? ''))).join('');
  return { text, finish: candidate?.finishReason };
}

const whole = (text: string): string => (text.trim() === '' ? fail('ai.unavailable', { reason: 'an empty answer', sent: true }) : text);

/** Reasons to end that are a judgement of the content (https://ai.google.dev/api/generate-content#FinishReason). */
const judged = new Set(['SAFETY', 'RECITATION', 'BLOCKLIST', 'PROHIBITED_CONTENT', 'SPII']);

function finishOf(reason: string | undefined): TextFinish {
  if (reason === 'STOP') return 'stop';
  if (reason === 'MAX_TOKENS') return 'length';
  if (reason !== undefined && judged.has(reason)) throw refused(reason);
  return fail('ai.unavailable', { reason: `the answer ended with ${reason ?? 'no finish reason'}`, sent: true });
}

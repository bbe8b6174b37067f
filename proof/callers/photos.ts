import { bodyOf } from '#scripts/events/request.ts';
import type { Caller, Place } from './caller.ts';
import { shown } from './index.ts';

/** Where a partner's server is told of its photos: the stand-in, behind whatever stands before the outside services. */
export const receiver = (): string => `${new URL(process.env.GEMINI_BASE_URL!).origin}/partner/repaired`;

/** Sends a photo as a partner does, and answers its `mdf`. */
export async function photo({ stack }: Place, caller: Caller, form: Record<string, string> = {}): Promise<string> {
  const { headers, fields } = await shown(caller, 'partner');
  const { headers: typed, body } = bodyOf({ form: { ...fields, repair_type: 'sr', ...form }, files: { file: 'photo' } });
  const { 'content-length': _, ...type } = typed;
  const answer = await fetch(`http://127.0.0.1:${stack.port}/api/third/photo/upload`, {
    method: 'POST',
    headers: { ...type, ...headers },
    body: new Uint8Array(body),
  });
  const text = await answer.text();
  const { data } = JSON.parse(text) as { data?: { mdf?: string } };
  return data?.mdf ?? refuse(text);
}

const refuse = (text: string): never => {
  throw new Error(`a photo can't be sent: ${text}`);
};

import type * as z from 'zod/mini';
import type { WritingRequest } from '#shared/domain/jobs/types.ts';
import { checkFields } from '#shared/domain/writing/input.ts';
import type { ToolType } from '#shared/domain/writing/names.ts';
import type { writingBody } from './schemas.ts';

/** What is asked for; fault `request.invalid` for fields that the tool doesn't have. */
export function writingRequest(tool: ToolType, body: z.output<typeof writingBody>): WritingRequest {
  const { title, keywords, requirements, model_id: model, ...fields } = body;
  checkFields(tool, fields);
  const input = { title, fields, ...(keywords && { keywords }), ...(requirements !== undefined && { requirements }) };
  return { kind: 'writing', tool, input, ...(model !== undefined && { model }) };
}

import type { Job } from '#shared/domain/jobs/types.ts';
import { type ToolType, type WritingField, writingFields, writingTools } from '#shared/domain/writing/names.ts';
import { success } from '#shared/http/reply.ts';

export function toolView(type: ToolType) {
  const { name, description, credits, fields } = writingTools[type];
  return { type, name, description, credits_cost: credits, fields: fields.map(fieldView) };
}

function fieldView(name: keyof typeof writingFields) {
  const { label, description, longest, values }: WritingField = writingFields[name];
  return { name, label, description, max_length: longest, ...(values && { values: [...values] }) };
}

export const writtenReply = ({ cost, creation, note }: Job, content: string) =>
  success({ creation_id: creation!, content, credits_used: cost, ...(note !== undefined && { note }) }, '生成成功');

/** 202 in the same shape (DESIGN §4): a client that reads `code` sees no error, and the result at `status_url` later. */
export function processingReply({ id }: Job) {
  const statusUrl = `/api/v1/writing/jobs/${id}`;
  const unwritten = { creation_id: null, content: null, credits_used: 0 } as const;
  const data = { ...unwritten, task_id: id, status: 'processing', status_url: statusUrl } as const;
  return { ...success(data, '生成中,请稍后查询结果', { location: statusUrl, 'retry-after': '3' }), status: 202 } as const;
}

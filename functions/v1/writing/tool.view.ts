import { type ToolType, type WritingField, writingFields, writingTools } from '#shared/domain/writing/names.ts';

export function toolView(type: ToolType, streamUrl: string) {
  const { name, description, credits, fields } = writingTools[type];
  const stream_url = `${streamUrl}/api/v1/writing/${type}/stream`;
  return { type, name, description, credits_cost: credits, stream_url, fields: fields.map(fieldView) };
}

function fieldView(name: keyof typeof writingFields) {
  const { label, description, longest, values }: WritingField = writingFields[name];
  return { name, label, description, max_length: longest, ...(values && { values: [...values] }) };
}

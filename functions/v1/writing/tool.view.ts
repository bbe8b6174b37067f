import { type ToolType, type WritingField, writingFields, writingTools } from '#shared/domain/writing/names.ts';

export function toolView(type: ToolType) {
  const { name, description, credits, fields } = writingTools[type];
  return { type, name, description, credits_cost: credits, fields: fields.map(fieldView) };
}

function fieldView(name: keyof typeof writingFields) {
  const { label, description, longest, values }: WritingField = writingFields[name];
  return { name, label, description, max_length: longest, ...(values && { values: [...values] }) };
}

import { fail } from '../../kernel/fault.ts';
import { type ToolType, type WritingField, type WritingFieldName, writingFields, writingTools } from './names.ts';

/** What a customer asks a writing tool for. */
export interface WritingInput {
  title: string;
  keywords?: readonly string[];
  requirements?: string;
  /** The tool's own fields; empty texts count as left out. */
  fields?: Partial<Record<WritingFieldName, string>>;
}

/** Refuses fields that the tool doesn't have, and values that a field can't have. Fault `request.invalid` with the field. */
export function checkFields(tool: ToolType, given: WritingInput['fields'] = {}): void {
  const own: readonly string[] = writingTools[tool].fields;
  for (const [name, value] of Object.entries(given) as [WritingFieldName, string][]) {
    if (!own.includes(name)) fail('request.invalid', { field: name, message: `未知参数 ${name}: ${tool} 没有这个参数` });
    const { longest, values }: WritingField = writingFields[name];
    if (value.length > longest) fail('request.invalid', { field: name, message: `${name} 最多 ${longest} 个字符` });
    if (value && values && !values.includes(value)) {
      fail('request.invalid', { field: name, message: `${name} 只能是: ${values.join('、')}` });
    }
  }
}

/** What has been said, in the order in which it is shown to the model: label and text. */
export function labelled(
  tool: ToolType,
  { title, keywords = [], requirements, fields = {} }: WritingInput,
): [label: string, text: string][] {
  const own = writingTools[tool].fields.map((name): [string, string] => [writingFields[name].label, fields[name] ?? '']);
  const all: [string, string][] = [['标题', title], ['关键词', keywords.join('、')], ...own, ['要求', requirements ?? '']];
  return all.map(([label, text]): [string, string] => [label, text.trim()]).filter(([, text]) => text !== '');
}

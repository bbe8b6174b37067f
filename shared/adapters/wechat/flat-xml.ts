import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** Attributes are kept, so that they can be refused. */
const parser = new XMLParser({ parseTagValue: false, trimValues: false, ignoreAttributes: false });

/** A DOCTYPE, an entity, a comment: every declaration but CDATA. */
const DECLARATION = /<!(?!\[CDATA\[)/;

/**
 * Reads a v2 message, `<xml><name>text</name>…</xml>`: one level, every name once, nothing else around or between.
 * WeChat sends nothing else, so whatever else XML can hold (a DOCTYPE, attributes, nesting, a name twice) makes it `undefined`.
 */
export function parseFlatXml(text: string): Record<string, string> | undefined {
  if (DECLARATION.test(text) || XMLValidator.validate(text) !== true) return undefined;
  const { xml, ...around } = parse(text);
  if (typeof xml !== 'object' || xml === null || hasMore(around)) return undefined;
  const { '#text': between = '', ...fields } = xml as Record<string, unknown>;
  return hasMore({ between }) || !Object.entries(fields).every(isField) ? undefined : (fields as Record<string, string>);
}

/** The parser throws at names that would poison an object. */
function parse(text: string): Record<string, unknown> {
  try {
    return parser.parse(text);
  } catch {
    return {};
  }
}

const isField = ([name, value]: [string, unknown]): boolean => /^[a-z][\w$]*$/.test(name) && typeof value === 'string';

const hasMore = (rest: Record<string, unknown>): boolean => Object.values(rest).some((value) => String(value).trim() !== '');

const RESOURCES = /^import \{[^}]*\} from "\.\/resources\/(?!chat\/)[\w./-]+";$/gm;
const INDEX = /^import \* as API from "\.\/resources\/index\.mjs";$/m;
const MEMBERS = /^ *this\.\w+ = new API\.(?!Chat\b)\w+\(this\);$/gm;
const STATICS = /^OpenAI\.(?!Chat\b|OpenAI\b)[A-Z]\w+ = (?!Errors\.|Pagination\.|_a\b)\w+;$/gm;

/**
 * Leaves of OpenAI's client only chat completions: it makes every one of its 28 resources when it is made, so none is ever shaken out. 215 KB.
 * Throws when the client isn't written as this expects, which an upgrade may bring.
 */
export function withChatOnly(source: string): string {
  const counts = [RESOURCES, MEMBERS, STATICS].map((pattern) => source.match(pattern)?.length ?? 0);
  if (!INDEX.test(source) || counts.some((count) => count < 20)) throw new Error(`openai/client.mjs has changed: ${counts.join(', ')}`);
  return source
    .replace(INDEX, 'import * as API from "./resources/chat/index.mjs";')
    .replace(RESOURCES, '')
    .replace(MEMBERS, '')
    .replace(STATICS, '');
}

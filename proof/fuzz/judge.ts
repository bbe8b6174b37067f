import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { type Document, escaped, type Operation, resolved } from './document.ts';
import type { Answer } from './send.ts';

export type Fault = 'server error' | 'off schema' | 'hang' | 'leak' | 'write' | 'books';

export interface Finding {
  fault: Fault;
  why: string;
}

export interface Judge {
  /** What is wrong with the answer to a request that the document lists; nothing when it is as documented. */
  operation(operation: Operation, answer: Answer): Finding | undefined;
  /** The same for a path and method that it does not list: 404 or 405, as an error of the API. */
  stranger(answer: Answer): Finding | undefined;
}

/** What API Gateway and Lambda say themselves of a request that never reaches a function: docs/decisions/0007. */
const GATEWAY: Readonly<Record<number, string>> = { 400: 'Bad Request', 413: 'Request Entity Too Large' };
const TRACES =
  /\bat .+\.[jt]s:\d+|node_modules|ECONNREFUSED|AccessDenied|ValidationException|ConditionalCheckFailed|ZodError|SyntaxError|TypeError/;

/** Holds answers against the document, with JSON Schema 2020-12. `secrets` may stand in none of them. */
export function createJudge(document: Document, secrets: readonly string[] = []): Judge {
  const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: true });
  addFormats.default(ajv);
  ajv.addSchema(document as object, 'document');
  const compiled = new Map<string, ValidateFunction>();
  const schemaAt = (pointer: string): ValidateFunction => {
    const found = compiled.get(pointer) ?? ajv.compile({ $ref: `document#${encodeURI(pointer)}` });
    compiled.set(pointer, found);
    return found;
  };

  function off(pointer: string, value: unknown): Finding | undefined {
    const validate = schemaAt(pointer);
    if (validate(value)) return undefined;
    return { fault: 'off schema', why: ajv.errorsText(validate.errors) };
  }

  function content(operation: Operation, answer: Answer): Finding | undefined {
    const response = resolved(document, operation.responses[answer.status]!);
    const missing = Object.entries(response.headers ?? {}).find(([name, header]) => isRequired(document, header) && !answer.headers[name]);
    if (missing) return { fault: 'off schema', why: `${answer.status} without its header ${missing[0]}` };
    const type = mediaType(answer);
    if (!response.content) return answer.body.length > 0 ? { fault: 'off schema', why: `${answer.status} with a body` } : undefined;
    if (!type || !response.content[type]) return { fault: 'off schema', why: `${answer.status} as ${type ?? 'nothing'}` };
    const body = type === 'application/json' ? jsonOf(answer) : answer.body.toString();
    return off(`${operation.pointer}/responses/${answer.status}/content/${escaped(type)}/schema`, body);
  }

  return {
    operation(operation, answer) {
      const shown = exposed(answer, secrets);
      if (shown) return shown;
      const documented = operation.responses[answer.status] !== undefined;
      if (isUnexpected(answer)) return serverError(answer);
      if (answer.status >= 500 && !(documented && isOwnRefusal(operation, answer))) return serverError(answer);
      if (isGateways(answer)) return undefined;
      return documented ? content(operation, answer) : { fault: 'off schema', why: `${answer.status} is not documented: ${start(answer)}` };
    },
    stranger(answer) {
      const shown = exposed(answer, secrets);
      if (shown || isGateways(answer)) return shown;
      if (answer.status >= 500) return serverError(answer);
      if (![404, 405].includes(answer.status)) return { fault: 'off schema', why: `${answer.status} for what is not documented` };
      const findings = errorShapes(document).map((pointer) => off(pointer, jsonOf(answer)));
      return answer.body.length === 0 || findings.some((finding) => finding === undefined) ? undefined : findings[0];
    },
  };
}

/**
 * A documented 5xx that is no error of ours: "not taken, send it again" to a payment notification. An unexpected error has
 * the shape of errors.
 */
function isOwnRefusal({ responses }: Operation, answer: Answer): boolean {
  const { code } = (jsonOf(answer) ?? {}) as { code?: unknown };
  if (OTHERS_REFUSALS.includes(code as number)) return true;
  const schema = responses[answer.status]!.content?.['application/json']?.schema;
  return schema?.$ref === undefined && (jsonOf(answer) as { success?: boolean } | undefined)?.success === undefined;
}

/** What the platform's document has a 502 for: a model or a publishing platform doesn't do what it was asked (decisions.md, "Platform API"). */
const OTHERS_REFUSALS = [40006, 40007, 40009];

/** Where the document says what errors look like: each API has its own shape. */
const errorShapes = ({ components }: Document): string[] =>
  Object.keys((components as { schemas?: object } | undefined)?.schemas ?? {})
    .filter((name) => name.endsWith('Error'))
    .map((name) => `/components/schemas/${name}`);

/** An error of ours, whatever status it comes with: partners are answered 200 always. */
const isUnexpected = ({ body }: Answer): boolean => body.includes('服务器内部错误 (');

function isGateways(answer: Answer): boolean {
  const message = GATEWAY[answer.status];
  return message !== undefined && answer.body.toString() === JSON.stringify({ message });
}

function exposed(answer: Answer, secrets: readonly string[]): Finding | undefined {
  const text = JSON.stringify(answer.headers) + answer.body.toString();
  const trace = TRACES.exec(text);
  if (trace) return { fault: 'leak', why: `it tells of its inside: ${trace[0]}` };
  return secrets.some((secret) => text.includes(secret)) ? { fault: 'leak', why: 'it holds a secret' } : undefined;
}

const serverError = (answer: Answer): Finding => ({ fault: 'server error', why: `${answer.status} ${start(answer)}` });
const start = ({ body }: Answer): string => body.toString().slice(0, 200);
const mediaType = ({ headers }: Answer): string | undefined => String(headers['content-type'] ?? '').split(';')[0] || undefined;

/** Undefined where it is no JSON, which no schema allows. */
export function jsonOf({ body }: Pick<Answer, 'body'>): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

const isRequired = (document: Document, header: unknown): boolean =>
  resolved(document, header as { $ref?: string; required?: boolean }).required === true;

import { type Api, type Auth, type Contract, type Endpoint, functionName } from '#shared/contract/endpoint.ts';

/** A JSON Schema, as far as values are generated from it. */
export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  const?: unknown;
  enum?: readonly unknown[];
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  items?: Schema;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  minimum?: number;
  maximum?: number;
}

export interface Parameter {
  $ref?: string;
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  required?: boolean;
  schema: Schema;
}

interface Media {
  schema?: Schema;
  example?: unknown;
}

export interface Response {
  $ref?: string;
  headers?: Readonly<Record<string, unknown>>;
  content?: Readonly<Record<string, Media>>;
}

interface PathItem {
  operationId: string;
  parameters?: readonly Parameter[];
  requestBody?: { content: Readonly<Record<string, Media>> };
  responses: Readonly<Record<string, Response>>;
}

/** An OpenAPI 3.1 document, as far as it is read here. */
export interface Document {
  paths: Readonly<Record<string, Readonly<Record<string, PathItem>>>>;
  components?: object;
}

export interface Operation {
  id: string;
  method: string;
  path: string;
  /** Whose wire format it speaks, and who may call; as the registry has it. */
  api: Api;
  auth: Auth;
  /** The query of the document's own example. */
  query: Readonly<Record<string, string>>;
  parameters: readonly Parameter[];
  bodies: readonly { type: string; schema: Schema; example?: unknown }[];
  responses: Readonly<Record<string, Response>>;
  /** Where its description stands in the document, as a JSON pointer. */
  pointer: string;
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'];

/** Everything that the document says can be asked, and whom the registry lets ask it. */
export function operationsOf(document: Document, registry: readonly Contract[]): Operation[] {
  const contracts = new Map(registry.map((contract) => [functionName(contract), contract]));
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => {
      const contract = contracts.get(item[method]!.operationId);
      if (contract?.kind !== 'endpoint') throw new Error(`${item[method]!.operationId} is no endpoint of the registry`);
      return operation(document, path, method, item[method]!, contract);
    }),
  );
}

function operation(document: Document, path: string, method: string, item: PathItem, { api, auth, example }: Endpoint): Operation {
  return {
    id: item.operationId,
    method: method.toUpperCase(),
    path,
    api,
    auth,
    query: example.request.query ?? {},
    parameters: (item.parameters ?? []).map((parameter) => resolved(document, parameter)),
    bodies: Object.entries(item.requestBody?.content ?? {}).map(([type, { schema = {}, example }]) => ({
      type,
      schema: resolved(document, schema),
      ...(example === undefined ? {} : { example }),
    })),
    responses: item.responses,
    pointer: `/paths/${escaped(path)}/${method}`,
  };
}

/** One segment of a JSON pointer. */
export const escaped = (segment: string): string => segment.replaceAll('~', '~0').replaceAll('/', '~1');

/** What a reference within the document leads to; the thing itself where it is none. */
export function resolved<T extends { $ref?: string }>(document: Document, thing: T): T {
  if (thing.$ref === undefined) return thing;
  const keys = thing.$ref.replace(/^#\//, '').split('/');
  const found = keys.reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[unescaped(key)], document);
  if (found === undefined) throw new Error(`the document has no ${thing.$ref}`);
  return resolved(document, found as T);
}

const unescaped = (segment: string): string => segment.replaceAll('~1', '/').replaceAll('~0', '~');

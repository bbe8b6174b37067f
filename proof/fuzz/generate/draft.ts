import fc from 'fast-check';
import type { Attempt, Kind } from '../attempt.ts';
import type { Operation, Parameter } from '../document.ts';
import type { Named, Pool } from '../pool.ts';
import { encode, type FileOf } from './encode.ts';
import type { Drawn } from './files.ts';
import { valuesOf } from './values.ts';

/** A request in its parts, before it becomes text. */
export interface Draft {
  params: Record<string, string>;
  query: [string, string][];
  headers: Record<string, string | string[]>;
  /** The body's media type; none for a request without one. */
  type?: string;
  fields?: unknown;
  files: Record<string, FileOf>;
}

/** What requests are made of. */
export interface Material {
  pool: Pool;
  pictures: readonly Drawn[];
  broken: readonly Drawn[];
}

/** Requests that the document allows, about things that exist where the API has named any. */
export function validDraft(operation: Operation, material: Material): fc.Arbitrary<Draft> {
  const namedBefore = ({ in: place, name }: Parameter) =>
    place === 'path' ? material.pool.ofParameter(operation.path, name) : material.pool.of(name);
  const named = (place: Parameter['in']) => operation.parameters.filter((parameter) => parameter.in === place);
  const chosen = (parameters: Parameter[], required: boolean) =>
    fc.record(Object.fromEntries(parameters.map((parameter) => [parameter.name, known(namedBefore(parameter), valuesFor(parameter))])), {
      requiredKeys: parameters.filter((parameter) => required || parameter.required).map(({ name }) => name),
      noNullPrototype: true,
    });
  const body = operation.bodies.length === 0 ? fc.constant({}) : fc.oneof(...operation.bodies.map((each) => bodyOf(each, material)));
  const headers = named('header').filter(({ name }) => name !== 'Prefer');
  return fc
    .tuple(chosen(named('path'), true), queryOf(operation, chosen(named('query'), false)), unlike(chosen(headers, false)), body)
    .map(([params, query, given, content]) => ({ params, query: Object.entries(query), headers: sendable(given), files: {}, ...content }));
}

/** A path without its parameter is another path. */
const valuesFor = ({ in: place, schema }: Parameter): fc.Arbitrary<string> =>
  valuesOf(schema)
    .map(String)
    .filter((text) => place !== 'path' || text !== '');

/** What the document shows is worth trying, too: the start of a period that comes before its end. */
const queryOf = ({ query }: Operation, drawn: fc.Arbitrary<Record<string, string>>): fc.Arbitrary<Record<string, string>> =>
  Object.keys(query).length === 0 ? drawn : fc.oneof({ weight: 3, arbitrary: drawn }, { weight: 1, arbitrary: fc.constant({ ...query }) });

/** Mostly texts that no request before had: a key that was used for another request ends in 422, whatever else is sent. */
const unlike = (drawn: fc.Arbitrary<Record<string, string>>): fc.Arbitrary<Record<string, string>> =>
  fc
    .tuple(drawn, fc.uuid(), fc.nat(9))
    .map(([headers, unique, again]) => (again === 0 ? headers : Object.fromEntries(Object.keys(headers).map((name) => [name, unique]))));

/** Mostly what exists; now and then something that only looks right. */
const known = (values: readonly Named[], otherwise: fc.Arbitrary<string>): fc.Arbitrary<string> => {
  return values.length === 0
    ? otherwise
    : fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...values.map(String)) }, { weight: 1, arbitrary: otherwise });
};

function bodyOf({ type, schema, example }: Operation['bodies'][number], { pool, pictures }: Material): fc.Arbitrary<Partial<Draft>> {
  const properties = schema.properties ?? {};
  const replaced = Object.keys(properties).filter((name) => pool.of(name).length > 0);
  const existing = fc.record(Object.fromEntries(replaced.map((name) => [name, fc.constantFrom(...pool.of(name))])));
  const own = valuesOf(schema);
  // The document's example, but about what exists: which values a text may have, only it can show.
  const shown = example === undefined ? own : fc.oneof({ weight: 2, arbitrary: own }, { weight: 1, arbitrary: fc.constant(example) });
  const fields = fc.tuple(shown, existing).map(([value, known]) => withKnown(value, known));
  const names = Object.entries(properties)
    .filter(([, property]) => property.format === 'binary')
    .map(([name]) => name);
  const file = fc.constantFrom(...pictures).map(({ what, bytes }) => ({ what, bytes, name: 'photo.jpg', type: 'image/jpeg' }));
  const files = fc.record(Object.fromEntries(names.map((name) => [name, file])), { noNullPrototype: true });
  return fc.tuple(fields, files).map(([value, attached]) => ({ type, files: attached, fields: withoutKeys(value, attached) }));
}

/** What exists, in place of what is there. */
function withKnown(value: unknown, known: object): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return { ...value, ...Object.fromEntries(Object.entries(known).filter(([name]) => name in value)) };
}

/** A picture goes as a file or as the key of an upload, not as both. */
function withoutKeys(fields: unknown, files: object): unknown {
  if (Object.keys(files).length === 0) return fields;
  return Object.fromEntries(Object.entries(fields as object).filter(([name]) => !/(K|_k)ey$/.test(name)));
}

/** What an HTTP client can put into a header: Latin-1 without controls. */
export const headerText = (text: string): string => text.replace(/[^\x20-\x7e\xa0-\xff]/g, '').trim();
const sendable = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), headerText(value)]));

/** The draft as it goes over the wire. */
export function attemptOf(operation: Operation, kind: Kind, what: string, draft: Draft): Attempt {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent((draft.params[name] ?? '').toWellFormed()));
  const query = draft.query.map(
    ([name, value]) => `${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(value.toWellFormed())}`,
  );
  const content = draft.type === undefined ? undefined : encode(draft.type, draft.fields, draft.files);
  return {
    ...{
      operation: operation.id,
      kind,
      what,
      method: operation.method,
      path: [path, ...(query.length > 0 ? [query.join('&')] : [])].join('?'),
    },
    headers: { ...(content && { 'content-type': content.type }), ...draft.headers },
    ...(content && { body: content.body }),
  };
}

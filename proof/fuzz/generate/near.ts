import fc from 'fast-check';
import type { Attempt } from '../attempt.ts';
import type { Operation } from '../document.ts';
import { attemptOf, type Draft, headerText, type Material } from './draft.ts';
import { damaged } from './files.ts';

const WRONG: readonly unknown[] = [null, true, 0, -1, 1.5, 1e308, 9007199254740992, '', ' ', 'null', [], {}, ['a'], { a: 1 }];
const UNICODE = ['\u0000', '\ud800', '👩‍👩‍👧', '\u202e', 'ﷺ', '你好', '\ufeff', 'İ', '\u0300'.repeat(30)];
const TYPES = [
  'application/json',
  'application/json; charset=utf-16',
  'text/plain',
  'text/xml',
  'application/xml',
  'multipart/form-data',
  'application/x-www-form-urlencoded; charset=gbk',
  'application/octet-stream',
  'image/jpeg',
  ';',
  '',
];

type Change = (
  operation: Operation,
  draft: Draft,
  material: Material,
) => fc.Arbitrary<[what: string, draft: Draft, after?: (attempt: Attempt) => Attempt]>;

const object = ({ fields }: Draft): Record<string, unknown> => (typeof fields === 'object' && fields !== null ? { ...fields } : {});
const namesOf = (operation: Operation, draft: Draft): string[] => [
  ...new Set([...operation.bodies.flatMap(({ schema }) => Object.keys(schema.properties ?? {})), ...Object.keys(object(draft)), 'extra']),
];
const withField = (draft: Draft, name: string, value: unknown): Draft => ({ ...draft, fields: { ...object(draft), [name]: value } });

/** One thing off, of the body. */
const ofBody: Record<string, Change> = {
  missing: (operation, draft) =>
    fc.constantFrom(...namesOf(operation, draft)).map((name) => {
      const { [name]: _, ...fields } = object(draft);
      const { [name]: __, ...files } = draft.files;
      return [`missing ${name}`, { ...draft, fields, files }];
    }),
  extra: (_, draft) =>
    fc.tuple(fc.string({ maxLength: 20 }), fc.jsonValue()).map(([name, value]) => ['extra field', withField(draft, name, value)]),
  wrong: (operation, draft) =>
    fc
      .tuple(fc.constantFrom(...namesOf(operation, draft)), fc.oneof(fc.constantFrom(...WRONG), fc.integer(), fc.double(), fc.jsonValue()))
      .map(([name, value]) => [`wrong ${name}`, withField(draft, name, value)]),
  unicode: (operation, draft) =>
    fc
      .tuple(fc.constantFrom(...namesOf(operation, draft)), fc.constantFrom(...UNICODE))
      .map(([name, text]) => [`unicode in ${name}`, withField(draft, name, `a${text}b`)]),
  long: (operation, draft) =>
    fc
      .tuple(fc.constantFrom(...namesOf(operation, draft)), fc.constantFrom(129, 2001, 70_000))
      .map(([name, length]) => [`${name} of ${length}`, withField(draft, name, 'x'.repeat(length))]),
  type: (_, draft) =>
    fc
      .constantFrom(...TYPES)
      .map((type) => [
        `content type ${type || 'empty'}`,
        draft,
        (attempt) => ({ ...attempt, headers: { ...attempt.headers, 'content-type': type } }),
      ]),
  untyped: (_, draft) =>
    fc.constant(['no content type', draft, ({ headers: { 'content-type': __, ...headers }, ...attempt }) => ({ ...attempt, headers })]),
  truncated: (_, draft) =>
    fc
      .nat()
      .map((at) => [
        'truncated',
        draft,
        (attempt) => ({ ...attempt, ...(attempt.body && { body: attempt.body.subarray(0, at % (attempt.body.length + 1)) }) }),
      ]),
  twice: (_, draft) =>
    fc.constant([
      'body twice',
      draft,
      (attempt) => ({ ...attempt, ...(attempt.body && { body: Buffer.concat([attempt.body, attempt.body]) }) }),
    ]),
  empty: (_, draft) => fc.constant(['empty body', draft, (attempt) => ({ ...attempt, body: Buffer.alloc(0) })]),
};

/** One thing off, of a file. */
const ofFiles: Record<string, Change> = {
  broken: (_, draft, { broken, pictures }) =>
    fc
      .tuple(fc.constantFrom(...Object.keys(draft.files)), fc.oneof(fc.constantFrom(...broken), damaged(pictures)))
      .map(([name, file]) => [
        `${name}: ${file.what}`,
        { ...draft, files: { ...draft.files, [name]: { ...file, name: 'photo.jpg', type: 'image/jpeg' } } },
      ]),
  named: (_, draft) =>
    fc
      .tuple(
        fc.constantFrom(...Object.keys(draft.files)),
        fc.constantFrom('../../etc/passwd', 'a\u0000.jpg', '照片.jpg', '', 'x'.repeat(3000)),
        fc.constantFrom('text/html', 'image/png', ''),
      )
      .map(([field, name, type]) => [
        `${field} named ${name.slice(0, 20)}`,
        { ...draft, files: { ...draft.files, [field]: { ...draft.files[field]!, name, type } } },
      ]),
};

/** One thing off, of what any request has. */
const ofAny: Record<string, Change> = {
  query: (operation, draft) => {
    const names = operation.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
    const values = ['', '0', '-1', '1e3', '101', '99999999999999999999', '1.5', 'NaN', 'a', '\u0000', '1 OR 1=1', 'x'.repeat(5000)];
    return fc
      .tuple(fc.constantFrom(...names, 'extra'), fc.constantFrom(...values), fc.boolean())
      .map(([name, value, twice]) => [
        `query ${name}`,
        { ...draft, query: [...draft.query, [name, value], ...(twice ? [[name, '2'] as [string, string]] : [])] },
      ]);
  },
  header: (operation, draft) => {
    const names = operation.parameters.filter((parameter) => parameter.in === 'header').map(({ name }) => name.toLowerCase());
    return fc
      .tuple(
        fc.constantFrom(...names, 'accept', 'x-extra'),
        fc.oneof(fc.string({ maxLength: 300 }), fc.constantFrom('', 'x'.repeat(256), '你好', 'é')),
      )
      .map(([name, value]) => [`header ${name}`, { ...draft, headers: { ...draft.headers, [name]: headerText(value) } }]);
  },
  parameter: (operation, draft) => {
    const names = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
    const change = (name: string, value: string): Draft => ({ ...draft, params: { ...draft.params, [name]: value } });
    if (names.length === 0)
      return fc.constant(['body where none belongs', draft, (attempt) => ({ ...attempt, body: attempt.body ?? Buffer.from('{}') })]);
    return fc
      .tuple(
        fc.constantFrom(...names),
        fc.oneof(fc.string({ minLength: 1, unit: 'binary', maxLength: 60 }), fc.constantFrom('a'.repeat(2000), ' ', '%', 'null')),
      )
      .map(([name, value]) => [`path ${name}`, change(name, value)]);
  },
};

/** Requests that are right but for one thing. */
export function near(operation: Operation, material: Material, valid: fc.Arbitrary<Draft>): fc.Arbitrary<Attempt> {
  return valid.chain((draft) => {
    const hasFields = draft.type !== undefined;
    const changes = [
      ...(hasFields ? Object.values(ofBody) : []),
      ...(Object.keys(draft.files).length > 0 ? [ofFiles.broken!, ofFiles.broken!, ofFiles.named!] : []),
      ...Object.values(ofAny),
    ];
    return fc
      .constantFrom(...changes)
      .chain((change) => change(operation, draft, material))
      .map(([what, changed, after]) => {
        const attempt = attemptOf(operation, 'near', what, changed);
        return after ? after(attempt) : attempt;
      });
  });
}

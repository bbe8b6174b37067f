export type Kind = 'valid' | 'near' | 'hostile' | 'access';

/** One request, whole: what is sent and what is wrong with it. */
export interface Attempt {
  operation: string;
  kind: Kind;
  /** What was done to it: `missing code`. */
  what: string;
  method: string;
  /** Path and query, as they go over the wire. */
  path: string;
  headers: Readonly<Record<string, string | string[]>>;
  body?: Buffer;
}

interface CurlOptions {
  /** The caller's own token, shown as `$TOKEN`. */
  token?: string;
  /** Keeps a body that is no short text, and answers the file's name. */
  keep: (body: Buffer) => string;
  url?: string;
}

/** A command that sends the same to `npm start`. */
export function curlOf({ method, path, headers, body }: Attempt, { token = '', keep, url = 'http://localhost:3000' }: CurlOptions): string {
  const named = Object.entries(headers).flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${one}`));
  const options = named.map((line) => (token && line.includes(token) ? `-H "${line.replace(token, '$TOKEN')}"` : `-H ${quoted(line)}`));
  const command = ['curl -sS -i --path-as-is -X', method, quoted(url + path), ...options];
  if (!body) return command.join(' ');
  const text = body.toString('utf8');
  const isPlain = body.length < 4000 && !hasControls(text) && Buffer.from(text).equals(body);
  if (isPlain) return [...command, '--data-binary', quoted(text)].join(' ');
  return [...command, '--data-binary', quoted(`@${keep(body)}`)].join(' ');
}

const hasControls = (text: string): boolean => [...text].some((char) => char < ' ' && char !== '\n' && char !== '\t');
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

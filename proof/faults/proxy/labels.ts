/** What stands behind a proxy. */
export type Service = 'dynamodb' | 'storage' | 'ssm' | 'outside';

/** One call as it came in. */
export interface Exchange {
  service: Service;
  method: string;
  url: URL;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** A call without what differs from run to run: `dynamodb UpdateItem ACCOUNT#`, `s3 PUT incoming/`, `outside POST /gemini/…`. */
export function labelOf(exchange: Exchange): string {
  const target = String(exchange.headers['x-amz-target'] ?? '');
  const operation = target.split('.').at(-1)!;
  if (exchange.service === 'dynamodb') return `dynamodb ${operation} ${keysOf(exchange.body)}`.trim();
  if (exchange.service === 'ssm') return `ssm ${operation}`;
  if (exchange.service === 'storage') return target ? `sqs ${operation}` : `s3 ${exchange.method} ${folderOf(exchange.url)}`;
  return `outside ${exchange.method} ${placeOf(exchange.url)}`;
}

/** The kinds of items that it is about, in their order: `ACCOUNT#/JOB#`. */
function keysOf(body: Buffer): string {
  const kinds = body.toString('utf8').matchAll(/"(?:pk|sk|:pk)":\{"S":"([A-Z]+#?)/g);
  return [...new Set([...kinds].map(([, kind]) => kind!))].join('/');
}

/** `/bucket/uploads/name` → `uploads/`. */
const folderOf = ({ pathname }: URL): string => `${pathname.split('/')[2] ?? ''}/`;

/** Ids in a path are long, and have digits. */
const placeOf = ({ pathname }: URL): string => pathname.replace(/(?<=[/_])(?=[^/:]*\d)[\w-]{12,}/g, '*');

/** The calls in the order in which they came, each with which of its kind it is. */
export const numbered = (labels: readonly string[]): string[] => {
  const seen = new Map<string, number>();
  return labels.map((label) => {
    const nth = (seen.get(label) ?? 0) + 1;
    seen.set(label, nth);
    return `${label} #${nth}`;
  });
};

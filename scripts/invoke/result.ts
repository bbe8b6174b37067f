interface HttpResult {
  statusCode: number;
  headers?: Record<string, string>;
  body?: string;
}

const isHttp = (result: unknown): result is HttpResult => typeof (result as HttpResult | undefined)?.statusCode === 'number';

/** Status, headers and body of an answer; whatever else a handler gives back as JSON. */
export function printResult(result: unknown, ms: number, print: (line: string) => void = console.log): void {
  if (!isHttp(result)) {
    print(JSON.stringify(result ?? null, null, 2));
  } else {
    print(`HTTP ${result.statusCode}`);
    for (const [name, value] of Object.entries(result.headers ?? {})) print(`${name}: ${value}`);
    print('');
    print(pretty(result.body ?? ''));
  }
  print(`\n${ms} ms`);
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

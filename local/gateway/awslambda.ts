import { Writable } from 'node:stream';

/** How Lambda's Node runtime marks a handler that streams its answer (aws-lambda-nodejs-runtime-interface-client, `UserFunction.js`). */
const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');
/** Between what `HttpResponseStream.from` says of the answer, in JSON, and its body. */
const DELIMITER = Buffer.alloc(8);

type Handler = (...args: never[]) => unknown;

export const isStreaming = (handler: Handler): boolean => (handler as Handler & { [STREAMING]?: unknown })[STREAMING] === 'response';

/** What Lambda's runtime has in a global and Node hasn't; the SDK has things of its own there. Import this before any handler. */
const runtime = {
  streamifyResponse: <T extends Handler>(handler: T): T => Object.assign(handler, { [STREAMING]: 'response' }),
  HttpResponseStream: {
    from(stream: ResponseStream, metadata: object): ResponseStream {
      stream.prelude = Buffer.concat([Buffer.from(JSON.stringify(metadata)), DELIMITER]);
      return stream;
    },
  },
};
Object.assign(globalThis, { awslambda: Object.assign((globalThis as { awslambda?: object }).awslambda ?? {}, runtime) });

/** What a streaming handler writes to: `pass` gets the bytes as Lambda's runtime sends them, the prelude with the first of them. */
export class ResponseStream extends Writable {
  prelude: Buffer | undefined;
  readonly #pass: (chunk: Buffer) => void;

  constructor(pass: (chunk: Buffer) => void) {
    super();
    this.#pass = pass;
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    if (this.prelude) this.#pass(this.prelude);
    this.prelude = undefined;
    this.#pass(chunk);
    done();
  }
}

/** Runs a streaming handler for somebody who takes its answer as a whole. */
export async function collected(run: (out: ResponseStream) => unknown): Promise<Metadata & { body: string }> {
  let metadata: Metadata = { statusCode: 200, headers: {} };
  const chunks: Buffer[] = [];
  const read = streamReader(
    (begun) => {
      metadata = begun;
    },
    (chunk) => void chunks.push(chunk),
  );
  await run(new ResponseStream(read));
  return { ...metadata, body: Buffer.concat(chunks).toString('utf8') };
}

export interface Metadata {
  statusCode: number;
  headers: Record<string, string>;
}

/** Takes the bytes of a streamed answer apart, as a Function URL does. */
export function streamReader(begin: (metadata: Metadata) => void, body: (chunk: Buffer) => void): (chunk: Buffer) => void {
  let head: Buffer | undefined = Buffer.alloc(0);
  return (chunk) => {
    if (!head) return body(chunk);
    head = Buffer.concat([head, chunk]);
    const at = head.indexOf(DELIMITER);
    if (at < 0) return;
    begin(JSON.parse(head.subarray(0, at).toString('utf8')) as Metadata);
    const rest = head.subarray(at + DELIMITER.length);
    head = undefined;
    if (rest.length > 0) body(rest);
  };
}

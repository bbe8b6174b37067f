import type { ServerResponse } from 'node:http';
import type { Contract } from '#shared/contract/endpoint.ts';
import type { WireAnswer } from './answer.ts';
import { ResponseStream, streamReader } from './awslambda.ts';
import type { Functions } from './functions.ts';

/**
 * A Function URL in front of a function that streams: its bytes go to `response` as they come. Answers the status that was sent, or what
 * is to be sent where the function streamed nothing: its result, which is none where it failed. Unlike Lambda (docs/decisions/0034) it tells the function of a client that leaves.
 */
export async function streamThrough(
  functions: Functions,
  contract: Contract,
  event: unknown,
  response: ServerResponse,
  headers: WireAnswer['headers'],
): Promise<{ status: number } | { result: unknown }> {
  let status: number | undefined;
  const begin = (metadata: { statusCode: number; headers: Record<string, string> }): void => {
    status = metadata.statusCode;
    response.writeHead(status, { ...headers, ...metadata.headers });
  };
  const out = new ResponseStream(streamReader(begin, (chunk) => void response.write(chunk)));
  response.once('close', () => out.destroy());
  try {
    const result = await functions.invoke(contract, event, out);
    if (status === undefined) return { result };
    response.end();
  } catch {
    if (status === undefined) return { result: undefined };
    // What has been sent stands; that it isn't whole the client sees by the broken line.
    response.destroy();
  }
  return { status };
}

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Account {
  url: string;
  close(): void;
}

/** An account with this much concurrency and these stacks, as STS, Lambda, CloudFormation and Gemini tell it. */
export async function startAccount(facts: {
  concurrency: number;
  stacks: Record<string, string>;
  known?: boolean;
  gemini?: number;
}): Promise<Account> {
  const server = createServer(async (request, response) => {
    const path = request.url ?? '';
    if (path.startsWith('/2016-08-19/account-settings')) {
      return response.end(JSON.stringify({ AccountLimit: { ConcurrentExecutions: facts.concurrency } }));
    }
    if (path.startsWith('/v1beta/models/')) return response.writeHead(facts.gemini ?? 200).end('{}');
    const form = new URLSearchParams(await text(request));
    const { status, body } = form.get('Action') === 'DescribeStacks' ? stack(form.get('StackName')!) : identity(facts.known ?? true);
    response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
  });
  const stack = (name: string) =>
    facts.stacks[name]
      ? answer(
          'DescribeStacks',
          `<Stacks><member><StackName>${name}</StackName><StackStatus>${facts.stacks[name]}</StackStatus></member></Stacks>`,
        )
      : refusal(400, 'ValidationError', `Stack with id ${name} does not exist`);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close().closeAllConnections() };
}

const identity = (known: boolean) =>
  known
    ? answer('GetCallerIdentity', '<Account>123456789012</Account><Arn>arn:aws:iam::123456789012:user/ada</Arn>')
    : refusal(403, 'InvalidClientTokenId', 'The security token included in the request is invalid.');

const answer = (action: string, inner: string) => ({
  status: 200,
  body: `<${action}Response><${action}Result>${inner}</${action}Result></${action}Response>`,
});

const refusal = (status: number, code: string, message: string) => ({
  status,
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
});

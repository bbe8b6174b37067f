import { postSigned } from '../signed-post.ts';

/** One call of Systems Manager (AWS JSON 1.1). Throws its error's type and message. */
export async function callSsm(action: string, payload: unknown): Promise<unknown> {
  const target = `AmazonSSM.${action}`;
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target };
  const { status, answer } = await postSigned({ service: 'ssm', url: endpoint(), headers, body: JSON.stringify(payload) });
  const parsed = JSON.parse(answer) as { __type?: string; message?: string };
  if (status !== 200) throw new Error(`${target}: ${parsed.__type ?? status} ${parsed.message ?? ''}`);
  return parsed;
}

function endpoint(): URL {
  const { AWS_REGION, AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_SSM } = process.env;
  return new URL(AWS_ENDPOINT_URL_SSM || AWS_ENDPOINT_URL || `https://ssm.${AWS_REGION}.amazonaws.com`);
}

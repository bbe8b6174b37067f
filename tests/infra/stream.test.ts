import { expect, test } from 'vitest';
import { registry } from '#functions/registry.ts';
import { cors } from '#shared/contract/cors.ts';
import { functionName, isStreamed } from '#shared/contract/endpoint.ts';
import { type Json, ofType, synthesise } from './support/synthesis.ts';

const origins = ['https://app.example.com'];
const prod = synthesise('prod', { origins });
const streamed = registry.filter(isStreamed).map(functionName);
const urls = ofType(prod, 'AWS::Lambda::Url').map(([, { Properties }]) => Properties);

test('what streams has a Function URL that streams, and says to pages what the gateway says', () => {
  expect(urls).toEqual(
    streamed.map((name) => ({
      AuthType: 'NONE',
      InvokeMode: 'RESPONSE_STREAM',
      TargetFunctionArn: { 'Fn::GetAtt': [name, 'Arn'] },
      Cors: {
        AllowOrigins: origins,
        AllowMethods: ['POST'],
        AllowHeaders: [...cors.headers],
        ExposeHeaders: [...cors.exposed],
        MaxAge: cors.maxAge,
      },
    })),
  );
});

test('anybody may ask it, by that URL only', () => {
  const open = ofType(prod, 'AWS::Lambda::Permission').map(([, { Properties }]) => Properties);
  expect(open.filter(({ Principal }) => Principal === '*')).toEqual(
    streamed.flatMap((name) => {
      const anyone = { FunctionName: { 'Fn::GetAtt': [name, 'Arn'] }, Principal: '*' };
      return [
        { ...anyone, Action: 'lambda:InvokeFunctionUrl', FunctionUrlAuthType: 'NONE' },
        { ...anyone, Action: 'lambda:InvokeFunction', InvokedViaFunctionUrl: true },
      ];
    }),
  );
});

test('the list of tools knows the address; one of your own stands for it', () => {
  const addressIn = ({ stacks }: typeof prod) =>
    (stacks.Platform!.Resources.V1WritingTools!.Properties.Environment as { Variables: Record<string, Json> }).Variables.STREAM_URL;
  expect(JSON.stringify(addressIn(prod))).toContain('"Fn::GetAtt":["V1WritingStreamUrl","FunctionUrl"]');
  const ours = synthesise('prod', { settings: { STREAM_URL: 'https://stream.example.com' } });
  expect(addressIn(ours)).toBe('https://stream.example.com');
});

/**
 * What packages drag along and a Lambda never uses. `saves` is KB of a minified bundle, measured with SDK 3.1169 and openai 7.57.
 * Each file is replaced as a whole; everything that is imported from it is still there.
 * `tests/infra/slim.test.ts` runs the results against DynamoDB, S3, SQS and SSM.
 */
export interface Replacement {
  file: RegExp;
  saves: number;
  why: string;
  contents: string;
}

export const replacements: readonly Replacement[] = [
  {
    file: /@aws-sdk\/credential-provider-node\/dist-es\/index\.js$/,
    saves: 118,
    why: 'Lambda hands credentials over in its environment: no profiles, SSO, STS, instance metadata or web identity',
    contents: `
      export const credentialsTreatedAsExpired = () => false;
      export const credentialsWillNeedRefresh = () => false;
      export const defaultProvider = () => async () => {
        const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
        if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) throw new Error('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set');
        return { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY, sessionToken: AWS_SESSION_TOKEN };
      };`,
  },
  {
    file: /@smithy\/core\/dist-es\/submodules\/config\/node-config-provider\/fromSharedConfigFiles\.js$/,
    saves: 3,
    why: "there is no ~/.aws on Lambda; looking for it would load fs/promises, and node:readline with it, in every container's first call",
    contents: `
      import { CredentialsProviderError } from "../property-provider/CredentialsProviderError";
      export const fromSharedConfigFiles = () => async () => {
        throw new CredentialsProviderError("there are no shared config files on Lambda");
      };`,
  },
  {
    file: /@aws-sdk\/endpoint-cache\/dist-es\/EndpointCache\.js$/,
    saves: 8,
    why: 'DynamoDB has needed no endpoint discovery since 2018: the client makes the cache and never reads it',
    contents: 'export class EndpointCache {}',
  },
  {
    file: /@smithy\/core\/dist-es\/submodules\/event-streams\/index\.js$/,
    saves: 10,
    why: 'only S3 Select, Kinesis, Transcribe and the like answer in event streams',
    contents: `
      export const resolveEventStreamSerdeConfig = (config) => config;
      export const eventStreamSerdeProvider = () => undefined;
      export class EventStreamSerde {
        constructor() { throw new Error('Event streams are left out of this bundle (infra/bundle/replacements.ts)'); }
      }`,
  },
  {
    file: /@aws-sdk\/signature-v4-multi-region\/dist-es\/SignatureV4MultiRegion\.js$/,
    saves: 3,
    why: 'only multi-region access points and S3 Express sign for region *',
    contents: `
      import { SignatureV4SignWithCredentials } from "./SignatureV4SignWithCredentials";
      export class SignatureV4MultiRegion extends SignatureV4SignWithCredentials {
        static sigv4aDependency() { return 'none'; }
      }`,
  },
  {
    file: /@smithy\/core\/dist-es\/submodules\/checksum\/sha256\/Sha256Js\.js$/,
    saves: 3,
    why: "stands in where a runtime has no SHA-256 of its own; Lambda's Node has",
    contents: 'export class Sha256Js { constructor() { throw new Error("node:crypto has no SHA-256"); } }',
  },
  {
    file: /mime-db\/db\.json$/,
    saves: 133,
    why: 'axios would look up the types of files to send; the payment client that brings axios sends XML and JSON',
    contents: 'module.exports = {};',
  },
  {
    file: /openai\/lib\/(ChatCompletionRunner|ChatCompletionStreamingRunner|ChatCompletionStream)\.mjs$/,
    saves: 59,
    why: 'loops that call tools, and a stream with events: we ask for a text and read its pieces',
    contents: `
      const left = () => { throw new Error('OpenAI\\'s runners are left out of this bundle (infra/bundle/replacements.ts)'); };
      export const ChatCompletionRunner = { runTools: left };
      export const ChatCompletionStreamingRunner = { runTools: left };
      export const ChatCompletionStream = { createChatCompletion: left };`,
  },
];

/** The parser of multipart forms, which `serve()` reaches only for a contract that accepts forms. */
export const formParser: Replacement = {
  file: /shared\/http\/body\/multipart\.ts$/,
  saves: 27,
  why: 'the contract accepts no form',
  contents: `export const parseMultipart = () => { throw new Error('This function accepts no form'); };`,
};

import type { GoogleGenAI } from '@google/genai';
import type { Environment } from '../../contract/environment.ts';
import type { ReadSecret } from '../../contract/secrets.ts';
import { lazily } from '../../kernel/lazily.ts';
import { unconfigured } from './model-fault.ts';

/** The client and the key that it uses, for what the client can't do. */
export interface GeminiClient {
  ai: GoogleGenAI;
  apiKey: string;
}

/**
 * A client for the Gemini API, made at the first call and kept. The library (741 KB) is loaded then, too.
 * v1beta is pinned: version 3 of the library moved its default to v1, which isn't known to take every field for pictures.
 */
export const geminiClient = (env: Environment, secret: ReadSecret): (() => Promise<GeminiClient>) =>
  lazily(async () => {
    const apiKey = (await secret('GEMINI_API_KEY')) || unconfigured('GEMINI_API_KEY');
    const { GoogleGenAI } = await import('@google/genai');
    return { apiKey, ai: new GoogleGenAI({ vertexai: false, apiKey, apiVersion: 'v1beta', httpOptions: baseUrl(env.GEMINI_BASE_URL) }) };
  });

/** A client for Vertex AI with the service account of GOOGLE_CREDENTIALS; `undefined` when that isn't configured. */
export const vertexClient = (env: Environment, secret: ReadSecret): (() => Promise<GoogleGenAI | undefined>) =>
  lazily(async () => {
    const json = await secret('GOOGLE_CREDENTIALS');
    if (!json) return undefined;
    const credentials = readKeyFile(json);
    const location = env.GOOGLE_CLOUD_LOCATION || 'us-central1';
    const { GoogleGenAI } = await import('@google/genai');
    return new GoogleGenAI({
      vertexai: true,
      apiVersion: 'v1',
      project: env.GOOGLE_CLOUD_PROJECT || credentials.project_id || unconfigured('GOOGLE_CLOUD_PROJECT'),
      location,
      httpOptions: baseUrl(regional(env.VERTEX_BASE_URL, location)),
      googleAuthOptions: { credentials, clientOptions: tokenEndpoint(credentials.token_uri) },
    });
  });

interface KeyFile {
  type: string;
  client_email: string;
  private_key: string;
  project_id?: string;
  token_uri?: string;
}

function readKeyFile(json: string): KeyFile {
  try {
    const file = JSON.parse(json);
    if (file.type === 'service_account' && file.client_email && file.private_key) return file;
  } catch {
    // The parser's message quotes the text, which is a secret.
  }
  return unconfigured('GOOGLE_CREDENTIALS (the JSON key file of a service account)');
}

/** Google's own host has one name for each region: us-central1-aiplatform.googleapis.com. */
export const regional = (url: string | undefined, location: string): string | undefined =>
  location === 'global' ? url : url?.replace('https://aiplatform.googleapis.com', `https://${location}-aiplatform.googleapis.com`);

const baseUrl = (url: string | undefined): { baseUrl?: string } => (url ? { baseUrl: url } : {});

const GOOGLE_TOKEN_URL = 'https://oauth2.googleapis.com/token';

/** google-auth-library 10 ignores a key file's `token_uri`; this sends its requests there, with that audience. */
function tokenEndpoint(uri = GOOGLE_TOKEN_URL): object {
  if (uri === GOOGLE_TOKEN_URL) return {};
  const fetchImplementation: typeof fetch = (input, init) => fetch(String(input) === GOOGLE_TOKEN_URL ? uri : input, init);
  return { additionalClaims: { aud: uri }, transporterOptions: { fetchImplementation } };
}

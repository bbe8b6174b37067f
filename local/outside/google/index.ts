import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Exchange, OutsideService } from '../service.ts';
import { exhausted, GoogleError, internal } from './errors.ts';
import { generateContent } from './generate-content.ts';
import { Interactions } from './interactions.ts';
import { Memory } from './memory.ts';
import { isTextModel, listModels, showModel } from './models.ts';
import { createProject, type LocalProject, TokenDesk } from './service-account.ts';
import { Studio } from './studio.ts';
import { generateText, streamText } from './text.ts';
import { Veo } from './veo.ts';

export { createProject, keyFileOf } from './service-account.ts';

export interface GoogleOptions {
  /** The only API key that it takes. */
  apiKey: string;
  /** The Google Cloud project behind `/vertex`; without it nobody gets in there. */
  project?: LocalProject;
  /** How long a picture takes on top of its real work, in ms. Default 0. */
  imageMs?: number;
  /** How long a video takes at least, in ms. Default 4,000. */
  videoMs?: number;
  /** So many pictures and films are remembered, and given again for the same order instead of being made once more. Default 0. */
  remembered?: number;
  /** How long each piece of a streamed text takes, in ms. Default 2. */
  pieceMs?: number;
}

interface Google {
  apiKey: string;
  imageMs: number;
  pieceMs: number;
  memory: Memory;
  desk: TokenDesk;
  interactions: Interactions;
  veo: Veo;
}

interface Visit extends Exchange {
  /** The parts of the path that the route's pattern caught. */
  parts: string[];
  /** The `refuse` fault is on: answer as if the content were not acceptable. */
  refuse: boolean;
}

type Route = [method: string, path: RegExp, handle: (google: Google, visit: Visit) => Promise<unknown> | unknown];

const routes: Route[] = [
  ['GET', /^\/gemini\/v1beta\/models$/, keyed(() => listModels())],
  ['GET', /^\/gemini\/v1beta\/models\/([^/:]+)$/, keyed((_, { parts: [model] }) => showModel(model!))],
  ['POST', /^\/gemini\/v1beta\/models\/([^/:]+):generateContent$/, keyed(content)],
  [
    'POST',
    /^\/gemini\/v1beta\/models\/([^/:]+):streamGenerateContent$/,
    keyed(({ pieceMs }, { parts: [model], body, refuse }) => streamText(model!, body, refuse, pieceMs)),
  ],
  [
    'POST',
    /^\/gemini\/v1beta\/interactions$/,
    keyed(({ interactions }, { body, url, refuse }) => interactions.create(body, url.origin, refuse)),
  ],
  [
    'GET',
    /^\/gemini\/v1beta\/interactions\/([^/:]+)$/,
    keyed(({ interactions }, { parts: [id], url, refuse }) => interactions.get(id!, url.origin, refuse)),
  ],
  [
    'POST',
    /^\/gemini\/v1beta\/interactions\/([^/:]+)\/cancel$/,
    keyed(({ interactions }, { parts: [id], url }) => interactions.cancel(id!, url.origin)),
  ],
  ['GET', /^\/gemini\/v1beta\/files\/([^/:]+):download$/, keyed(file)],
  ['POST', /^\/vertex\/token$/, ({ desk }, { body, url }) => desk.issue(body.toString('utf8'), `${url.origin}/vertex/token`)],
  [
    'POST',
    /^\/vertex\/v1(?:beta1)?\/(projects\/([^/]+)\/locations\/[^/]+\/publishers\/google\/models\/[^/:]+):(predictLongRunning|fetchPredictOperation)$/,
    video,
  ],
];

/** Gemini (texts, pictures, Omni) below `/gemini` and Veo on Vertex AI below `/vertex`, speaking Google's REST protocols. */
export function createGoogle({
  apiKey,
  project = createProject(),
  imageMs = 0,
  videoMs = 4000,
  remembered = 0,
  pieceMs = 2,
}: GoogleOptions): OutsideService {
  const memory = new Memory(remembered);
  const studio = new Studio(videoMs, memory);
  const google: Google = {
    apiKey,
    imageMs,
    pieceMs,
    memory,
    desk: new TokenDesk(project),
    interactions: new Interactions(studio),
    veo: new Veo(studio),
  };
  return {
    name: 'gemini',
    prefixes: ['/gemini', '/vertex'],
    pages: ['/vertex/token'],
    handle: (exchange) => route(google, exchange, false),
    async fault(mode, exchange) {
      if (mode === '429') return exhausted().answer(exchange.url.pathname);
      if (mode === '500') return internal().answer(exchange.url.pathname);
      if (mode === 'refuse') return route(google, exchange, true);
      return { status: 200, headers: { 'content-type': 'application/json; charset=UTF-8' }, body: '{"candidates":[{"content":{"pa' };
    },
    close: () => studio.close(),
  };
}

async function route(google: Google, exchange: Exchange, refuse: boolean): Promise<Answer> {
  const path = exchange.url.pathname;
  try {
    for (const [method, pattern, handle] of routes) {
      const caught = exchange.method === method ? pattern.exec(path) : null;
      if (caught) return asAnswer(await handle(google, { ...exchange, parts: caught.slice(1), refuse }));
    }
    throw new GoogleError('NOT_FOUND', `The requested URL ${path} was not found on this server.`);
  } catch (error) {
    if (error instanceof GoogleError) return error.answer(path);
    throw error;
  }
}

/** Handlers give either a whole answer or the body of a 200. */
const asAnswer = (result: unknown): Answer =>
  typeof result === 'object' && result !== null && 'status' in result && typeof result.status === 'number'
    ? (result as Answer)
    : { status: 200, body: result as object };

function keyed(handle: Route[2]): Route[2] {
  return (google, visit) => {
    const key = visit.headers['x-goog-api-key'] ?? visit.url.searchParams.get('key');
    if (!key) {
      throw new GoogleError(
        'PERMISSION_DENIED',
        "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
      );
    }
    if (key !== google.apiKey) {
      throw new GoogleError('INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [
        { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID', domain: 'googleapis.com' },
      ]);
    }
    return handle(google, visit);
  };
}

async function content({ imageMs, memory }: Google, { parts: [model], body, refuse }: Visit): Promise<object> {
  if (isTextModel(model!)) return generateText(model!, body, refuse);
  await sleep(imageMs);
  return generateContent(model!, body, refuse, memory);
}

function file({ interactions }: Google, { parts: [id], refuse }: Visit): Answer {
  const bytes = refuse ? undefined : interactions.download(id!);
  if (!bytes) throw new GoogleError('PERMISSION_DENIED', `You do not have permission to access the File ${id} or it may not exist.`);
  return { status: 200, headers: { 'content-type': 'video/mp4' }, body: bytes };
}

function video({ desk, veo }: Google, { headers, parts: [resource, project, verb], body, refuse }: Visit): Promise<object> | object {
  desk.check(headers.authorization, project!);
  return verb === 'predictLongRunning' ? veo.start(resource!, body, refuse) : veo.look(resource!, body, refuse);
}

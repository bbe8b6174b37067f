import type { Exchange } from './labels.ts';

export interface Answer {
  status: number;
  headers: string[];
  body: Buffer;
}

type Forward = (exchange: Exchange) => Promise<Answer>;

const PAUSE_MS = 40;
const LOOKS = 500;

/** A clip of a film, which has to be as long as the film needs it. */
const isClip = (order: string): boolean => order.includes('shot of a short film');

/** How one of Google's APIs is asked for a film, and after it. */
interface Maker {
  orders(exchange: Exchange): boolean;
  /** The film that is looked for; nothing when the call is no look. */
  film(exchange: Exchange): string | undefined;
  /** The order of a film as short and small as there is. */
  smaller(order: string): string;
  /** The body that says so of a film in the making; `answer` is what it really is. */
  running(answer: Record<string, unknown>): object;
  isRunning(answer: Record<string, unknown>): boolean;
}

const omni: Maker = {
  orders: ({ method, url }) => method === 'POST' && url.pathname.endsWith('/interactions'),
  film: ({ method, url }) => (method === 'GET' ? /\/interactions\/([^/:]+)$/.exec(url.pathname)?.[1] : undefined),
  smaller: (order) => {
    const small = order.replace(/"resolution":"\w+"/, '"resolution":"360p"');
    return isClip(order) ? small : small.replace(/"duration":"\d+s"/, '"duration":"3s"');
  },
  running: ({ steps: _, usage: __, ...rest }) => ({ ...rest, status: 'in_progress' }),
  isRunning: ({ status }) => status === 'in_progress',
};

const veo: Maker = {
  orders: ({ url }) => url.pathname.endsWith(':predictLongRunning'),
  film: ({ url, body }) => (url.pathname.endsWith(':fetchPredictOperation') ? JSON.parse(body.toString('utf8')).operationName : undefined),
  smaller: (order) => order.replace(/"resolution":"\w+"/, '"resolution":"720p"').replace(/"durationSeconds":\d+/, '"durationSeconds":4'),
  running: ({ name }) => ({ name }),
  isRunning: ({ done }) => done !== true,
};

/**
 * Makes films short and small, and their looks countable: the first finds every film in the making, the second finds it ended.
 * How long the encoder takes would otherwise decide how many calls a run makes.
 */
export function shortFilms(forward: Forward): Forward {
  const seen = new Set<string>();
  return async (exchange) => {
    for (const maker of [omni, veo]) {
      if (maker.orders(exchange)) return forward({ ...exchange, body: Buffer.from(maker.smaller(exchange.body.toString('utf8'))) });
      const film = maker.film(exchange);
      if (film === undefined) continue;
      const isFirst = !seen.has(film);
      seen.add(film);
      return isFirst ? running(maker, await forward(exchange)) : ended(maker, () => forward(exchange));
    }
    return forward(exchange);
  };
}

function running(maker: Maker, answer: Answer): Answer {
  if (answer.status !== 200) return answer;
  return { status: 200, headers: ['content-type', 'application/json'], body: Buffer.from(JSON.stringify(maker.running(bodyOf(answer)))) };
}

async function ended(maker: Maker, look: () => Promise<Answer>): Promise<Answer> {
  let answer = await look();
  for (let looked = 1; looked < LOOKS && answer.status === 200 && maker.isRunning(bodyOf(answer)); looked++) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    answer = await look();
  }
  return answer;
}

const bodyOf = ({ body }: Answer): Record<string, unknown> => JSON.parse(body.toString('utf8'));

/** One HTTP request to a stand-in. */
export interface Exchange {
  method: string;
  url: URL;
  headers: Record<string, string | undefined>;
  body: Buffer;
}

/** `body`: an object is sent as JSON; texts that come one by one are sent as they come, and an error among them cuts the line. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string | Buffer | object | AsyncIterable<string>;
}

export type FaultMode = '429' | '500' | 'refuse' | 'hang' | 'slow' | 'cut' | 'badsign';

/** The stand-in of one outside service. Everything below `prefix` on the stand-ins' port is its own. */
export interface OutsideService {
  /** Its name in `PUT /faults` and `GET /calls`. */
  name: 'gemini' | 'qwen' | 'wechat' | 'wechatpay' | 'alipay' | 'publish' | 'partner';
  /** Paths that are this service's, `/gemini` for example. */
  prefixes: string[];
  handle(exchange: Exchange): Promise<Answer>;
  /** How it answers when it is told to fail: as the real one would. `hang`, `slow` and `cut` are the host's own. */
  fault(mode: '429' | '500' | 'refuse' | 'badsign', exchange: Exchange): Promise<Answer>;
  /** Paths that a browser or a test uses, which are no calls of the service (the cashier page): neither recorded nor failed. */
  pages?: string[];
  close?(): Promise<void>;
}

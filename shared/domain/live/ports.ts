import { hours } from '../../kernel/clock.ts';

/** The gateway ends every connection by then. */
export const LONGEST_MS = hours(2);

/** A client's open WebSocket. */
export interface Connection {
  id: string;
  account: string;
  /** When it is over at the latest, in ms. */
  until: number;
}

export interface Connections {
  open(connection: Connection): Promise<void>;
  forget(id: string): Promise<void>;
  /** The newest of an account that may still be open; at most `most`. */
  of(account: string, now: number, most: number): Promise<Pick<Connection, 'id' | 'until'>[]>;
}

/** Sends a text to a connection; `gone` when there is nobody any more. */
export type SendLive = (connection: string, text: string) => Promise<'sent' | 'gone'>;

import type { Answer } from '../service.ts';
import { rsa2 } from './sign.ts';

/** What stands in `…_response`. */
export type Node = Record<string, string>;

export const success = (node: Node): Node => ({ code: '10000', msg: 'Success', ...node });
export const refusal = (code: string, msg: string, sub_code: string, sub_msg: string): Node => ({ code, msg, sub_code, sub_msg });
export const invalid = (sub_code: string, sub_msg: string): Node => refusal('40002', 'Invalid Arguments', sub_code, sub_msg);
export const failed = (sub_code: string, sub_msg: string): Node => refusal('40004', 'Business Failed', sub_code, sub_msg);

/**
 * The answer to a method. The signature covers the node as it is written, with its slashes escaped: who parses it and writes it anew
 * checks another text. `key`: the private key; without one it is an `error_response`, which nobody signs.
 */
export function sealed(method: string, node: Node, key?: string): Answer {
  const text = JSON.stringify(node).replaceAll('/', '\\/');
  const name = key === undefined ? 'error_response' : `${method.replaceAll('.', '_')}_response`;
  const signature = key === undefined ? '' : `,"sign":"${rsa2(text, key)}"`;
  return { status: 200, headers: { 'content-type': 'text/html;charset=utf-8' }, body: `{"${name}":${text}${signature}}` };
}

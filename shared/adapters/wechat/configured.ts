import { fail } from '../../kernel/fault.ts';
import type { FaultCode } from '../../kernel/faults.ts';

/** Where the payer is. Each place may have an app of its own, and has its own address for notifications. */
export type Face = 'mini' | 'web';

/** What a client is told. The mini-program's is its contract's, and the table's. */
const MESSAGES: Record<Face, object> = { mini: {}, web: { message: '微信支付未配置' } };

/** `undefined` for what is not set or not usable. */
export type Found<T> = { [K in keyof T]: T[K] | undefined };

/** All of it, or a fault with `operator` naming what lacks. */
export function configured<T extends object>(found: Found<T>, face: Face, fault: FaultCode = 'order.unconfigured'): T {
  const lacking = Object.entries(found).filter(([, value]) => value === undefined);
  const operator = `WeChat Pay lacks ${lacking.map(([name]) => name).join(', ')}`;
  if (lacking.length > 0) fail(fault, { ...(fault === 'order.unconfigured' && MESSAGES[face]), operator });
  return found as T;
}

import type { CallLog } from './calls.ts';
import { type FaultBoard, readFault } from './faults.ts';
import type { Answer, Exchange, OutsideService } from './service.ts';

interface Controls {
  services: OutsideService[];
  calls: CallLog;
  faults: FaultBoard;
}

/** `PUT | GET | DELETE /faults` and `GET | DELETE /calls`: what a person or a test says to the stand-ins themselves. */
export function operate({ method, url, body }: Exchange, { services, calls, faults }: Controls): Answer {
  const names = services.map((service) => service.name);
  switch (`${method} ${url.pathname}`) {
    case 'PUT /faults': {
      const order = readFault(body.toString('utf8'), names);
      if ('field' in order) return { status: 400, body: { error: order.message, field: order.field } };
      faults.add(order.fault);
      return { status: 200, body: order.fault };
    }
    case 'GET /faults':
      return { status: 200, body: faults.list() };
    case 'DELETE /faults':
      faults.clear();
      return { status: 204 };
    case 'GET /calls':
      return { status: 200, body: calls.list(url.searchParams.get('service')) };
    case 'DELETE /calls':
      calls.clear();
      return { status: 204 };
    default:
      return { status: 405, headers: { allow: url.pathname === '/faults' ? 'GET, PUT, DELETE' : 'GET, DELETE' } };
  }
}

/** `GET /`: what is here. */
export function homePage(services: OutsideService[]): Answer {
  const lines = services.map(({ name, prefixes }) => `  ${name.padEnd(10)} ${prefixes.join('  ')}`);
  const text = [
    'Stand-ins of the outside services.',
    '',
    ...lines,
    '',
    'PUT /faults     {"service","mode":"429|500|refuse|hang|slow|cut|badsign","times":1,"delayMs":0}   DELETE clears all',
    'GET /calls      ?service=NAME answers the calls it got                                       DELETE clears all',
    '',
  ];
  return { status: 200, body: text.join('\n') };
}

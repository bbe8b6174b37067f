import { refundPromises } from './refunds.ts';
import { ways } from './support.ts';

refundPromises(ways[1]!);

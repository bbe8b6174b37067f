import { creditPromises } from './promises.ts';
import { ways } from './support.ts';

creditPromises(ways[1]!);

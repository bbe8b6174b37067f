import { reconcilePromises } from './reconcile.ts';
import { ways } from './support.ts';

reconcilePromises(ways[2]!);

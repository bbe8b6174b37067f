import { liveJobs } from '#functions/live/jobs.contract.ts';
import { socketEvent } from '#local/live/events.ts';
import { sampleEvent } from '#scripts/events/sample.ts';
import { dynamoConnections } from '#shared/adapters/dynamo/connections.ts';
import type { Socket } from '#shared/contract/endpoint.ts';
import { LONGEST_MS } from '#shared/domain/live/ports.ts';
import { minutes } from '#shared/kernel/clock.ts';
import type { World } from '../world.ts';
import type { UnitCase } from './case.ts';

/** The account of the sample event. */
const ACCOUNT = liveJobs.example.after.account as string;

/** A moment of a connection, which has to end well. */
async function happen(world: World, id: string, route: Socket['route'], query: Record<string, string> = {}): Promise<void> {
  const facts = { connection: 'meter=', connectedAt: Date.now(), sourceIp: '127.0.0.1', at: Date.now(), query };
  const { statusCode } = (await world.stack.invoke(id, socketEvent(route, facts))) as { statusCode: number };
  if (statusCode !== 200) throw new Error(`${id} answered ${statusCode}`);
}

const changed = (world: World) => () => world.stack.invoke(liveJobs.id, sampleEvent(liveJobs));

export const liveCases: UnitCase[] = [
  {
    id: 'live/connect',
    when: '',
    prepare: async (world) => {
      const { token } = await world.signUp();
      return () => happen(world, 'live/connect', '$connect', { token });
    },
  },
  { id: 'live/disconnect', when: '', prepare: async (world) => () => happen(world, 'live/disconnect', '$disconnect') },
  { id: 'live/message', when: '', prepare: async (world) => () => happen(world, 'live/message', '$default') },
  { id: 'live/jobs', when: 'a change, and nobody is there', prepare: async (world) => changed(world) },
  {
    id: 'live/jobs',
    when: 'a change, and one connection that is gone',
    prepare: async (world) => {
      const until = Date.now() + LONGEST_MS - minutes(1);
      await dynamoConnections(world.table).open({ id: 'gone=', account: ACCOUNT, until });
      return changed(world);
    },
  },
];

import type { Provider } from '#shared/domain/payments/types.ts';
import { nextAddress } from '../../address.ts';
import { randomNumbers } from '../../random.ts';
import type { World } from '../../world.ts';
import type { Scenario } from '../scenario.ts';
import { anyTill, newPayer, type Random, type Sale, sell } from './till.ts';

/** One trial: everything in it follows from its seed. */
export interface Trial {
  world: World;
  random: Random;
  provider: Provider;
  /** An order: at this till, of this payer, or at any and of somebody new. */
  sale(like?: Like): Promise<Sale>;
}

type Like = Pick<Sale, 'till'> & Partial<Pick<Sale, 'payer'>>;

/** What can happen to a payment; answers what is wrong afterwards. */
export type Kind = (trial: Trial) => Promise<string[]>;

const names: Record<Provider, string> = { alipay: 'Alipay', wechat: 'WeChat Pay' };

export const moneyScenario = (id: string, provider: Provider, kind: Kind): Scenario => ({
  id: `money, ${id}: ${names[provider]}`,
  uses: provider === 'alipay' ? ['payments:alipay'] : ['payments:wechat', 'notifications:wechat'],
  isTrials: true,
  async run(world, { trials, seed }) {
    const found: string[] = [];
    for (let trial = 0; trial < trials; trial++) {
      const of = `${seed}:${id}:${provider}:${trial}`;
      const random = randomNumbers(of);
      world.clock.reset();
      world.director.arm();
      world.seed = of;
      world.address = nextAddress();
      world.logs.length = 0;
      const problems = await kind({ world, random, provider, sale: (like) => saleOf(world, random, provider, like) }).catch(
        (error: unknown) => [`it can't be played: ${error instanceof Error ? error.message : error}`],
      );
      if (problems.length > 0) found.push(`trial ${trial} of seed ${seed}: ${[...new Set(problems)].join('; ')}`);
    }
    world.director.arm();
    return found;
  },
});

async function saleOf(world: World, random: Random, provider: Provider, like?: Like): Promise<Sale> {
  const till = like?.till ?? anyTill(random, provider);
  return sell(world, random, till, like?.payer ?? (await newPayer(world, till)));
}

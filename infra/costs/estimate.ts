import { type Item, prices } from './prices.ts';
import { monthlyUsage } from './usage.ts';

/** USD of a month by service. `free`: with what AWS gives every account each month. */
export const monthlyCosts = (restores: number, free: boolean): Map<string, number> => costsOf(monthlyUsage(restores), free);

/** USD by service, in the order of the price list. */
export function costsOf(usage: Record<Item, number>, free: boolean): Map<string, number> {
  const costs = new Map<string, number>();
  for (const item of Object.keys(prices) as Item[]) {
    const { service, usd, free: given } = prices[item];
    const paid = Math.max(0, usage[item] - (free ? given : 0));
    costs.set(service, (costs.get(service) ?? 0) + paid * usd);
  }
  return costs;
}

export const total = (costs: Map<string, number>): number => [...costs.values()].reduce((sum, usd) => sum + usd, 0);

const volumes = [0, 1000, 100_000] as const;
const usd = (amount: number): string => amount.toFixed(2);

/** The table of docs/costs.md. */
export function costTable(): string {
  const columns = volumes.map((restores) => monthlyCosts(restores, true));
  const full = volumes.map((restores) => monthlyCosts(restores, false));
  const row = (name: string, cells: string[]) => `| ${[name, ...cells].join(' | ')} |`;
  return [
    row(
      'USD a month',
      volumes.map((restores) => `${restores.toLocaleString('en-US')} restores`),
    ),
    '| --- | ---: | ---: | ---: |',
    ...[...columns[0]!.keys()].map((service) =>
      row(
        service,
        columns.map((costs) => usd(costs.get(service)!)),
      ),
    ),
    row(
      '**AWS in all**',
      columns.map((costs) => `**${usd(total(costs))}**`),
    ),
    row(
      'without any free tier',
      full.map((costs) => usd(total(costs))),
    ),
  ].join('\n');
}

import type { PartnerAction } from './action.ts';

export const list: PartnerAction = {
  name: 'list',
  form: 'list',
  does: 'all partners, with what they have left',
  takes: 0,
  async run({ partners, prepaid, clock }) {
    const all = (await Promise.all((await partners.codes()).map((code) => partners.find(code)))).filter((partner) => partner !== undefined);
    const lines = await Promise.all(
      all.map(async ({ code, name, state, lane, account }) => {
        const { available = 0, held = 0 } = (await prepaid.balance(account, clock())) ?? {};
        return `${code.padEnd(24)} ${state.padEnd(9)} ${lane.padEnd(8)} ${String(available).padStart(7)} left, ${held} at work  ${name}`;
      }),
    );
    return lines.length > 0 ? lines.join('\n') : 'There is no partner yet: npm run admin -- partner create';
  },
};

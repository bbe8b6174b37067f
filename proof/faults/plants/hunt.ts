import { registry } from '#functions/registry.ts';
import { casesOf } from '../cases/index.ts';
import { explore } from '../explore.ts';
import { scenariosOf } from '../scenarios/index.ts';
import { variantOf } from '../variants.ts';
import { HERE, startWorld, type World } from '../world.ts';
import { grow } from './grow.ts';
import type { Plant } from './plant.ts';

/** What the planted bug was caught by; nothing when it wasn't. */
export async function hunt(plant: Plant, seeds: readonly number[]): Promise<string | undefined> {
  const tree = await grow(HERE, plant);
  try {
    const world = await startWorld({ root: tree.root, ...variantOf(plant.variant).world });
    try {
      return await search(world, plant, seeds);
    } finally {
      await world.close();
    }
  } finally {
    await tree.remove();
  }
}

async function search(world: World, { shows, faults = [], variant }: Plant, seeds: readonly number[]): Promise<string | undefined> {
  for (const scenario of scenariosOf(registry, variantOf(variant)).filter(({ id }) => shows.some((part) => id.startsWith(part)))) {
    const [problem] = await scenario.run(world, { mutations: 200, trials: 16, seed: seeds[0]! });
    if (problem) return `${scenario.id}: ${problem}`;
  }
  for (const one of casesOf(registry, variantOf(variant)).filter(({ id }) => shows.includes(id))) {
    const { violations } = await explore(world, one, { seeds, only: faults, first: true });
    const [violation] = violations;
    if (violation) return `${one.id}, ${violation.fault ?? 'no fault'} at ${violation.site ?? 'all'}: ${violation.what[0]}`;
  }
  return undefined;
}

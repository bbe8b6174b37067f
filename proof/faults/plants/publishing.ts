import type { Plant } from './plant.ts';

const shows = ['workers/publish < v1/publish/create'];

/** Bugs by which something is published twice, or the history lies. */
export const publishingPlants: readonly Plant[] = [
  {
    name: 'an article is handed in before that is written down',
    file: 'shared/domain/publishing/advance.ts',
    from: '      await keep({ submittedAt: now() });\n',
    to: '',
    shows,
    faults: ['kill', 'lose-answer'],
  },
  {
    name: 'nobody looks whether an article is public already',
    file: 'shared/domain/publishing/advance.ts',
    from: '  if (found) return published(at, found.url, now());\n',
    to: '  if (found) void published;\n',
    shows,
    faults: ['kill', 'lose-answer'],
  },
  {
    name: 'a publication is not due',
    file: 'shared/adapters/dynamo/publications.ts',
    from: ', ...due(name, dueAt) }',
    to: ' }',
    shows: ['v1/publish/create'],
    faults: ['fail-before'],
  },
];

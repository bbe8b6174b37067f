import { createConfig, lintFromString } from '@redocly/openapi-core';

/** Rules of the recommended set that are off, and why. */
const off = {
  /** `npm start` serves at localhost; the domain of a stage on AWS is its owner's, so the document can only give an example. */
  'no-server-example.com': 'off',
  /** Who calls the API is given no licence to its software; it has no public terms to name. */
  'info-license': 'off',
} as const;

/** Partners are answered 200 always: what goes wrong is in the body. */
const isPartners = (pointer = ''): boolean => pointer.includes('/paths/~1api~1third~1');

/** What redocly's recommended rules find in the document, warnings too. */
export async function lintOf(document: object): Promise<string[]> {
  const config = await createConfig({ extends: ['recommended'], rules: off });
  const problems = await lintFromString({ source: JSON.stringify(document), absoluteRef: '/openapi.json', config });
  const ours = problems.filter(({ ruleId, location }) => !(ruleId === 'operation-4xx-response' && isPartners(location[0]?.pointer)));
  return ours.map(({ severity, ruleId, message, location }) => `${severity} ${ruleId} ${location[0]?.pointer ?? ''}: ${message}`);
}

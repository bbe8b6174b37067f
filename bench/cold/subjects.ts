import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { registry } from '#functions/registry.ts';
import { assetOf, bundle } from '#infra/bundle.ts';
import { sampleEvent } from '#scripts/events/sample.ts';
import type { Contract, Endpoint } from '#shared/contract/endpoint.ts';
import type { Subject } from './measure.ts';

/** Beside `build/`, which may be about to be deployed. */
const folder = resolve(import.meta.dirname, '../../.cache/bench');
const here = (file: string): string => join(import.meta.dirname, file);

export const EMPTY = 'an empty function';
export const FLOOR = 'a hand-signed call';

interface Subjects {
  subjects: Subject[];
  floor: Subject;
  /** Of each bundle, by function name. */
  bytes: Readonly<Record<string, number>>;
}

/** Who calls an endpoint. */
export type TokenFor = (endpoint: Endpoint) => string;

/** Bundles every function as for AWS, and gives each its sample event with the token of who may call it. */
export async function bundledSubjects(tokenFor: TokenFor): Promise<Subjects> {
  const { bytes } = await bundle(registry, folder);
  await mkdir(join(folder, 'events'), { recursive: true });
  const floor = await subject(FLOOR, here('floor.cjs'), {});
  const functions = registry.map((contract) =>
    subject(contract.id, join(assetOf(contract, folder), 'index.js'), eventOf(contract, tokenFor)),
  );
  return { subjects: [{ name: EMPTY, module: here('empty.cjs') }, ...(await Promise.all(functions))], floor, bytes };
}

async function subject(name: string, module: string, event: unknown): Promise<Subject> {
  const file = join(folder, 'events', `${name.replaceAll(/\W/g, '-')}.json`);
  await writeFile(file, JSON.stringify(event));
  return { name, module, event: file };
}

/**
 * Work is not waited for: its worker isn't there. Where an `Idempotency-Key` is honoured there is one, which is asked of DynamoDB
 * before any picture is stored.
 */
function eventOf(contract: Contract, tokenFor: TokenFor): unknown {
  if (contract.kind !== 'endpoint') return sampleEvent(contract);
  const { headers, ...rest } = sampleEvent(contract) as { headers: Record<string, string> };
  const key = contract.idempotent && { 'idempotency-key': `${process.pid}-${Date.now()}-` };
  const own = { prefer: 'respond-async', ...key, ...(byToken(contract) && { authorization: `Bearer ${tokenFor(contract)}` }) };
  return { ...rest, headers: { ...headers, ...own } };
}

const byToken = ({ auth }: Endpoint): boolean => auth !== 'none' && auth !== 'partner';

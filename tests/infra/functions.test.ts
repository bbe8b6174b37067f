import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import '#local/gateway/awslambda.ts';
import { registry } from '#functions/registry.ts';
import { routeKey } from '#infra/route-key.ts';
import { eventFile, functionName } from '#shared/contract/endpoint.ts';
import { sampleEvent } from '../../scripts/events/sample.ts';
import { BuiltFunctions } from './support/bundles.ts';
import { ofType, synthesise } from './support/synthesis.ts';

const root = resolve(import.meta.dirname, '../..');
const built = await BuiltFunctions.make('functions');
const synthesis = synthesise('dev', {}, built.asset);
const functions = Object.fromEntries(ofType(synthesis, 'AWS::Lambda::Function'));

/** What `sam local invoke -t cdk.out/….template.json ImageRestore -e events/image-restore.json` goes by. */
test("every function's asset, handler and event exist and agree", () => {
  const require = createRequire(import.meta.url);
  for (const contract of registry) {
    const { Metadata, Properties } = functions[functionName(contract)]!;
    expect(Metadata!['aws:asset:property'], contract.id).toBe('Code');
    const asset = resolve(synthesis.folder, Metadata!['aws:asset:path']!);
    expect(readdirSync(asset), contract.id).toEqual(['index.js']);
    expect(Properties.Handler).toBe('index.handler');
    const source = join(built.asset(contract), 'index.js');
    expect(readFileSync(join(asset, 'index.js')).equals(readFileSync(source)), contract.id).toBe(true);
    expect(typeof require(source).handler, contract.id).toBe('function');

    const event = JSON.parse(readFileSync(join(root, eventFile(contract)), 'utf8'));
    if (contract.kind === 'endpoint') {
      expect(event, contract.id).toMatchObject({ version: '2.0', routeKey: routeKey(contract), isBase64Encoded: expect.any(Boolean) });
    } else if (contract.kind === 'worker') {
      expect(event.Records[0], contract.id).toMatchObject({ eventSource: 'aws:sqs', body: JSON.stringify(contract.example) });
    } else if (contract.kind === 'socket') {
      expect(event.requestContext, contract.id).toMatchObject({ routeKey: contract.route, connectionId: expect.any(String) });
    } else if (contract.kind === 'follower') {
      expect(event.Records[0], contract.id).toMatchObject({ eventSource: 'aws:dynamodb', dynamodb: { Keys: expect.any(Object) } });
    } else {
      expect(event, contract.id).toMatchObject({ 'detail-type': 'Scheduled Event', source: 'aws.events' });
    }
  }
}, 60_000);

test('the layer is where Lambda looks for packages', () => {
  const { Sharp } = synthesis.stacks.Workers!.Resources;
  expect(Sharp!.Metadata!['aws:asset:property']).toBe('Content');
  expect(functions.WorkersImage!.Properties.Layers).toEqual([{ Ref: 'Sharp' }]);
  const layer = JSON.parse(readFileSync(join(root, 'infra/layers/sharp/package.json'), 'utf8'));
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(layer.dependencies.sharp).toBe(dependencies.sharp);
});

test('sample events are what `npm run events` would write now, one for each function', () => {
  expect(readdirSync(join(root, 'events')).sort()).toEqual(registry.map((contract) => eventFile(contract).replace('events/', '')).sort());
  for (const contract of registry) {
    const written = JSON.parse(readFileSync(join(root, eventFile(contract)), 'utf8'));
    expect(written, `${contract.id}: run npm run events`).toEqual(JSON.parse(JSON.stringify(sampleEvent(contract))));
  }
});

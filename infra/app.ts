import { App } from 'aws-cdk-lib';
import { registry } from '#functions/registry.ts';
import { assetOf, bundle } from './bundle.ts';
import { loadConfig } from './config.ts';
import { sharpLayer } from './layers/sharp.ts';
import { addStage, checkWithNag } from './stages.ts';

const app = new App();
/** `-c stage=prod`, or several: `-c stage=dev,prod`. */
const stages = String(app.node.tryGetContext('stage') ?? 'dev').split(',');
const configs = stages.map(loadConfig);

await bundle(registry);
for (const config of configs) addStage(app, config, registry, { code: (contract) => assetOf(contract), sharp: sharpLayer });
checkWithNag(app);
app.synth();

import { App } from 'aws-cdk-lib';
import { registry } from '#functions/registry.ts';
import { assetOf, bundle } from './bundle.ts';
import { loadConfig } from './config.ts';
import { sharpLayer } from './layers/sharp.ts';
import { Problem } from './problem.ts';
import { addStage, checkWithNag } from './stages.ts';

/** The stages of `-c stage=prod`, or of `-c stage=dev,prod`; `-c config=FOLDER` takes their files from another folder. */
async function synthesise(): Promise<void> {
  const app = new App();
  const stages = String(app.node.tryGetContext('stage') ?? 'dev').split(',');
  const folder = app.node.tryGetContext('config') as string | undefined;
  const configs = stages.map((stage) => loadConfig(stage, folder));
  await bundle(registry);
  for (const config of configs) addStage(app, config, registry, { code: (contract) => assetOf(contract), sharp: sharpLayer });
  checkWithNag(app);
  app.synth();
}

try {
  await synthesise();
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

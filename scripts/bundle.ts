import { registry } from '#functions/registry.ts';
import { bundle } from '#infra/bundle.ts';
import { run } from './operator/command.ts';

await run(async () => {
  const started = performance.now();
  const { bytes } = await bundle(registry);
  console.table(Object.entries(bytes).map(([name, size]) => ({ function: name, KB: Math.round(size / 102.4) / 10 })));
  console.log(`${Object.keys(bytes).length} functions in ${Math.round(performance.now() - started)} ms, in build/`);
});

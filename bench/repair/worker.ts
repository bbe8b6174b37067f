import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { geminiImages } from '#shared/adapters/genai/images.ts';
import { sharpTools } from '#shared/adapters/sharp/tools.ts';
import { repairPicture } from '#shared/domain/repair/repair.ts';
import type { RepairParts } from '#shared/domain/repair/step.ts';
import type { Repair } from '#shared/domain/repair/types.ts';

/** A container of the repair worker: told what to do once, it does it `times` times and answers. */
export interface RepairOrder {
  file: string;
  repair: Repair;
  times: number;
  modelUrl: string;
}
export type RepairAnswer = { ms: number[]; peakMegabytes: number; resultBytes: number } | { error: string };

process.once('message', async (order: RepairOrder) => {
  process.send!(await work(order).catch((error: Error) => ({ error: error.stack ?? error.message })));
  process.disconnect();
});

async function work({ file, repair, times, modelUrl }: RepairOrder): Promise<RepairAnswer> {
  const parts: RepairParts = {
    tools: sharpTools,
    images: geminiImages({ IMAGE_MODEL: 'ready', GEMINI_BASE_URL: modelUrl }, async () => 'any key'),
    model: 'ready',
    cache: { get: async () => undefined, put: async () => {} },
    timeoutMs: 60_000,
    attempt: { sleep: async () => {}, hasTime: () => false, onRetry: () => {} },
  };
  const ms: number[] = [];
  let resultBytes = 0;
  for (let time = 0; time < times; time++) {
    const began = performance.now();
    const { bytes } = await repairPicture(parts, { type: 'image/jpeg', bytes: await readFile(file) }, repair);
    ms.push(performance.now() - began);
    resultBytes = bytes.length;
  }
  return { ms, peakMegabytes: peakMegabytes(), resultBytes };
}

/** Of this process alone: `resourceUsage` begins with what its parent had, on Linux. */
function peakMegabytes(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS / 1024;
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

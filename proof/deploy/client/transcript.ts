import type { Exchange } from '../forwarder.ts';

/** One line for an exchange. Names of pictures and the like are shown as they are: the emulator is gone afterwards. */
export const transcriptLine = ({ method, path, status, ms }: Exchange): string =>
  `  ${method.padEnd(6)} ${path.length > 90 ? `${path.slice(0, 89)}…` : path.padEnd(60)}  ${status}  ${String(ms).padStart(6)} ms`;

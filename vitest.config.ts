import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Handlers read their process's environment, so each file has a process of its own.
    pool: 'forks',
    globalSetup: ['tests/support/one-dynamo.ts'],
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['minimal', './tests/support/closing-line.ts'],
    silent: 'passed-only',
  },
});

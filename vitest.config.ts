import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    setupFiles: ['tests/fixed-seed.ts'],
    // Parser processes are forked from TypeScript sources while testing.
    env: { NODE_OPTIONS: '--import tsx' },
  },
});

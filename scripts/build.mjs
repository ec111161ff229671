// Builds dist: the TypeScript of src, then the web page.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { root, run } from './run.mjs';

rmSync(join(root, 'dist'), { recursive: true, force: true });
run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']);
run(process.execPath, [
  'node_modules/vite/bin/vite.js',
  'build',
  '--config',
  'src/web/vite.config.ts',
  '--logLevel',
  'warn',
]);

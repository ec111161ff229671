// `npm test`: types, lint, then all tests; ends with one line "N passed, N failed".
// With RAGSTONE_REQUIRE_ALL=1 a test that was skipped for want of a browser, a server or a model fails the run.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { run } from './run.mjs';

const node = process.execPath;
const checks = [
  ['types', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json']],
  ['types of the page', ['node_modules/typescript/bin/tsc', '-p', 'src/web/tsconfig.json']],
  ['lint and format', ['node_modules/@biomejs/biome/bin/biome', 'check', '.']],
  ['unused code', ['node_modules/knip/bin/knip.js', '--no-progress']],
];

let passed = 0;
let failed = 0;
for (const [name, args] of checks) {
  const ok = run(node, args, { allowFailure: true }) === 0;
  process.stdout.write(`${ok ? '✓' : '✗'} ${name}\n`);
  if (ok) passed += 1;
  else failed += 1;
}

const folder = mkdtempSync(join(tmpdir(), 'ragstone-test-'));
const report = join(folder, 'report.json');
const status = run(
  node,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  { allowFailure: true },
);
const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
rmSync(folder, { recursive: true, force: true });
passed += numPassedTests;
failed += numFailedTests;
// A file that cannot be loaded has no tests to count.
failed += testResults.filter(
  ({ status: fileStatus, assertionResults }) => fileStatus === 'failed' && assertionResults.length === 0,
).length;
if (status !== 0 && failed === 0) failed = 1;
if (numPendingTests > 0) {
  process.stdout.write(
    `${numPendingTests} tests were skipped for want of a part of this machine (browser, shared data)\n`,
  );
  if (process.env.RAGSTONE_REQUIRE_ALL === '1') failed += numPendingTests;
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);

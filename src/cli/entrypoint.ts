#!/usr/bin/env node
// Imports nothing before it must: `ragstone --version` is asked by scripts and has to be quick.
if (process.argv.length === 3 && (process.argv[2] === '--version' || process.argv[2] === '-V')) {
  const { packageVersion } = await import('../workspace/package-version.ts');
  process.stdout.write(`${await packageVersion()}\n`);
} else {
  const { main } = await import('./main.ts');
  process.exitCode = await main(process.argv.slice(2));
}

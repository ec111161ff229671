#!/usr/bin/env node
// Imports nothing before it must: `ragstone --version` is asked by scripts and has to be quick.
if (process.argv.length === 3 && (process.argv[2] === '--version' || process.argv[2] === '-V')) {
  const { packageVersion } = await import('../workspace/package-version.ts');
  process.stdout.write(`${await packageVersion()}\n`);
} else {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    // `ragstone … | head`: the reader has what it wanted. What was being ingested goes on at the next start.
    process.exit(0);
  });
  const { main } = await import('./main.ts');
  process.exitCode = await main(process.argv.slice(2));
}

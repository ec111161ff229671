import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench, BenchResult } from './bench.ts';
import { ingestionBench } from './ingestion/ingestion-bench.ts';
import { retrievalBench } from './retrieval-bench.ts';
import { searchBench } from './search/search-bench.ts';

/** `npm run bench [-- NAME…] [--quick] [--docs]`: full runs write their figures to bench/results; `--docs` makes docs/benchmarks.md of them. */
const benches: readonly Bench[] = [ingestionBench, searchBench, retrievalBench];
const root = new URL('..', import.meta.url).pathname;
const data = new URL('../../shared/data', import.meta.url).pathname;
const results = join(root, 'bench/results');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, docs: { type: 'boolean', default: false } },
});
const say = (text: string): void => void process.stdout.write(`${text}\n`);

function table({ columns, rows }: Pick<BenchResult, 'columns' | 'rows'>): string {
  const line = (cells: readonly (string | number | null)[]): string =>
    `| ${cells.map((cell) => cell ?? '–').join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

function machine(): string {
  return `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
}

function writeDocs(): void {
  const parts = [
    '# Benchmarks',
    '',
    'Generated from `bench/results/*.json` by `npm run bench -- --docs`; never typed by hand. Run them yourself with `npm run bench`.',
    '',
  ];
  for (const file of readdirSync(results)
    .filter((name) => name.endsWith('.json'))
    .sort()) {
    const {
      name,
      description,
      machine: where,
      date,
      ...result
    } = JSON.parse(readFileSync(join(results, file), 'utf8')) as BenchResult & {
      name: string;
      description: string;
      machine: string;
      date: string;
    };
    parts.push(`## ${name}`, '', description, '', table(result), '');
    for (const { what, holds } of result.checks) parts.push(`- ${holds ? 'met' : 'not met'}: ${what}`);
    parts.push('', `${where}; ${date}.`, '');
  }
  writeFileSync(join(root, 'docs/benchmarks.md'), parts.join('\n'));
}

if (values.docs) writeDocs();
else if (!existsSync(data))
  say('The benches need the public data beside the project (../shared/data); nothing was measured.');
else {
  let failed = 0;
  for (const bench of benches.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
    say(`\n${bench.name}: ${bench.description}`);
    const result = await bench.run({ quick: values.quick, data, note: say });
    say(table(result));
    for (const { what, holds, always } of result.checks) {
      say(`${holds ? 'met' : 'NOT MET'}: ${what}`);
      if (!holds && (always || !values.quick)) failed += 1;
    }
    if (!values.quick) {
      const record = {
        name: bench.name,
        description: bench.description,
        machine: machine(),
        date: new Date().toISOString().slice(0, 10),
        ...result,
      };
      writeFileSync(join(results, `${bench.name}.json`), `${JSON.stringify(record, null, 2)}\n`);
    }
  }
  process.exitCode = failed === 0 ? 0 : 1;
}

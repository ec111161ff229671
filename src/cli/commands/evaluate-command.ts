import type { Command } from 'commander';
import { evaluateBeir } from '../../workspace/evaluate-beir.ts';
import { type CommandContext, printJson } from '../command-context.ts';
import { padColumns } from '../pad-columns.ts';

const texts = {
  en: { queries: 'queries', passages: 'passages', index: 'index', query: 'query' },
  zh: { queries: '查询数', passages: '段落数', index: '建立索引', query: '查询耗时' },
} as const;

interface RetrievalOptions {
  readonly beir: string;
  readonly split: string;
  readonly run?: string;
  readonly json?: boolean;
}

export function evaluateCommand(command: Command, { terminal, signal }: CommandContext): void {
  command.description('Measure retrieval on a judged collection');
  command
    .command('retrieval')
    .description('Index a folder in BEIR layout into a temporary home, ask its queries, and measure the rankings')
    .requiredOption('--beir <folder>', 'folder with corpus.jsonl, queries.jsonl and qrels/<split>.tsv')
    .option('--split <name>', 'which judgements', 'test')
    .option('--run <file>', 'write the rankings as a TREC run file')
    .option('--json', 'machine-readable output')
    .addHelpText('after', '\nExample:\n  ragstone evaluate retrieval --beir ./scifact --split test\n')
    .action(async ({ beir, split, run, json }: RetrievalOptions) => {
      const { metrics, queries, passages, indexSeconds, queryMilliseconds } = await evaluateBeir({
        folder: beir,
        split,
        runFile: run,
        signal,
        onProgress: ({ stage, done, total }) => terminal.status(`${stage} ${done}/${total}`),
      });
      if (json === true) return printJson(terminal, { metrics, queries, passages, indexSeconds, queryMilliseconds });
      for (const [name, value] of Object.entries(metrics))
        await terminal.print(`${name.padEnd(12)} ${value === null ? '–' : value.toFixed(4)}`);
      const say = texts[terminal.language];
      const { p50, p95 } = queryMilliseconds;
      await terminal.print(
        [
          `${padColumns(say.queries, 13)}${queries}`,
          `${padColumns(say.passages, 13)}${passages}`,
          `${padColumns(say.index, 13)}${indexSeconds.toFixed(1)} s`,
          `${padColumns(say.query, 13)}p50 ${p50?.toFixed(1) ?? '–'} ms, p95 ${p95?.toFixed(1) ?? '–'} ms`,
        ].join('\n'),
      );
    });
}

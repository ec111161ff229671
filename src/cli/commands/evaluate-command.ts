import type { Command } from 'commander';
import { evaluateBeir } from '../../workspace/evaluate-beir.ts';
import { type CommandContext, printJson } from '../command-context.ts';
import { helpExamples } from '../help-examples.ts';
import { padColumns } from '../pad-columns.ts';

const texts = {
  en: {
    description: 'Measure retrieval on a judged collection',
    retrieval: 'Index a folder in BEIR layout into a temporary home, ask its queries, and measure the rankings',
    beir: 'folder with corpus.jsonl, queries.jsonl and qrels/<split>.tsv',
    split: 'which judgements',
    run: 'write the rankings as a TREC run file',
    json: 'machine-readable output',
    queries: 'queries',
    passages: 'passages',
    index: 'index',
    query: 'query',
    stages: { index: 'index', search: 'search' },
  },
  zh: {
    description: '在带标注的数据集上评测检索',
    retrieval: '把 BEIR 格式的文件夹索引到临时目录，执行其中的查询，并评测排序结果',
    beir: '含 corpus.jsonl、queries.jsonl 和 qrels/<split>.tsv 的文件夹',
    split: '使用哪一份标注',
    run: '把排序结果写成 TREC 格式的文件',
    json: '输出机器可读的 JSON',
    queries: '查询数',
    passages: '段落数',
    index: '建立索引',
    query: '查询耗时',
    stages: { index: '建立索引', search: '检索' },
  },
} as const;

interface RetrievalOptions {
  readonly beir: string;
  readonly split: string;
  readonly run?: string;
  readonly json?: boolean;
}

export function evaluateCommand(command: Command, { terminal, signal }: CommandContext): void {
  const say = texts[terminal.language];
  command.description(say.description);
  command
    .command('retrieval')
    .description(say.retrieval)
    .requiredOption('--beir <folder>', say.beir)
    .option('--split <name>', say.split, 'test')
    .option('--run <file>', say.run)
    .option('--json', say.json)
    .addHelpText(
      'after',
      helpExamples(terminal.language, ['ragstone evaluate retrieval --beir ./scifact --split test']),
    )
    .action(async ({ beir, split, run, json }: RetrievalOptions) => {
      const { metrics, queries, passages, indexSeconds, queryMilliseconds } = await evaluateBeir({
        folder: beir,
        split,
        runFile: run,
        signal,
        onProgress: ({ stage, done, total }) => terminal.status(`${say.stages[stage]} ${done}/${total}`),
      });
      if (json === true) return printJson(terminal, { metrics, queries, passages, indexSeconds, queryMilliseconds });
      for (const [name, value] of Object.entries(metrics))
        await terminal.print(`${name.padEnd(12)} ${value === null ? '–' : value.toFixed(4)}`);
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

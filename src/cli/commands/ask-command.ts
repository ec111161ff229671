import type { Command } from 'commander';
import { collectAnswer } from '../../contracts/collect-answer.ts';
import { RagstoneError } from '../../contracts/error.ts';
import { maxPassages } from '../../contracts/http.ts';
import { askBatch } from '../ask-batch.ts';
import { type CommandContext, type GlobalOptions, printJson, withWorkspace } from '../command-context.ts';
import { type FilterOptions, toFilter, wholeNumber, withFilterOptions } from '../filter-options.ts';
import { helpExamples } from '../help-examples.ts';
import { renderAnswer } from '../render-answer.ts';

interface AskOptions extends GlobalOptions, FilterOptions {
  readonly k?: number;
  readonly batch?: string;
  readonly output?: string;
}

const en = {
  description: 'Ask a question; the answer cites its sources',
  count: 'passages to answer from',
  batch: 'answer a file of {"id", "question"} lines',
  output: 'where --batch writes its {"id", …answer} lines',
  batchDone: (lines: number, failed: number, output: string) => `${lines} lines, ${failed} failed → ${output}`,
};

const zh: typeof en = {
  description: '提出问题，回答附有来源',
  count: '用于回答的段落数量',
  batch: '回答文件中的每一行 {"id", "question"}',
  output: '--batch 写入结果 {"id", …answer} 的文件',
  batchDone: (lines, failed, output) => `共 ${lines} 行，${failed} 行失败 → ${output}`,
};

const texts = { en, zh } as const;

export function askCommand(command: Command, context: CommandContext): void {
  const { terminal, signal, setExitCode } = context;
  const say = texts[terminal.language];
  withFilterOptions(
    command.argument('[question...]').option('-k <number>', say.count, wholeNumber('-k', 1, maxPassages)),
    terminal.language,
  )
    .option('--batch <file>', say.batch)
    .option('--output <file>', say.output)
    .description(say.description)
    .addHelpText(
      'after',
      helpExamples(terminal.language, [
        'ragstone ask 什么是迭代优化提示？ --kb course',
        'ragstone ask "How do I set temperature?" --json',
        'ragstone ask --batch questions.jsonl --output answers.jsonl',
      ]),
    )
    .action(async (words: string[]) => {
      const options = command.opts<AskOptions>();
      if (options.batch !== undefined) return runBatch(options, context);
      const question = words.join(' ');
      if (question.trim() === '') throw nothingAsked();
      await withWorkspace(options, context, async (workspace) => {
        const parts = await workspace.ask({
          knowledgeBase: options.kb,
          question,
          k: options.k,
          filter: toFilter(options),
          signal,
        });
        if (options.json === true) return printJson(terminal, await collectAnswer(parts));
        await renderAnswer(parts, terminal);
      });
    });

  async function runBatch(
    { batch: input, output, ...options }: AskOptions,
    { terminal }: CommandContext,
  ): Promise<void> {
    if (input === undefined || output === undefined) throw nothingAsked();
    const { lines, failed } = await withWorkspace(options, context, (workspace) =>
      askBatch({ input, output, knowledgeBase: options.kb, k: options.k }, { workspace, terminal, signal }),
    );
    if (failed > 0) setExitCode(1);
    if (options.json === true) return printJson(terminal, { lines, failed, output });
    terminal.note(texts[terminal.language].batchDone(lines, failed, output));
  }
}

function nothingAsked(): RagstoneError {
  return new RagstoneError('invalid-input', {
    en: 'There is no question. Write it after the command, or give --batch FILE and --output FILE.',
    zh: '没有问题。请在命令后写出问题，或同时给出 --batch 文件 和 --output 文件。',
  });
}

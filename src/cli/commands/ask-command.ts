import type { Command } from 'commander';
import { collectAnswer } from '../../contracts/collect-answer.ts';
import { RagstoneError } from '../../contracts/error.ts';
import { maxPassages } from '../../contracts/http.ts';
import { askBatch } from '../ask-batch.ts';
import { type CommandContext, type GlobalOptions, printJson, withWorkspace } from '../command-context.ts';
import { type FilterOptions, toFilter, wholeNumber, withFilterOptions } from '../filter-options.ts';
import { renderAnswer } from '../render-answer.ts';

interface AskOptions extends GlobalOptions, FilterOptions {
  readonly k?: number;
  readonly batch?: string;
  readonly output?: string;
}

export function askCommand(command: Command, context: CommandContext): void {
  const { terminal, signal, setExitCode } = context;
  withFilterOptions(
    command.argument('[question...]').option('-k <number>', 'passages to answer from', wholeNumber(1, maxPassages)),
  )
    .option('--batch <file>', 'answer a file of {"id", "question"} lines')
    .option('--output <file>', 'where --batch writes its {"id", …answer} lines')
    .description('Ask a question; the answer cites its sources')
    .addHelpText(
      'after',
      '\nExamples:\n  ragstone ask 什么是迭代优化提示？ --kb course\n  ragstone ask "How do I set temperature?" --json\n  ragstone ask --batch questions.jsonl --output answers.jsonl\n',
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
    terminal.note(
      terminal.language === 'zh'
        ? `共 ${lines} 行，${failed} 行失败 → ${output}`
        : `${lines} lines, ${failed} failed → ${output}`,
    );
  }
}

function nothingAsked(): RagstoneError {
  return new RagstoneError('invalid-input', {
    en: 'There is no question. Write it after the command, or give --batch FILE and --output FILE.',
    zh: '没有问题。请在命令后写出问题，或同时给出 --batch 文件 和 --output 文件。',
  });
}

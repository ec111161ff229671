import type { Command } from 'commander';
import { maxPassages } from '../../contracts/http.ts';
import { type CommandContext, type GlobalOptions, printJson, withWorkspace } from '../command-context.ts';
import { describeLocators } from '../describe-locator.ts';
import { type FilterOptions, toFilter, wholeNumber, withFilterOptions } from '../filter-options.ts';
import { helpExamples } from '../help-examples.ts';

const shownCharacters = 300;

const texts = {
  en: { description: 'Find passages', count: 'number of passages', nothing: 'Nothing was found.' },
  zh: { description: '查找段落', count: '段落数量', nothing: '没有找到。' },
} as const;

export function searchCommand(command: Command, context: CommandContext): void {
  const { terminal, signal } = context;
  const say = texts[terminal.language];
  withFilterOptions(
    command.argument('<query...>').option('-k <number>', say.count, wholeNumber('-k', 1, maxPassages), 10),
    terminal.language,
  )
    .description(say.description)
    .addHelpText(
      'after',
      helpExamples(terminal.language, [
        'ragstone search 支持向量机 --kb course',
        'ragstone search "temperature parameter" -k 3 --type pdf --json',
      ]),
    )
    .action(async (words: string[]) => {
      const options = command.opts<GlobalOptions & FilterOptions & { k: number }>();
      const result = await withWorkspace(options, context, (workspace) =>
        workspace.search({
          knowledgeBase: options.kb,
          query: words.join(' '),
          k: options.k,
          filter: toFilter(options),
          signal,
        }),
      );
      if (options.json === true) return printJson(terminal, result);
      if (result.passages.length === 0) terminal.note(say.nothing);
      for (const { rank, document, locators, context: headings, text, scores } of result.passages) {
        const score = Object.values(scores)[0]?.score.toFixed(2) ?? '';
        await terminal.print(
          `[${rank}] ${document.name} ${describeLocators(locators, terminal.language)}  ${score}${headings === '' ? '' : `\n    ${headings.replaceAll('\n', ' › ')}`}`,
        );
        await terminal.print(
          `    ${text.length > shownCharacters ? `${text.slice(0, shownCharacters)} …` : text}`.replaceAll(
            '\n',
            '\n    ',
          ),
        );
      }
    });
}

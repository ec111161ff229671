import type { Command } from 'commander';
import { maxPassages } from '../../contracts/http.ts';
import { type CommandContext, type GlobalOptions, printJson, withWorkspace } from '../command-context.ts';
import { describeLocators } from '../describe-locator.ts';
import { type FilterOptions, toFilter, wholeNumber, withFilterOptions } from '../filter-options.ts';

const shownCharacters = 300;

export function searchCommand(command: Command, context: CommandContext): void {
  const { terminal, signal } = context;
  withFilterOptions(
    command.argument('<query...>').option('-k <number>', 'number of passages', wholeNumber(1, maxPassages), 10),
  )
    .description('Find passages')
    .addHelpText(
      'after',
      '\nExamples:\n  ragstone search 支持向量机 --kb course\n  ragstone search "temperature parameter" -k 3 --type pdf --json\n',
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
      if (result.passages.length === 0) terminal.note(terminal.language === 'zh' ? '没有找到。' : 'Nothing was found.');
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

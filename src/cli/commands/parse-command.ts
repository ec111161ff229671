import type { Command } from 'commander';
import { parseFile } from '../../workspace/parse-file.ts';
import { type CommandContext, type GlobalOptions, printJson } from '../command-context.ts';
import { describeLocator } from '../describe-locator.ts';
import { renderLedger } from '../render-ledger.ts';

const rule = '─'.repeat(40);

export function parseCommand(command: Command, { terminal, signal }: CommandContext): void {
  command
    .argument('<file>')
    .description('Show the blocks of a file with their places, its clean text, what was removed, and its ledger')
    .addHelpText(
      'after',
      '\nNeeds no home and changes nothing.\n\nExamples:\n  ragstone parse report.pdf\n  ragstone parse report.pdf --json > report.json\n',
    )
    .action(async (file: string) => {
      const options = command.opts<GlobalOptions>();
      const report = await parseFile(file, { signal });
      if (options.json === true) return printJson(terminal, report);
      for (const { kind, level, locator, text } of report.blocks) {
        await terminal.print(
          `${kind}${level === undefined ? '' : ` ${level}`}  ${describeLocator(locator)}\n    ${text.replaceAll('\n', '\n    ')}`,
        );
      }
      await terminal.print(`${rule} clean text\n${report.cleanText}\n${rule} removed`);
      for (const { block, start, end, rule: name } of report.removed) {
        const origin = report.blocks[block];
        if (origin !== undefined)
          await terminal.print(
            `${name}  ${describeLocator(origin.locator)}  ${JSON.stringify(origin.text.slice(start, end))}`,
          );
      }
      await terminal.print(`${rule} ledger\n${renderLedger(report.ledger)}`);
    });
}

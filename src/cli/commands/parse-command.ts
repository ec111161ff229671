import type { Command } from 'commander';
import { type BlockKind, blockKinds } from '../../contracts/parsed-document.ts';
import { parseFile } from '../../workspace/parse-file.ts';
import { type CommandContext, type GlobalOptions, printJson } from '../command-context.ts';
import { describeLocator } from '../describe-locator.ts';
import { helpExamples } from '../help-examples.ts';
import { renderLedger } from '../render-ledger.ts';

const rule = '─'.repeat(40);

const texts = {
  en: {
    description: 'Show the blocks of a file with their places, its clean text, what was removed, and its ledger',
    note: 'Needs no home and changes nothing.',
    cleanText: 'clean text',
    removed: 'removed',
    ledger: 'ledger',
    kinds: Object.fromEntries(blockKinds.map((kind) => [kind, kind])) as Record<BlockKind, string>,
  },
  zh: {
    description: '显示文件的各个块及其位置、清洗后的文字、删除的内容和读取明细',
    note: '不需要数据目录，也不做任何更改。',
    cleanText: '清洗后的文字',
    removed: '已删除',
    ledger: '读取明细',
    kinds: {
      heading: '标题',
      paragraph: '段落',
      'list-item': '列表项',
      table: '表格',
      code: '代码',
      formula: '公式',
      caption: '图表标题',
      footnote: '脚注',
      'running-head': '页眉页脚',
      speech: '语音',
      'image-text': '图中文字',
      metadata: '元数据',
    },
  },
} as const;

export function parseCommand(command: Command, { terminal, signal }: CommandContext): void {
  command
    .argument('<file>')
    .description(texts[terminal.language].description)
    .addHelpText(
      'after',
      helpExamples(
        terminal.language,
        ['ragstone parse report.pdf', 'ragstone parse report.pdf --json > report.json'],
        texts[terminal.language].note,
      ),
    )
    .action(async (file: string) => {
      const options = command.opts<GlobalOptions>();
      const report = await parseFile(file, { signal });
      if (options.json === true) return printJson(terminal, report);
      const { language } = terminal;
      const say = texts[language];
      for (const { kind, level, locator, text } of report.blocks) {
        await terminal.print(
          `${say.kinds[kind]}${level === undefined ? '' : ` ${level}`}  ${describeLocator(locator, language)}\n    ${text.replaceAll('\n', '\n    ')}`,
        );
      }
      await terminal.print(`${rule} ${say.cleanText}\n${report.cleanText}\n${rule} ${say.removed}`);
      for (const { block, start, end, rule: name } of report.removed) {
        const origin = report.blocks[block];
        if (origin !== undefined)
          await terminal.print(
            `${name}  ${describeLocator(origin.locator, language)}  ${JSON.stringify(origin.text.slice(start, end))}`,
          );
      }
      await terminal.print(`${rule} ${say.ledger}\n${renderLedger(report.ledger, language)}`);
    });
}

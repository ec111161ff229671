import type { Command } from 'commander';
import { type CommandContext, type GlobalOptions, printJson, withWorkspace } from '../command-context.ts';
import { helpExamples } from '../help-examples.ts';

const texts = {
  en: {
    description: 'Look for rubbish and contradictions between the stores',
    repair: 'mend what can be mended',
    note: 'The exit code is 1 where something is wrong and not mended.',
    agree: 'All stores agree.',
    mended: 'Mended.',
    howToMend: 'Run "ragstone doctor --repair" to mend what can be mended.',
  },
  zh: {
    description: '检查各存储之间的残留和矛盾',
    repair: '修复可以修复的问题',
    note: '发现问题且未修复时，退出码为 1。',
    agree: '各存储一致。',
    mended: '已修复。',
    howToMend: '运行“ragstone doctor --repair”修复可以修复的问题。',
  },
} as const;

export function doctorCommand(command: Command, context: CommandContext): void {
  const { terminal, setExitCode } = context;
  const say = texts[terminal.language];
  command
    .option('--repair', say.repair)
    .description(say.description)
    .addHelpText('after', helpExamples(terminal.language, ['ragstone doctor', 'ragstone doctor --repair'], say.note))
    .action(async () => {
      const options = command.opts<GlobalOptions & { repair?: boolean }>();
      const report = await withWorkspace(options, context, (workspace) => workspace.doctor({ repair: options.repair }));
      if (report.problems.length > 0 && !report.repaired) setExitCode(1);
      if (options.json === true) return printJson(terminal, report);
      for (const { kind, message, messageZh } of report.problems)
        await terminal.print(`${kind}: ${terminal.language === 'zh' ? messageZh : message}`);
      terminal.note(report.problems.length === 0 ? say.agree : report.repaired ? say.mended : say.howToMend);
    });
}

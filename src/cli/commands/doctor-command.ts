import type { Command } from 'commander';
import { type CommandContext, type GlobalOptions, printJson, withWorkspace } from '../command-context.ts';

const texts = {
  en: {
    agree: 'All stores agree.',
    mended: 'Mended.',
    howToMend: 'Run "ragstone doctor --repair" to mend what can be mended.',
  },
  zh: {
    agree: '各存储一致。',
    mended: '已修复。',
    howToMend: '运行“ragstone doctor --repair”修复可以修复的问题。',
  },
} as const;

export function doctorCommand(command: Command, context: CommandContext): void {
  const { terminal, setExitCode } = context;
  command
    .option('--repair', 'mend what can be mended')
    .description('Look for rubbish and contradictions between the stores')
    .addHelpText(
      'after',
      '\nThe exit code is 1 where something is wrong and not mended.\n\nExamples:\n  ragstone doctor\n  ragstone doctor --repair\n',
    )
    .action(async () => {
      const say = texts[terminal.language];
      const options = command.opts<GlobalOptions & { repair?: boolean }>();
      const report = await withWorkspace(options, context, (workspace) => workspace.doctor({ repair: options.repair }));
      if (report.problems.length > 0 && !report.repaired) setExitCode(1);
      if (options.json === true) return printJson(terminal, report);
      for (const { kind, message, messageZh } of report.problems)
        await terminal.print(`${kind}: ${terminal.language === 'zh' ? messageZh : message}`);
      terminal.note(report.problems.length === 0 ? say.agree : report.repaired ? say.mended : say.howToMend);
    });
}

import type { Command } from 'commander';
import type { IngestedDocument } from '../../contracts/http.ts';
import type { IngestProgress } from '../../workspace/workspace.ts';
import { type CommandContext, type GlobalOptions, printJson, withWorkspace } from '../command-context.ts';

const barWidth = 24;

export function ingestCommand(command: Command, context: CommandContext): void {
  const { terminal, signal, setExitCode } = context;
  command
    .argument('<path...>', 'files and folders')
    .description('Add files and folders to a knowledge base (made where it does not exist)')
    .addHelpText(
      'after',
      '\nAn unchanged file is left alone, a changed one replaces its document.\nThe exit code is 6 where a file failed; skipped files (formats that Ragstone does not read) are no failure.\n\nExamples:\n  ragstone ingest ./papers --kb research\n  ragstone ingest report.pdf notes.md --json\n',
    )
    .action(async (paths: string[]) => {
      const options = command.opts<GlobalOptions>();
      const started = performance.now();
      const report = await withWorkspace(options, context, (workspace) =>
        workspace.ingest({
          knowledgeBase: options.kb,
          paths,
          signal,
          onProgress: (progress) => {
            if (options.json !== true && progress.latest !== null) {
              terminal.note(describeDocument(progress.latest));
              terminal.status(describeProgress(progress, (performance.now() - started) / 1000));
            }
          },
        }),
      );
      if (report.documents.some(({ status }) => status === 'failed')) setExitCode(6);
      if (options.json === true) return printJson(terminal, report);
      await terminal.print(summarise(report.documents, report.seconds));
    });
}

function describeDocument({ status, name, chunks, coverage, seconds, reason }: IngestedDocument): string {
  const marks = { done: '✓', unchanged: '=', partial: '!', failed: '✗', skipped: '–' } as const;
  const counts =
    status === 'done' || status === 'partial'
      ? `  ${chunks} chunks  coverage ${coverage === null ? '–' : `${(coverage * 100).toFixed(1)} %`}  ${seconds.toFixed(1)} s`
      : '';
  return `${marks[status]} ${status.padEnd(9)} ${name}${counts}${reason === null ? '' : `  (${reason})`}`;
}

function describeProgress({ files, filesDone }: IngestProgress, seconds: number): string {
  const filled = Math.round((barWidth * filesDone) / files);
  const left = filesDone === 0 ? '?' : String(Math.round((seconds / filesDone) * (files - filesDone)));
  const rate = seconds === 0 ? '' : `  ${(filesDone / seconds).toFixed(1)} files/s`;
  return `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${filesDone}/${files}${rate}  ${left} s left`;
}

function summarise(documents: readonly IngestedDocument[], seconds: number): string {
  const counts = new Map<string, number>();
  for (const { status } of documents) counts.set(status, (counts.get(status) ?? 0) + 1);
  const chunks = documents.reduce((sum, document) => sum + document.chunks, 0);
  return `${[...counts].map(([status, count]) => `${count} ${status}`).join(', ')}; ${chunks} chunks in ${seconds.toFixed(1)} s`;
}

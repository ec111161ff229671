import type { Command } from 'commander';
import type { IngestedDocument } from '../../contracts/http.ts';
import type { IngestProgress } from '../../workspace/workspace.ts';
import { type CommandContext, type GlobalOptions, printJson, withWorkspace } from '../command-context.ts';
import { helpExamples } from '../help-examples.ts';
import { padColumns } from '../pad-columns.ts';
import { statusWords } from '../status-words.ts';
import type { Terminal } from '../terminal.ts';

const barWidth = 24;
const marks = { done: '✓', unchanged: '=', partial: '!', failed: '✗', skipped: '–' } as const;

const en = {
  paths: 'files and folders',
  description: 'Add files and folders to a knowledge base (made where it does not exist)',
  note: 'An unchanged file is left alone, a changed one replaces its document.\nThe exit code is 6 where a file failed; skipped files (formats that Ragstone does not read) are no failure.',
  counts: (chunks: number, coverage: string, seconds: string) =>
    `  ${chunks} chunks  coverage ${coverage}  ${seconds} s`,
  reason: (reason: string) => `  (${reason})`,
  rate: (rate: string) => `  ${rate} pages/s`,
  left: (seconds: string) => `  ${seconds} s left`,
  statusCount: (count: number, status: string) => `${count} ${status}`,
  comma: ', ',
  total: (statuses: string, chunks: number, seconds: string) => `${statuses}; ${chunks} chunks in ${seconds} s`,
};

const zh: typeof en = {
  paths: '文件和文件夹',
  description: '把文件和文件夹添加到知识库（不存在则创建）',
  note: '未变化的文件保持不动，有变化的文件替换原文档。\n有文件失败时退出码为 6；跳过的文件（Ragstone 不读取的格式）不算失败。',
  counts: (chunks, coverage, seconds) => `  ${chunks} 个段落  覆盖率 ${coverage}  ${seconds} 秒`,
  reason: (reason) => `（${reason}）`,
  rate: (rate) => `  每秒 ${rate} 页`,
  left: (seconds) => `  剩余 ${seconds} 秒`,
  statusCount: (count, status) => `${status} ${count} 个`,
  comma: '，',
  total: (statuses, chunks, seconds) => `${statuses}；共 ${chunks} 个段落，用时 ${seconds} 秒`,
};

const texts = { en, zh } as const;

export function ingestCommand(command: Command, context: CommandContext): void {
  const { terminal, signal, setExitCode } = context;
  const say = texts[terminal.language];
  command
    .argument('<path...>', say.paths)
    .description(say.description)
    .addHelpText(
      'after',
      helpExamples(
        terminal.language,
        ['ragstone ingest ./papers --kb research', 'ragstone ingest report.pdf notes.md --json'],
        say.note,
      ),
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
              terminal.note(describeDocument(progress.latest, terminal.language));
              terminal.status(describeProgress(progress, (performance.now() - started) / 1000, terminal.language));
            }
          },
        }),
      );
      if (report.documents.some(({ status }) => status === 'failed')) setExitCode(6);
      if (options.json === true) return printJson(terminal, report);
      await terminal.print(summarise(report.documents, report.seconds, terminal.language));
    });
}

function describeDocument(document: IngestedDocument, language: Terminal['language']): string {
  const { status, name, chunks, coverage, seconds } = document;
  const say = texts[language];
  const reason = language === 'zh' ? document.reasonZh : document.reason;
  const share = coverage === null ? '–' : `${(coverage * 100).toFixed(1)} %`;
  const counts = status === 'done' || status === 'partial' ? say.counts(chunks, share, seconds.toFixed(1)) : '';
  const word = padColumns(statusWords[language][status], 9);
  return `${marks[status]} ${word} ${name}${counts}${reason === null ? '' : say.reason(reason)}`;
}

function describeProgress(
  { files, filesDone, pagesDone }: IngestProgress,
  seconds: number,
  language: Terminal['language'],
): string {
  const say = texts[language];
  const filled = Math.round((barWidth * filesDone) / files);
  const left = filesDone === 0 ? '?' : String(Math.round((seconds / filesDone) * (files - filesDone)));
  const rate = seconds === 0 ? '' : say.rate((pagesDone / seconds).toFixed(1));
  return `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${filesDone}/${files}${rate}${say.left(left)}`;
}

function summarise(documents: readonly IngestedDocument[], seconds: number, language: Terminal['language']): string {
  const say = texts[language];
  const counts = new Map<IngestedDocument['status'], number>();
  for (const { status } of documents) counts.set(status, (counts.get(status) ?? 0) + 1);
  const statuses = [...counts].map(([status, count]) => say.statusCount(count, statusWords[language][status]));
  const chunks = documents.reduce((sum, document) => sum + document.chunks, 0);
  return say.total(statuses.join(say.comma), chunks, seconds.toFixed(1));
}

import type { Command } from 'commander';
import { RagstoneError } from '../../contracts/error.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import {
  type CommandContext,
  type GlobalOptions,
  printJson,
  withGlobalOptions,
  withWorkspace,
} from '../command-context.ts';
import { helpExamples } from '../help-examples.ts';
import { padColumns } from '../pad-columns.ts';
import { renderLedger } from '../render-ledger.ts';
import { statusWords } from '../status-words.ts';

const en = {
  description: 'List, show and delete documents',
  list: 'List the documents of a knowledge base',
  show: 'Show a document with its ledger: what came in, what came out, where the rest went',
  delete: 'Delete a document from every store',
  idOrName: 'id or name',
  id: 'id',
  path: 'path',
  version: 'version',
  status: 'status',
  colon: ': ',
  chunks: (count: string) => `${count} chunks`,
  reason: (reason: string) => `  (${reason})`,
  deleted: (name: string) => `Deleted ${name}.`,
};

const zh: typeof en = {
  description: '列出、查看和删除文档',
  list: '列出知识库中的文档',
  show: '查看文档及其读取明细：读入多少、得到多少、其余去了哪里',
  delete: '从所有存储中删除文档',
  idOrName: '编号或名称',
  id: '编号',
  path: '路径',
  version: '版本',
  status: '状态',
  colon: '：',
  chunks: (count) => `${count} 个段落`,
  reason: (reason) => `（${reason}）`,
  deleted: (name) => `已删除 ${name}。`,
};

const texts = { en, zh } as const;

export function documentsCommand(command: Command, context: CommandContext): void {
  const { terminal } = context;
  const { language } = terminal;
  const say = texts[language];
  command.description(say.description);
  withGlobalOptions(command.command('list'), context)
    .description(say.list)
    .action(async (options: GlobalOptions) => {
      const documents = await withWorkspace(options, context, (workspace) => workspace.listDocuments(options.kb));
      if (options.json === true) return printJson(terminal, { documents });
      for (const { id, name, status, coverage, chunks, reason: inEnglish, reasonZh } of documents) {
        const reason = language === 'zh' ? reasonZh : inEnglish;
        const share = coverage === null ? '–' : `${(coverage * 100).toFixed(1)} %`;
        await terminal.print(
          `${id}  ${padColumns(statusWords[language][status], 8)}  ${share.padStart(7)}  ${say.chunks(String(chunks).padStart(5))}  ${name}${reason === null ? '' : say.reason(reason)}`,
        );
      }
    });
  withGlobalOptions(command.command('show').argument('<document>', say.idOrName), context)
    .description(say.show)
    .action(async (idOrName: string, options: GlobalOptions) => {
      const document = await withWorkspace(options, context, async (workspace) =>
        workspace.getDocument(await findId(workspace, options.kb, idOrName)),
      );
      if (options.json === true) return printJson(terminal, document);
      await terminal.print(
        [
          document.name,
          `${padColumns(say.id, 12)}${document.id}`,
          `${padColumns(say.path, 12)}${document.path}`,
          `${padColumns(say.version, 12)}${document.documentVersion}`,
        ].join('\n'),
      );
      await terminal.print(
        document.ledger === null
          ? `${padColumns(say.status, 12)}${statusWords[language][document.status]}${say.colon}${(language === 'zh' ? document.reasonZh : document.reason) ?? ''}`
          : renderLedger(document.ledger, language),
      );
    });
  withGlobalOptions(command.command('delete').argument('<document>', say.idOrName), context)
    .description(say.delete)
    .action(async (idOrName: string, options: GlobalOptions) => {
      const id = await withWorkspace(options, context, async (workspace) => {
        const found = await findId(workspace, options.kb, idOrName);
        await workspace.deleteDocument(found);
        return found;
      });
      if (options.json === true) return printJson(terminal, { deleted: id });
      terminal.note(say.deleted(idOrName));
    });
  command.addHelpText(
    'after',
    helpExamples(language, ['ragstone documents list --kb course', 'ragstone documents show report.pdf --kb course']),
  );
}

async function findId(workspace: Workspace, knowledgeBase: string, idOrName: string): Promise<string> {
  const documents = await workspace.listDocuments(knowledgeBase);
  const found = documents.filter(({ id, name, path }) => id === idOrName || name === idOrName || path === idOrName);
  const [only] = found;
  if (only === undefined) {
    throw new RagstoneError('not-found', {
      en: `There is no document "${idOrName}" in "${knowledgeBase}". List them with: ragstone documents list --kb "${knowledgeBase}"`,
      zh: `知识库“${knowledgeBase}”中没有文档“${idOrName}”。可用 ragstone documents list --kb "${knowledgeBase}" 查看`,
    });
  }
  if (found.length > 1) {
    throw new RagstoneError('invalid-input', {
      en: `"${idOrName}" names ${found.length} documents; give one of the ids: ${found.map(({ id }) => id).join(', ')}`,
      zh: `“${idOrName}”对应 ${found.length} 个文档，请使用 ID：${found.map(({ id }) => id).join('、')}`,
    });
  }
  return only.id;
}

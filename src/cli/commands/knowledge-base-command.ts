import type { Command } from 'commander';
import {
  type CommandContext,
  type GlobalOptions,
  printJson,
  withGlobalOptions,
  withWorkspace,
} from '../command-context.ts';
import { helpExamples } from '../help-examples.ts';
import { padColumns } from '../pad-columns.ts';

const en = {
  description: 'Make, list, show and delete knowledge bases',
  create: 'Make a knowledge base',
  list: 'List all knowledge bases',
  show: 'Show one knowledge base',
  delete: 'Delete a knowledge base with its documents from every store',
  none: 'No knowledge base yet. Make one by adding documents: ragstone ingest PATH --kb NAME',
  counts: (documents: number, chunks: number) => `${documents} documents  ${chunks} chunks`,
  id: 'id',
  created: 'created',
  documents: 'documents',
  chunks: 'chunks',
  deleted: (name: string) => `Deleted ${name}.`,
};

const zh: typeof en = {
  description: '创建、列出、查看和删除知识库',
  create: '创建知识库',
  list: '列出所有知识库',
  show: '查看一个知识库',
  delete: '从所有存储中删除知识库及其文档',
  none: '还没有知识库。添加文档即可创建：ragstone ingest 路径 --kb 名称',
  counts: (documents, chunks) => `${documents} 个文档  ${chunks} 个段落`,
  id: '编号',
  created: '创建时间',
  documents: '文档',
  chunks: '段落',
  deleted: (name) => `已删除 ${name}。`,
};

const texts = { en, zh } as const;

export function knowledgeBaseCommand(command: Command, context: CommandContext): void {
  const { terminal } = context;
  const say = texts[terminal.language];
  command.description(say.description);
  withGlobalOptions(command.command('create').argument('<name>'), context)
    .description(say.create)
    .action(async (name: string, options: GlobalOptions) => {
      const made = await withWorkspace(options, context, (workspace) => workspace.createKnowledgeBase(name));
      await (options.json === true ? printJson(terminal, made) : terminal.print(`${made.name}  ${made.id}`));
    });
  withGlobalOptions(command.command('list'), context)
    .description(say.list)
    .action(async (options: GlobalOptions) => {
      const knowledgeBases = await withWorkspace(options, context, (workspace) => workspace.listKnowledgeBases());
      if (options.json === true) return printJson(terminal, { knowledgeBases });
      if (knowledgeBases.length === 0) terminal.note(say.none);
      for (const { name, documents, chunks } of knowledgeBases)
        await terminal.print(`${name}  ${say.counts(documents, chunks)}`);
    });
  withGlobalOptions(command.command('show').argument('<name>'), context)
    .description(say.show)
    .action(async (name: string, options: GlobalOptions) => {
      const found = await withWorkspace(options, context, (workspace) => workspace.getKnowledgeBase(name));
      if (options.json === true) return printJson(terminal, found);
      await terminal.print(
        [
          found.name,
          `  ${padColumns(say.id, 11)}${found.id}`,
          `  ${padColumns(say.created, 11)}${new Date(found.createdAt).toISOString()}`,
          `  ${padColumns(say.documents, 11)}${found.documents}`,
          `  ${padColumns(say.chunks, 11)}${found.chunks}`,
        ].join('\n'),
      );
    });
  withGlobalOptions(command.command('delete').argument('<name>'), context)
    .description(say.delete)
    .action(async (name: string, options: GlobalOptions) => {
      await withWorkspace(options, context, (workspace) => workspace.deleteKnowledgeBase(name));
      if (options.json === true) return printJson(terminal, { deleted: name });
      terminal.note(say.deleted(name));
    });
  command.addHelpText(
    'after',
    helpExamples(terminal.language, ['ragstone kb create course', 'ragstone kb list --json']),
  );
}

import type { Command } from 'commander';
import {
  type CommandContext,
  type GlobalOptions,
  printJson,
  withGlobalOptions,
  withWorkspace,
} from '../command-context.ts';
import { padColumns } from '../pad-columns.ts';

const en = {
  none: 'No knowledge base yet. Make one by adding documents: ragstone ingest PATH --kb NAME',
  counts: (documents: number, chunks: number) => `${documents} documents  ${chunks} chunks`,
  id: 'id',
  created: 'created',
  documents: 'documents',
  chunks: 'chunks',
  deleted: (name: string) => `Deleted ${name}.`,
};

const zh: typeof en = {
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
  command.description('Make, list, show and delete knowledge bases');
  withGlobalOptions(command.command('create').argument('<name>'))
    .description('Make a knowledge base')
    .action(async (name: string, options: GlobalOptions) => {
      const made = await withWorkspace(options, context, (workspace) => workspace.createKnowledgeBase(name));
      await (options.json === true ? printJson(terminal, made) : terminal.print(`${made.name}  ${made.id}`));
    });
  withGlobalOptions(command.command('list'))
    .description('List all knowledge bases')
    .action(async (options: GlobalOptions) => {
      const knowledgeBases = await withWorkspace(options, context, (workspace) => workspace.listKnowledgeBases());
      if (options.json === true) return printJson(terminal, { knowledgeBases });
      if (knowledgeBases.length === 0) terminal.note(say.none);
      for (const { name, documents, chunks } of knowledgeBases)
        await terminal.print(`${name}  ${say.counts(documents, chunks)}`);
    });
  withGlobalOptions(command.command('show').argument('<name>'))
    .description('Show one knowledge base')
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
  withGlobalOptions(command.command('delete').argument('<name>'))
    .description('Delete a knowledge base with its documents from every store')
    .action(async (name: string, options: GlobalOptions) => {
      await withWorkspace(options, context, (workspace) => workspace.deleteKnowledgeBase(name));
      if (options.json === true) return printJson(terminal, { deleted: name });
      terminal.note(say.deleted(name));
    });
  command.addHelpText('after', '\nExamples:\n  ragstone kb create course\n  ragstone kb list --json\n');
}

import type { Command } from 'commander';
import {
  type CommandContext,
  type GlobalOptions,
  printJson,
  withGlobalOptions,
  withWorkspace,
} from '../command-context.ts';

export function knowledgeBaseCommand(command: Command, context: CommandContext): void {
  const { terminal } = context;
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
      if (knowledgeBases.length === 0)
        terminal.note('No knowledge base yet. Make one by adding documents: ragstone ingest PATH --kb NAME');
      for (const { name, documents, chunks } of knowledgeBases)
        await terminal.print(`${name}  ${documents} documents  ${chunks} chunks`);
    });
  withGlobalOptions(command.command('show').argument('<name>'))
    .description('Show one knowledge base')
    .action(async (name: string, options: GlobalOptions) => {
      const found = await withWorkspace(options, context, (workspace) => workspace.getKnowledgeBase(name));
      if (options.json === true) return printJson(terminal, found);
      await terminal.print(
        `${found.name}\n  id         ${found.id}\n  created    ${new Date(found.createdAt).toISOString()}\n  documents  ${found.documents}\n  chunks     ${found.chunks}`,
      );
    });
  withGlobalOptions(command.command('delete').argument('<name>'))
    .description('Delete a knowledge base with its documents from every store')
    .action(async (name: string, options: GlobalOptions) => {
      await withWorkspace(options, context, (workspace) => workspace.deleteKnowledgeBase(name));
      if (options.json === true) return printJson(terminal, { deleted: name });
      terminal.note(`Deleted ${name}.`);
    });
  command.addHelpText('after', '\nExamples:\n  ragstone kb create course\n  ragstone kb list --json\n');
}

import type { Command } from 'commander';
import type { Workspace } from '../workspace/workspace.ts';
import { connectWorkspace } from './connect-workspace.ts';
import type { Terminal } from './terminal.ts';

/** Options that every command knows. */
export interface GlobalOptions {
  readonly home?: string | undefined;
  readonly kb: string;
  readonly json?: boolean | undefined;
}

/** What a command works with. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** Fires at Ctrl-C. */
  readonly signal: AbortSignal;
  readonly environment: NodeJS.ProcessEnv;
  /** Set by a command that ends with another code than 0 without an error. */
  setExitCode(code: number): void;
}

export const defaultKnowledgeBase = 'default';

const texts = {
  en: {
    home: 'folder of all data (default: RAGSTONE_HOME or ~/.ragstone)',
    knowledgeBase: 'knowledge base',
    json: 'machine-readable output',
  },
  zh: {
    home: '存放全部数据的文件夹（默认：RAGSTONE_HOME 或 ~/.ragstone）',
    knowledgeBase: '知识库',
    json: '输出机器可读的 JSON',
  },
} as const;

/** Adds the options that every command knows. */
export function withGlobalOptions(command: Command, { terminal }: Pick<CommandContext, 'terminal'>): Command {
  const say = texts[terminal.language];
  return command
    .option('--home <folder>', say.home)
    .option('--kb <name>', say.knowledgeBase, defaultKnowledgeBase)
    .option('--json', say.json);
}

/** Opens the workspace for one command and closes it whatever happens. */
export async function withWorkspace<Result>(
  { home }: Pick<GlobalOptions, 'home'>,
  { terminal }: Pick<CommandContext, 'terminal'>,
  work: (workspace: Workspace) => Promise<Result>,
): Promise<Result> {
  const workspace = await connectWorkspace(home, terminal);
  try {
    return await work(workspace);
  } finally {
    await workspace.close();
  }
}

/** Prints an object as JSON. */
export function printJson(terminal: Terminal, value: unknown): Promise<void> {
  return terminal.print(JSON.stringify(value, null, 2));
}

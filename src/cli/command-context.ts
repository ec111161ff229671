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

/** Adds the options that every command knows. */
export function withGlobalOptions(command: Command): Command {
  return command
    .option('--home <folder>', 'folder of all data (default: RAGSTONE_HOME or ~/.ragstone)')
    .option('--kb <name>', 'knowledge base', defaultKnowledgeBase)
    .option('--json', 'machine-readable output');
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

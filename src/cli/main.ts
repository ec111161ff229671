import { Command, CommanderError } from 'commander';
import { packageVersion } from '../workspace/package-version.ts';
import { type CommandContext, withGlobalOptions } from './command-context.ts';
import { describeError, exitCodeOf } from './describe-error.ts';
import { createTerminal, type Terminal } from './terminal.ts';

type Register = (command: Command, context: CommandContext) => void;

/** Each command's file is loaded when it is called, and for `--help`. */
const commands: readonly {
  readonly name: string;
  readonly summary: string;
  readonly own: boolean;
  readonly load: () => Promise<Register>;
}[] = [
  {
    name: 'serve',
    summary: 'start the server with the web page',
    own: true,
    load: async () => (await import('./commands/serve-command.ts')).serveCommand,
  },
  {
    name: 'kb',
    summary: 'make, list, show and delete knowledge bases',
    own: false,
    load: async () => (await import('./commands/knowledge-base-command.ts')).knowledgeBaseCommand,
  },
  {
    name: 'ingest',
    summary: 'add files and folders',
    own: true,
    load: async () => (await import('./commands/ingest-command.ts')).ingestCommand,
  },
  {
    name: 'documents',
    summary: 'list, show and delete documents',
    own: false,
    load: async () => (await import('./commands/documents-command.ts')).documentsCommand,
  },
  {
    name: 'parse',
    summary: 'show what is read from a file, and what is not',
    own: true,
    load: async () => (await import('./commands/parse-command.ts')).parseCommand,
  },
  {
    name: 'search',
    summary: 'find passages',
    own: true,
    load: async () => (await import('./commands/search-command.ts')).searchCommand,
  },
  {
    name: 'ask',
    summary: 'ask a question; the answer cites its sources',
    own: true,
    load: async () => (await import('./commands/ask-command.ts')).askCommand,
  },
  {
    name: 'evaluate',
    summary: 'measure retrieval on a judged collection',
    own: false,
    load: async () => (await import('./commands/evaluate-command.ts')).evaluateCommand,
  },
  {
    name: 'doctor',
    summary: 'look for contradictions between the stores',
    own: true,
    load: async () => (await import('./commands/doctor-command.ts')).doctorCommand,
  },
];

/** Runs one command line; resolves with the exit code. */
export async function main(
  arguments_: readonly string[],
  terminal: Terminal = createTerminal(),
  environment: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  let exitCode = 0;
  const context: CommandContext = {
    terminal,
    signal: controller.signal,
    environment,
    setExitCode: (code) => {
      exitCode = code;
    },
  };
  try {
    const program = await buildProgram(arguments_, context);
    await program.parseAsync(arguments_, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodeOf('invalid-input');
    const description = describeError(error);
    terminal.note(
      arguments_.includes('--json')
        ? JSON.stringify({ error: description })
        : terminal.language === 'zh'
          ? description.messageZh
          : description.message,
    );
    return exitCodeOf(description.code);
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

async function buildProgram(arguments_: readonly string[], context: CommandContext): Promise<Command> {
  const program = new Command('ragstone')
    .description('Turns your own documents into a knowledge base that answers with sources.')
    .version(await packageVersion(), '-V, --version')
    .exitOverride()
    .addHelpText(
      'after',
      '\nFirst steps:\n  ragstone serve                              the web page\n  ragstone ingest ./documents --kb notes      add documents\n  ragstone ask "What is …?" --kb notes        ask\n  ragstone parse report.pdf                   why something is not found\n',
    );
  for (const { name, summary, own, load } of commands) {
    const command = program.command(name).summary(summary).exitOverride();
    if (own) withGlobalOptions(command);
    if (arguments_.includes(name)) (await load())(command, context);
  }
  return program;
}

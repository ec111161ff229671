import { Command, CommanderError } from 'commander';
import { packageVersion } from '../workspace/package-version.ts';
import { type CommandContext, withGlobalOptions } from './command-context.ts';
import { describeError, exitCodeOf } from './describe-error.ts';
import { describeUsageError } from './describe-usage-error.ts';
import { helpInChinese } from './help-in-chinese.ts';
import { createTerminal, type Terminal } from './terminal.ts';

type Register = (command: Command, context: CommandContext) => void;

/** Each command's file is loaded when it is called, and for `--help`. */
const commands: readonly {
  readonly name: string;
  readonly summary: Readonly<Record<Terminal['language'], string>>;
  readonly own: boolean;
  readonly load: () => Promise<Register>;
}[] = [
  {
    name: 'serve',
    summary: { en: 'start the server with the web page', zh: '启动带网页的服务' },
    own: true,
    load: async () => (await import('./commands/serve-command.ts')).serveCommand,
  },
  {
    name: 'kb',
    summary: { en: 'make, list, show and delete knowledge bases', zh: '创建、列出、查看和删除知识库' },
    own: false,
    load: async () => (await import('./commands/knowledge-base-command.ts')).knowledgeBaseCommand,
  },
  {
    name: 'ingest',
    summary: { en: 'add files and folders', zh: '添加文件和文件夹' },
    own: true,
    load: async () => (await import('./commands/ingest-command.ts')).ingestCommand,
  },
  {
    name: 'documents',
    summary: { en: 'list, show and delete documents', zh: '列出、查看和删除文档' },
    own: false,
    load: async () => (await import('./commands/documents-command.ts')).documentsCommand,
  },
  {
    name: 'parse',
    summary: { en: 'show what is read from a file, and what is not', zh: '查看文件中读到了什么、没读到什么' },
    own: true,
    load: async () => (await import('./commands/parse-command.ts')).parseCommand,
  },
  {
    name: 'search',
    summary: { en: 'find passages', zh: '查找段落' },
    own: true,
    load: async () => (await import('./commands/search-command.ts')).searchCommand,
  },
  {
    name: 'ask',
    summary: { en: 'ask a question; the answer cites its sources', zh: '提出问题，回答附有来源' },
    own: true,
    load: async () => (await import('./commands/ask-command.ts')).askCommand,
  },
  {
    name: 'evaluate',
    summary: { en: 'measure retrieval on a judged collection', zh: '在带标注的数据集上评测检索' },
    own: false,
    load: async () => (await import('./commands/evaluate-command.ts')).evaluateCommand,
  },
  {
    name: 'doctor',
    summary: { en: 'look for contradictions between the stores', zh: '检查各存储之间的矛盾' },
    own: true,
    load: async () => (await import('./commands/doctor-command.ts')).doctorCommand,
  },
];

const texts = {
  en: {
    description: 'Turns your own documents into a knowledge base that answers with sources.',
    version: 'output the version number',
    firstSteps: `
First steps:
  ragstone serve                              the web page
  ragstone ingest ./documents --kb notes      add documents
  ragstone ask "What is …?" --kb notes        ask
  ragstone parse report.pdf                   why something is not found
`,
  },
  zh: {
    description: '把你自己的文档变成附带来源、能够回答问题的知识库。',
    version: '显示版本号',
    firstSteps: `
第一步：
  ragstone serve                              打开网页
  ragstone ingest ./documents --kb notes      添加文档
  ragstone ask "什么是……？" --kb notes        提问
  ragstone parse report.pdf                   查看为何找不到某些内容
`,
  },
} as const;

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
    // Help that was asked for, or that is printed where a subcommand is missing.
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    if (error instanceof CommanderError && error.code === 'commander.help') return exitCodeOf('invalid-input');
    const description = describeError(error instanceof CommanderError ? describeUsageError(error) : error);
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
  const { language } = context.terminal;
  const say = texts[language];
  const program = new Command('ragstone')
    .description(say.description)
    .version(await packageVersion(), '-V, --version', say.version)
    .exitOverride()
    // Errors are printed by `main`, in the language of the person.
    .configureOutput({ outputError: () => {} })
    .addHelpText('after', say.firstSteps);
  if (language === 'zh') helpInChinese(program);
  for (const { name, summary, own, load } of commands) {
    const command = program.command(name).summary(summary[language]).exitOverride();
    if (own) withGlobalOptions(command, context);
    if (arguments_.includes(name)) (await load())(command, context);
  }
  return program;
}

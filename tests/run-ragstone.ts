import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const entrypoint = fileURLToPath(new URL('../dist/cli/entrypoint.js', import.meta.url));

export interface CommandResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built command line in a process of its own, as a user has it: without the test runner's loader. */
export function startRagstone(args: readonly string[], environment: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, [entrypoint, ...args], {
    env: { ...process.env, NODE_OPTIONS: '', LC_ALL: 'C.UTF-8', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

export async function runRagstone(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<CommandResult> {
  const child = startRagstone(args, environment);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, stdout, stderr };
}

/** Starts `ragstone serve` on a free port; resolves with its address once it is ready. */
export async function startServer(
  home: string,
  args: readonly string[] = [],
): Promise<{ readonly child: ChildProcess; readonly address: string; stop(): Promise<number | null> }> {
  const child = startRagstone(['serve', '--home', home, '--port', '0', ...args]);
  let printed = '';
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const address = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new TypeError(`the server ended with ${code}: ${errors}`)));
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const match = /http:\/\/\S+:\d+/.exec(printed);
      if (match !== null) resolve(match[0]);
    });
  });
  return {
    child,
    address,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const ended = once(child, 'exit') as Promise<[number | null]>;
      child.kill('SIGINT');
      return (await ended)[0];
    },
  };
}

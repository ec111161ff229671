import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface MeasuredCommand {
  /** User and system time of the command and its descendants. */
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  /** The last line that it printed, as JSON. */
  readonly output: unknown;
}

/** Runs a Node script as a whole process and measures it with its descendants (bash's `time`). */
export async function measureCommand(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<MeasuredCommand> {
  const child = spawn('bash', ['-c', 'TIMEFORMAT="%U %S %R"; time "$0" "$@"', process.execPath, ...args], {
    env: { ...process.env, NODE_OPTIONS: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new TypeError(`${args.join(' ')} ended with ${code}: ${stderr.slice(-2000)}`);
  const [user = 0, system = 0, real = 0] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  return {
    cpuSeconds: user + system,
    wallSeconds: real,
    output: JSON.parse(stdout.trim().split('\n').at(-1) ?? 'null'),
  };
}

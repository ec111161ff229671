import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a command in the project's folder with its output shown; ends this process where it fails. */
export function run(command, args, { allowFailure = false, env = {} } = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, ...env },
  });
  if (result.status !== 0 && !allowFailure) {
    process.stderr.write(
      `${command} ${args.join(' ')} failed${result.error === undefined ? '' : `: ${result.error.message}`}\n`,
    );
    process.exit(result.status ?? 1);
  }
  return result.status ?? 1;
}

export { root };

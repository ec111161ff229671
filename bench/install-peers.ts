import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('./peers', import.meta.url));

/** Peers have a lock file of their own, and are installed when a bench first needs them. */
export function installPeers(note: (text: string) => void): void {
  if (existsSync(`${folder}/node_modules/@langchain/community`)) return;
  note('Installing the peers …');
  const { status } = spawnSync('npm', ['ci', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: 'inherit',
  });
  if (status !== 0) throw new TypeError('the peers could not be installed');
}

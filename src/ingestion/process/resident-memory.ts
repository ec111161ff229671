import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const pageBytes = 4096;

/**
 * Resident bytes of a process, or `null` where the system has no cheap answer
 * (Windows) or the process is gone. A process that is busy in synchronous code
 * cannot tell by itself.
 */
export async function residentMemory(
  pid: number,
  platform: NodeJS.Platform = process.platform,
): Promise<number | null> {
  try {
    if (platform === 'linux') {
      const statm = await readFile(`/proc/${pid}/statm`, 'latin1');
      return Number(statm.split(' ')[1]) * pageBytes;
    }
    if (platform === 'darwin') {
      const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]);
      return Number(stdout.trim()) * 1024;
    }
  } catch {
    return null;
  }
  return null;
}

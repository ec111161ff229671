import { constants, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { RagstoneError } from '../contracts/error.ts';

/**
 * The bytes of a file of this machine, opened when the first is asked for, so
 * that a file that cannot be opened fails where it is read and nowhere else.
 * Only regular files are read: a pipe would be waited for without end, a device
 * has none. Throws `not-found`, `forbidden` or `invalid-input`.
 */
export async function* readLocalFile(path: string): AsyncGenerator<Uint8Array> {
  const handle = await openWithoutWaiting(path);
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw notAFile(path, stats);
    // The handle is closed below, also when the reader stops early.
    yield* handle.createReadStream({ autoClose: false }) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw error instanceof RagstoneError ? error : unreadableFile(path, error);
  } finally {
    await handle.close();
  }
}

/** What kind of thing that is no file stands at a path, in both languages. */
export function describeSpecialFile(stats: Pick<Stats, 'isFIFO' | 'isSocket' | 'isDirectory' | 'isSymbolicLink'>): {
  readonly en: string;
  readonly zh: string;
} {
  if (stats.isDirectory()) return { en: 'a folder', zh: '文件夹' };
  if (stats.isSymbolicLink()) return { en: 'a link', zh: '链接' };
  if (stats.isFIFO()) return { en: 'a pipe', zh: '管道' };
  if (stats.isSocket()) return { en: 'a socket', zh: '套接字' };
  return { en: 'a device', zh: '设备' };
}

async function openWithoutWaiting(path: string): Promise<FileHandle> {
  try {
    // Without this flag opening a pipe waits until somebody writes into it.
    return await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    throw unreadableFile(path, error);
  }
}

function notAFile(path: string, stats: Stats): RagstoneError {
  const kind = describeSpecialFile(stats);
  return new RagstoneError('invalid-input', {
    en: `${path} is ${kind.en}, not a file. Save what it gives as a file and add that.`,
    zh: `${path} 是${kind.zh}，不是文件。请把其内容保存为文件后再添加。`,
  });
}

function unreadableFile(path: string, cause: unknown): RagstoneError {
  const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown';
  const code =
    reason === 'ENOENT' ? 'not-found' : reason === 'EACCES' || reason === 'EPERM' ? 'forbidden' : 'invalid-input';
  return new RagstoneError(code, {
    en: `${path} cannot be read (${reason}). Check that it is still there and that you may read it, then add it again.`,
    zh: `无法读取 ${path}（${reason}）。请确认文件仍在且有读取权限，然后重新添加。`,
    cause,
  });
}

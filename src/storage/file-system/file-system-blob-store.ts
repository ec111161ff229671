import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { RagstoneError } from '../../contracts/error.ts';
import type { BlobStore, StoredBlob } from '../blob-store.ts';
import type { CallOptions } from '../chunk-index.ts';
import { throwIfCancelled } from '../throw-if-cancelled.ts';
import { blobNotFound, blobStoreFailure, blobTooLarge, isMissing } from './file-system-error.ts';

const sha256Pattern = /^[0-9a-f]{64}$/;

/**
 * Blobs as files `ab/cdef…` under `folder`. A blob is written to `incoming/`,
 * flushed to the disk and then renamed, so a file under its hash is always
 * whole. What a crash leaves in `incoming/` is no blob and goes at the next
 * `put`, once it is older than an hour.
 */
export function createFileSystemBlobStore({
  folder,
  now,
}: {
  readonly folder: string;
  /** Milliseconds since the epoch, for the age of what a crash left. */
  readonly now: () => number;
}): BlobStore {
  const incoming = join(folder, 'incoming');
  let prepared: Promise<void> | undefined;
  const prepare = (): Promise<void> => {
    prepared ??= prepareFolder(incoming, now());
    prepared.catch(() => {
      prepared = undefined;
    });
    return prepared;
  };
  const sizeOf = async (sha256: string): Promise<number | null> => {
    const file = fileOf(folder, sha256);
    try {
      return (await stat(file)).size;
    } catch (error) {
      if (isMissing(error)) return null;
      throw blobStoreFailure(sha256, error);
    }
  };
  const requireSize = async (sha256: string, options: CallOptions | undefined): Promise<number> => {
    throwIfCancelled(options?.signal);
    const size = await sizeOf(sha256);
    if (size === null) throw blobNotFound(sha256);
    return size;
  };

  return {
    async put(content, { maxBytes, signal } = {}) {
      throwIfCancelled(signal);
      await prepare().catch((error: unknown) => {
        throw blobStoreFailure(incoming, error);
      });
      const temporary = join(incoming, randomUUID());
      try {
        const stored = await writeFlushed(temporary, content, maxBytes, signal);
        const file = fileOf(folder, stored.sha256);
        await mkdir(dirname(file), { recursive: true, mode: 0o700 });
        await rename(temporary, file);
        await flushFolder(dirname(file));
        return stored;
      } catch (error) {
        await rm(temporary, { force: true });
        throw error instanceof RagstoneError ? error : blobStoreFailure(temporary, error);
      }
    },
    async get(sha256, options) {
      await requireSize(sha256, options);
      try {
        return new Uint8Array(await readFile(fileOf(folder, sha256)));
      } catch (error) {
        throw isMissing(error) ? blobNotFound(sha256) : blobStoreFailure(sha256, error);
      }
    },
    async read(sha256, { start = 0, end, signal } = {}) {
      const size = await requireSize(sha256, { signal });
      const stop = Math.min(end ?? size, size);
      if (start >= stop) return nothing();
      const handle = await open(fileOf(folder, sha256), 'r').catch((error: unknown) => {
        throw isMissing(error) ? blobNotFound(sha256) : blobStoreFailure(sha256, error);
      });
      return pieces(handle, sha256, { start, stop, signal });
    },
    async has(sha256, options) {
      throwIfCancelled(options?.signal);
      return (await sizeOf(sha256)) !== null;
    },
    size: requireSize,
    async localFile(sha256, options) {
      await requireSize(sha256, options);
      return fileOf(folder, sha256);
    },
    async delete(sha256, options) {
      throwIfCancelled(options?.signal);
      const file = fileOf(folder, sha256);
      await rm(file, { force: true }).catch((error: unknown) => {
        throw blobStoreFailure(sha256, error);
      });
    },
    async *list(options) {
      for (const shard of await namesIn(folder)) {
        if (!/^[0-9a-f]{2}$/.test(shard)) continue;
        for (const rest of await namesIn(join(folder, shard))) {
          throwIfCancelled(options?.signal);
          const sha256 = `${shard}${rest}`;
          const byteLength = sha256Pattern.test(sha256) ? await sizeOf(sha256) : null;
          if (byteLength !== null) yield { sha256, byteLength };
        }
      }
    },
  };
}

/** The only way from a hash to a path: nothing but 64 hexadecimal digits gets through. */
function fileOf(folder: string, sha256: string): string {
  if (!sha256Pattern.test(sha256)) {
    throw new RagstoneError('invalid-input', {
      en: `"${sha256.slice(0, 80)}" is not a SHA-256 of 64 lower-case hexadecimal digits. Use the hash that storing returned.`,
      zh: `“${sha256.slice(0, 80)}”不是 64 位小写十六进制的 SHA-256。请使用存储时返回的哈希值。`,
    });
  }
  return join(folder, sha256.slice(0, 2), sha256.slice(2));
}

async function prepareFolder(incoming: string, now: number): Promise<void> {
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  const hour = 3_600_000;
  for (const name of await readdir(incoming)) {
    const file = join(incoming, name);
    const { mtimeMs } = await stat(file);
    if (now - mtimeMs > hour) await rm(file, { force: true });
  }
}

async function writeFlushed(
  file: string,
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  maxBytes: number | undefined,
  signal: AbortSignal | undefined,
): Promise<StoredBlob> {
  const hash = createHash('sha256');
  let byteLength = 0;
  const handle = await open(file, 'wx', 0o600);
  try {
    for await (const piece of content) {
      throwIfCancelled(signal);
      byteLength += piece.byteLength;
      if (maxBytes !== undefined && byteLength > maxBytes) throw blobTooLarge(maxBytes);
      hash.update(piece);
      await writeWhole(handle, piece);
    }
    throwIfCancelled(signal);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { sha256: hash.digest('hex'), byteLength };
}

async function writeWhole(handle: FileHandle, piece: Uint8Array): Promise<void> {
  for (let written = 0; written < piece.byteLength; ) {
    written += (await handle.write(piece, written)).bytesWritten;
  }
}

/** Makes a rename survive a power loss; Windows cannot open a folder and needs no such step. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function* pieces(
  handle: FileHandle,
  sha256: string,
  { start, stop, signal }: { readonly start: number; readonly stop: number; readonly signal: AbortSignal | undefined },
): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of handle.createReadStream({ start, end: stop - 1 })) {
      throwIfCancelled(signal);
      yield piece;
    }
  } catch (error) {
    throw error instanceof RagstoneError ? error : blobStoreFailure(sha256, error);
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw blobStoreFailure(folder, error);
  }
}

import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blobStoreConformance } from '../blob-store.conformance.ts';
import { createFileSystemBlobStore } from './file-system-blob-store.ts';

const makeFolder = () => mkdtemp(join(tmpdir(), 'ragstone-blobs-'));

describe('blobs on the file system', () => {
  blobStoreConformance(async () => {
    const folder = await makeFolder();
    return {
      store: createFileSystemBlobStore({ folder: join(folder, 'blobs'), now: Date.now }),
      dispose: () => rm(folder, { recursive: true, force: true }),
    };
  });

  it('removes what a crash left half written, once it is old', async () => {
    const folder = await makeFolder();
    await createFileSystemBlobStore({ folder, now: Date.now }).put([Uint8Array.of(1)]);
    const incoming = join(folder, 'incoming');
    await writeFile(join(incoming, 'old'), 'half');
    await utimes(join(incoming, 'old'), 1000, 1000);
    await writeFile(join(incoming, 'new'), 'half');
    await createFileSystemBlobStore({ folder, now: Date.now }).put([Uint8Array.of(2)]);
    expect(await readdir(incoming)).toEqual(['new']);
    await rm(folder, { recursive: true, force: true });
  });
});

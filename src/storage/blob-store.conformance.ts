import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlobStore } from './blob-store.ts';

export interface BlobStoreHarness {
  readonly store: BlobStore;
  readonly dispose: () => Promise<void>;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function collect(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return new Uint8Array(Buffer.concat(all));
}

async function listAll(store: BlobStore): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const blob of store.list()) found.push(blob.sha256);
  return found.sort();
}

/** What every blob store must do. Registers its tests with vitest. */
export function blobStoreConformance(make: () => Promise<BlobStoreHarness>): void {
  let harness: BlobStoreHarness;
  let store: BlobStore;
  beforeEach(async () => {
    harness = await make();
    store = harness.store;
  });
  afterEach(() => harness.dispose());

  it('gives back what was put, whole and in ranges, however it was cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 }),
        fc.nat(60),
        fc.nat(60),
        async (pieces, start, length) => {
          const whole = new Uint8Array(Buffer.concat(pieces));
          const stored = await store.put(pieces);
          expect(stored).toEqual({ sha256: sha256(whole), byteLength: whole.byteLength });
          expect(await store.get(stored.sha256)).toEqual(whole);
          const range = { start, end: start + length };
          expect(await collect(await store.read(stored.sha256, range))).toEqual(whole.slice(range.start, range.end));
          expect(await store.size(stored.sha256)).toBe(whole.byteLength);
        },
      ),
      { numRuns: 25, seed: 3 },
    );
  });

  it('streams a large blob from an asynchronous source and names a local file of it', async () => {
    const piece = new Uint8Array(100_000).map((_, index) => index % 251);
    async function* source() {
      for (let count = 0; count < 30; count += 1) yield piece;
    }
    const { sha256: hash, byteLength } = await store.put(source());
    expect(byteLength).toBe(3_000_000);
    expect(sha256(await collect(await store.read(hash)))).toBe(hash);
    expect(sha256(await readFile(await store.localFile(hash)))).toBe(hash);
  });

  it('keeps equal content once, also when it is put several times at once', async () => {
    const bytes = new TextEncoder().encode('同样的内容');
    const stored = await Promise.all([1, 2, 3].map(() => store.put([bytes])));
    expect(new Set(stored.map((blob) => blob.sha256)).size).toBe(1);
    expect(await listAll(store)).toEqual([sha256(bytes)]);
  });

  it('refuses what is larger than allowed and leaves nothing behind; the limit itself is allowed', async () => {
    const ten = new Uint8Array(10);
    await expect(store.put([ten, ten], { maxBytes: 19 })).rejects.toMatchObject({ code: 'too-large' });
    await expect(store.put([new Uint8Array(1)], { maxBytes: 0 })).rejects.toMatchObject({ code: 'too-large' });
    expect(await listAll(store)).toEqual([]);
    expect((await store.put([ten, ten], { maxBytes: 20 })).byteLength).toBe(20);
  });

  it('leaves nothing behind when the source fails or the signal fires', async () => {
    const failing = async function* () {
      yield new Uint8Array(5);
      throw new RangeError('the source broke');
    };
    await expect(store.put(failing())).rejects.toMatchObject({ code: 'storage-failed' });
    const controller = new AbortController();
    const endless = async function* () {
      for (;;) {
        yield new Uint8Array(5);
        controller.abort();
      }
    };
    await expect(store.put(endless(), { signal: controller.signal })).rejects.toMatchObject({ code: 'cancelled' });
    expect(await listAll(store)).toEqual([]);
  });

  it('lists, deletes, and says not-found in every call for what is gone', async () => {
    const { sha256: kept } = await store.put([Uint8Array.of(1)]);
    const { sha256: gone } = await store.put([Uint8Array.of(2)]);
    expect(await listAll(store)).toEqual([kept, gone].sort());
    await store.delete(gone);
    await store.delete(gone);
    expect(await listAll(store)).toEqual([kept]);
    expect(await store.has(gone)).toBe(false);
    expect(await store.has(kept)).toBe(true);
    for (const call of [store.get, store.read, store.size, store.localFile]) {
      await expect(call(gone)).rejects.toMatchObject({ code: 'not-found' });
    }
  });

  describe('refuses as a hash', () => {
    const valid = 'a'.repeat(64);
    it.each([
      '',
      '../../etc/passwd',
      `../${valid.slice(3)}`,
      valid.toUpperCase(),
      `${valid}\n`,
      `${valid}a`,
      'g'.repeat(64),
    ])('%j', async (hash) => {
      const calls = [store.get, store.read, store.size, store.has, store.localFile, store.delete];
      for (const call of calls) await expect(call(hash)).rejects.toMatchObject({ code: 'invalid-input' });
    });
  });
}

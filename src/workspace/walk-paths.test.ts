import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseFile } from './parse-file.ts';
import { readLocalFile } from './read-local-file.ts';
import { type FoundFile, walkPaths } from './walk-paths.ts';

async function collect(paths: readonly string[]): Promise<readonly FoundFile[]> {
  const found: FoundFile[] = [];
  for await (const file of walkPaths(paths)) found.push(file);
  return found;
}

describe('walkPaths', () => {
  it('gives each file once, and none that is hidden or of a tool, unless it is named', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ragstone-walk-'));
    try {
      for (const inner of ['.git', 'node_modules', 'notes', '.secret']) await mkdir(join(folder, inner));
      for (const file of ['b.txt', '.hidden.txt', '.git/x.txt', 'node_modules/y.txt', 'notes/a.txt', '.secret/z.txt'])
        await writeFile(join(folder, file), 'text');
      const names = async (paths: readonly string[]): Promise<readonly string[]> =>
        (await collect(paths)).map(({ name }) => name);
      expect(await names([folder, join(folder, 'notes'), join(folder, 'b.txt')])).toEqual(['b.txt', 'a.txt']);
      expect(await names([join(folder, '.hidden.txt')])).toEqual(['.hidden.txt']);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe.skipIf(process.platform === 'win32')('paths that are no files', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ragstone-walk-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('a pipe, a link and a link to a device in a folder are named as skipped, and nothing waits for them', async () => {
    await writeFile(join(folder, 'a.txt'), 'text');
    await symlink('/dev/zero', join(folder, 'endless.txt'));
    await symlink(folder, join(folder, 'loop'));
    execFileSync('mkfifo', [join(folder, 'pipe.txt')]);
    const found = await collect([folder]);
    expect(found.map(({ name, passedOver }) => [name, passedOver?.status])).toEqual([
      ['a.txt', undefined],
      ['endless.txt', 'skipped'],
      ['loop', 'skipped'],
      ['pipe.txt', 'skipped'],
    ]);
    expect(found[3]?.passedOver).toMatchObject({
      en: expect.stringContaining('pipe'),
      zh: expect.stringContaining('管道'),
    });
  });

  it('a pipe or a device given by name is refused at once', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe.txt')]);
    for (const path of [join(folder, 'pipe.txt'), '/dev/zero', folder]) {
      await expect(readLocalFile(path).next()).rejects.toMatchObject({ code: 'invalid-input' });
      await expect(parseFile(path)).rejects.toMatchObject({ code: 'invalid-input' });
    }
  });

  it('a file that is gone when it is read fails alone', async () => {
    await expect(readLocalFile(join(folder, 'gone.txt')).next()).rejects.toMatchObject({ code: 'not-found' });
  });

  it('a folder without rights is named as failed, the rest goes on', async () => {
    await chmod(folder, 0o755);
    await mkdir(join(folder, 'locked'), { mode: 0o000 });
    await writeFile(join(folder, 'open.txt'), 'text');
    const found = await withoutPrivileges(() => collect([folder]));
    expect(found.map(({ name, passedOver }) => [name, passedOver?.status])).toEqual([
      ['locked', 'failed'],
      ['open.txt', undefined],
    ]);
  });
});

/** The administrator may read everything: there the work is done as nobody. */
async function withoutPrivileges<Result>(work: () => Promise<Result>): Promise<Result> {
  if (process.getuid?.() !== 0) return work();
  process.seteuid?.('nobody');
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

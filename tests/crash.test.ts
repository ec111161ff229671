import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openWorkspace } from '../src/workspace/open-workspace.ts';
import { startServer } from './run-ragstone.ts';
import { temporaryFolder } from './temporary-folder.ts';

const documents = 40;
const rounds = 12;

const text = (number: number): string =>
  Array.from(
    { length: 30 },
    (_, line) =>
      `Document ${number}, line ${line}: the keyword ${word(number)} stands here. 第 ${number} 号文件第 ${line} 行。\n\n`,
  ).join('');
const word = (number: number): string =>
  `zebra${String.fromCharCode(97 + (number % 26))}${String.fromCharCode(97 + Math.floor(number / 26))}x`;

/** Sends documents until the server dies; returns the numbers whose receipt was acknowledged. */
async function send(address: string, from: number): Promise<number[]> {
  const acknowledged: number[] = [];
  await Promise.all(
    [0, 1].map(async (lane) => {
      for (let number = from + lane; number < documents; number += 2) {
        const response = await fetch(`${address}/api/knowledge-bases/kb/documents?path=doc-${number}.txt`, {
          method: 'POST',
          body: text(number),
        }).catch(() => null);
        if (response?.status !== 202) return;
        acknowledged.push(number);
      }
    }),
  );
  return acknowledged;
}

it('an ingest that is killed at any moment loses nothing that was acknowledged and serves nothing half-done', async () => {
  const home = join(await temporaryFolder(), 'home');
  await mkdir(home, { recursive: true });
  await writeFile(join(home, 'settings.json'), JSON.stringify({ parser: { processes: 2 } }));
  const acknowledged = new Set<number>();
  let next = 0;
  for (let round = 0; round < rounds; round += 1) {
    const { child, address } = await startServer(home);
    if (round === 0)
      await fetch(`${address}/api/knowledge-bases`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"name":"kb"}',
      });
    const ended = once(child, 'exit');
    const killer = setTimeout(() => child.kill('SIGKILL'), 20 + round * 45);
    for (const number of await send(address, next)) acknowledged.add(number);
    await ended;
    clearTimeout(killer);
    while (acknowledged.has(next)) next += 1;
    if (next >= documents) next = 0;
  }

  const unexpected: unknown[] = [];
  const workspace = await openWorkspace({ home, onUnexpected: (error) => unexpected.push(error) });
  try {
    await workspace.idle();
    const names = new Set((await workspace.listDocuments('kb')).map(({ name, status }) => `${name} ${status}`));
    for (const number of acknowledged) expect(names).toContain(`doc-${number}.txt done`);
    for (const number of acknowledged) {
      const { passages } = await workspace.search({ knowledgeBase: 'kb', query: word(number), k: 20 });
      expect(passages.length).toBeGreaterThan(0);
      expect(new Set(passages.map(({ document }) => document.name))).toEqual(new Set([`doc-${number}.txt`]));
      expect(new Set(passages.map(({ chunkId }) => chunkId)).size).toBe(passages.length);
    }
    expect(
      (await workspace.doctor({ repair: true })).problems.filter(({ kind }) => kind.startsWith('missing')),
    ).toEqual([]);
    expect((await workspace.doctor()).problems).toEqual([]);
    expect(unexpected).toEqual([]);
  } finally {
    await workspace.close();
  }
  expect(acknowledged.size).toBeGreaterThan(5);
}, 180_000);

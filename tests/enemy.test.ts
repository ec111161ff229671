import { readdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { type IngestJob, problemSchema } from '../src/contracts/http.ts';
import type { DoctorReport } from '../src/workspace/workspace.ts';
import { runRagstone, startServer } from './run-ragstone.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function serve(): Promise<{ readonly address: string; readonly home: string }> {
  const home = join(await temporaryFolder(), 'home');
  const { address, stop } = await startServer(home);
  onTestFinished(async () => void (await stop()));
  return { address, home };
}

const base = (address: string, name: string): Promise<Response> =>
  fetch(`${address}/api/knowledge-bases`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  });

async function problems(address: string): Promise<DoctorReport['problems']> {
  return ((await (await fetch(`${address}/api/doctor`)).json()) as DoctorReport).problems;
}

it('a path that is no valid escape, and a method nobody serves, are a 404 problem and no internal error', async () => {
  const { address } = await serve();
  for (const [method, path] of [
    ['GET', '/%ff'],
    ['GET', '/%'],
    ['POST', '/'],
  ] as const) {
    const response = await fetch(`${address}${path}`, { method });
    expect(response.status).toBe(404);
    expect(problemSchema.parse(await response.json()).code).toBe('not-found');
  }
});

it('an upload that ends after its knowledge base was deleted is refused and leaves nothing', async () => {
  const { address } = await serve();
  await base(address, 'slow');
  const answer = await new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    const upload = request(
      `${address}/api/knowledge-bases/slow/documents?path=a.txt`,
      { method: 'POST' },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => {
          body += text;
        });
        response.on('end', () => resolve({ status: response.statusCode, body }));
      },
    );
    upload.on('error', reject);
    upload.write('the first half');
    setTimeout(async () => {
      await fetch(`${address}/api/knowledge-bases/slow`, { method: 'DELETE' });
      upload.end(' and the second');
    }, 300);
  });
  expect(answer.status).toBe(404);
  expect(await problems(address)).toEqual([]);
});

it('jobs that are cancelled at any moment leave no rows, blobs or half-written artefacts', async () => {
  const { address, home } = await serve();
  await base(address, 'kb');
  const text = Array.from({ length: 6000 }, (_, index) => `Sentence ${index} about pumps. 第${index}句话讲水泵。`).join(
    '\n',
  );
  for (let round = 0; round < 6; round += 1) {
    const response = await fetch(`${address}/api/knowledge-bases/kb/documents?path=a${round}.txt`, {
      method: 'POST',
      body: `${text}${round}`,
    });
    const job = (await response.json()) as IngestJob;
    // From the parser's start over segmenting and storing to the end.
    await new Promise((resolve) => setTimeout(resolve, 150 + round * 350));
    await fetch(`${address}/api/jobs/${job.id}`, { method: 'DELETE' });
  }
  expect(await problems(address)).toEqual([]);
  expect(await readdir(join(home, 'in-progress'))).toEqual([]);
});

it('a home that is a file is refused with what to do', async () => {
  const file = join(await temporaryFolder(), 'file');
  await writeFile(file, '');
  const { exitCode, stderr } = await runRagstone(['kb', 'list', '--home', file, '--json']);
  expect(exitCode).toBe(8);
  expect(JSON.parse(stderr)).toMatchObject({
    error: { code: 'storage-failed', message: expect.stringContaining('--home') },
  });
});

it.skipIf(process.platform !== 'linux')('a file whose name is no UTF-8 fails alone', async () => {
  const folder = await temporaryFolder();
  await writeFile(
    Buffer.concat([Buffer.from(`${folder}/bad`), Buffer.from([0xff, 0xfe]), Buffer.from('.txt')]),
    'text',
  );
  await writeFile(join(folder, 'good.txt'), 'some good text');
  const { exitCode, stdout } = await runRagstone([
    'ingest',
    folder,
    '--home',
    join(await temporaryFolder(), 'home'),
    '--json',
  ]);
  expect(exitCode).toBe(6);
  const { documents } = JSON.parse(stdout) as { documents: { status: string }[] };
  expect(documents.map(({ status }) => status).sort()).toEqual(['done', 'failed']);
});

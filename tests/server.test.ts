import { mkdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { answerPartSchema } from '../src/contracts/answer-part.ts';
import {
  answerSchema,
  documentListSchema,
  type IngestJob,
  problemSchema,
  searchResultSchema,
} from '../src/contracts/http.ts';
import { openWorkspace } from '../src/workspace/open-workspace.ts';
import { runRagstone, startServer } from './run-ragstone.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function serve(args: readonly string[] = []): Promise<{ address: string; home: string }> {
  const home = join(await temporaryFolder(), 'home');
  const { address, stop } = await startServer(home, args);
  onTestFinished(async () => void (await stop()));
  return { address, home };
}

const post = (url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

async function add(address: string, name: string, body: string): Promise<IngestJob> {
  const response = await fetch(`${address}/api/knowledge-bases/kb/documents?path=${encodeURIComponent(name)}`, {
    method: 'POST',
    body,
  });
  expect(response.status).toBe(202);
  let job = (await response.json()) as IngestJob;
  while (job.state === 'queued' || job.state === 'running')
    job = (await (await fetch(`${address}/api/jobs/${job.id}`)).json()) as IngestJob;
  return job;
}

/** A request with headers that `fetch` does not let a caller set. */
function rawStatus(address: string, path: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${address}${path}`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('the server', () => {
  it('takes documents, answers questions and shows where the answer stands', async () => {
    const { address } = await serve();
    expect((await post(`${address}/api/knowledge-bases`, { name: 'kb' })).status).toBe(201);
    expect((await add(address, '笔记/茶.md', '# 茶\n\n冲泡龙井的水温以八十五摄氏度为宜。\n')).result?.status).toBe(
      'done',
    );
    const found = searchResultSchema.parse(
      await (await post(`${address}/api/knowledge-bases/kb/search`, { query: '龙井 水温' })).json(),
    );
    expect(found.passages[0]?.document.name).toBe('茶.md');
    const answer = answerSchema.parse(
      await (await post(`${address}/api/knowledge-bases/kb/ask`, { question: '冲泡龙井的水温是多少？' })).json(),
    );
    expect(answer.sentences[0]?.citations[0]?.quote).toContain('八十五');
    const { documents } = documentListSchema.parse(
      await (await fetch(`${address}/api/knowledge-bases/kb/documents`)).json(),
    );
    const [document] = documents;
    const base = `${address}/api/documents/${document?.id}/versions/${document?.documentVersion}`;
    expect(await (await fetch(`${base}/view`)).json()).toMatchObject({ format: 'markdown', current: true });
    const part = await fetch(`${base}/original`, { headers: { range: 'bytes=0-1' } });
    expect([part.status, await part.text()]).toEqual([206, '# ']);
    expect((await fetch(`${address}/openapi.json`)).status).toBe(200);
  });

  it('streams an answer that a client can take up again where it broke off', async () => {
    const { address } = await serve();
    await post(`${address}/api/knowledge-bases`, { name: 'kb' });
    await add(address, 'a.txt', 'The blue whale weighs 150 tonnes.\n');
    const response = await post(
      `${address}/api/knowledge-bases/kb/ask`,
      { question: 'How much does the blue whale weigh?' },
      { accept: 'text/event-stream' },
    );
    const parts = (await response.text())
      .split('\n\n')
      .filter((event) => event !== '')
      .map((event) => answerPartSchema.parse(JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? '')));
    expect(parts.map(({ sequence }) => sequence)).toEqual(parts.map((_, position) => position));
    expect(parts.at(0)?.type).toBe('sources');
    expect(parts.at(-1)?.type).toBe('answer-end');
    const rest = await (
      await fetch(`${address}/api/answers/${parts[0]?.answerId}/events`, { headers: { 'last-event-id': '0' } })
    ).text();
    expect(rest.split('\n\n').filter((event) => event !== '')).toHaveLength(parts.length - 1);
    expect((await fetch(`${address}/api/answers/nobody/events`)).status).toBe(404);
  });

  it('keeps foreign pages out', async () => {
    const { address } = await serve();
    expect(await rawStatus(address, '/api/info', { host: 'evil.example' })).toBe(403);
    expect(await rawStatus(address, '/api/info', { origin: 'http://evil.example' })).toBe(403);
    expect(await rawStatus(address, '/api/info', { 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await rawStatus(address, '/api/info', { origin: address })).toBe(200);
    expect(await rawStatus(address, '/%2e%2e/%2e%2e/package.json', {})).toBe(404);
    expect(await rawStatus(address, '/..%2f..%2fpackage.json', {})).toBe(404);
    const page = await fetch(`${address}/`);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    const claimed = await fetch(`${address}/api/knowledge-bases/kb/documents?path=a.txt`, {
      method: 'POST',
      body: 'x',
      headers: { 'x-ragstone-origin-path': '%2Fetc%2Fpasswd' },
    });
    expect(claimed.status).toBe(403);
  });

  it('says what is wrong with a bad request', async () => {
    const { address } = await serve();
    await post(`${address}/api/knowledge-bases`, { name: 'kb' });
    const cases: [Promise<Response>, number, string][] = [
      [post(`${address}/api/knowledge-bases`, { name: 'kb' }), 409, 'already-exists'],
      [post(`${address}/api/knowledge-bases`, { name: '' }), 400, 'invalid-input'],
      [post(`${address}/api/knowledge-bases`, { name: 'x', colour: 1 }), 400, 'invalid-input'],
      [post(`${address}/api/knowledge-bases/kb/ask`, { question: 'x'.repeat(5000) }), 400, 'invalid-input'],
      [post(`${address}/api/knowledge-bases/kb/ask`, { question: 'x'.repeat(1_000_000) }), 413, 'too-large'],
      [post(`${address}/api/knowledge-bases/none/ask`, { question: 'x' }), 404, 'not-found'],
      [
        fetch(`${address}/api/knowledge-bases/kb/ask`, {
          method: 'POST',
          body: '{',
          headers: { 'content-type': 'application/json' },
        }),
        400,
        'invalid-input',
      ],
      [
        fetch(`${address}/api/knowledge-bases/kb/documents?path=../../x`, { method: 'POST', body: 'x' }),
        400,
        'invalid-input',
      ],
      [fetch(`${address}/api/nothing`), 404, 'not-found'],
    ];
    for (const [pending, status, code] of cases) {
      const response = await pending;
      const problem = problemSchema.parse(await response.json());
      expect([response.status, problem.code]).toEqual([status, code]);
      expect(problem.detailZh).toMatch(/\p{Script=Han}/u);
    }
  });

  it('answers fifty at once', async () => {
    const { address } = await serve();
    await post(`${address}/api/knowledge-bases`, { name: 'kb' });
    await add(address, 'a.txt', 'The blue whale weighs 150 tonnes.\n');
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        post(`${address}/api/knowledge-bases/kb/ask`, { question: 'How much does the blue whale weigh?' }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200));
  });

  it('shares its home with the command line, and refuses others', async () => {
    const { address, home } = await serve();
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'whale.txt'), 'The blue whale weighs 150 tonnes.\n');
    const ingested = await runRagstone(['ingest', folder, '--kb', 'kb', '--home', home, '--json']);
    expect(ingested.exitCode).toBe(0);
    const direct = JSON.parse(ingested.stdout).documents[0].id as string;
    const asked = await runRagstone([
      'ask',
      'How much does the blue whale weigh?',
      '--kb',
      'kb',
      '--home',
      home,
      '--json',
    ]);
    expect(answerSchema.parse(JSON.parse(asked.stdout)).status).toBe('answered');
    await expect(openWorkspace({ home })).rejects.toMatchObject({ code: 'home-in-use' });
    expect((await runRagstone(['serve', '--home', home, '--port', '0'])).exitCode).toBe(5);
    const { documents } = documentListSchema.parse(
      await (await fetch(`${address}/api/knowledge-bases/kb/documents`)).json(),
    );
    expect(documents[0]?.path).toBe(join(folder, 'whale.txt'));

    // Without a server the same file is the same document.
    const other = join(folder, 'other-home');
    await mkdir(other);
    const alone = await runRagstone(['ingest', join(folder, 'whale.txt'), '--kb', 'kb', '--home', other, '--json']);
    expect(JSON.parse(alone.stdout).documents[0].status).toBe('done');
    expect(direct).toMatch(/^[0-9a-f]{32}$/);
  });

  it('does not listen to others without a key', async () => {
    const home = join(await temporaryFolder(), 'home');
    const refused = await runRagstone(['serve', '--home', home, '--host', '0.0.0.0', '--port', '0'], {
      RAGSTONE_API_KEY: '',
    });
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain('RAGSTONE_API_KEY');
  });

  it('ends cleanly at Ctrl-C and starts again', async () => {
    const home = join(await temporaryFolder(), 'home');
    const first = await startServer(home);
    expect(await first.stop()).toBe(0);
    const second = await startServer(home);
    expect(await second.stop()).toBe(0);
  });
});

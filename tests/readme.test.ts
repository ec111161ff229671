import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { runRagstone } from './run-ragstone.ts';
import { temporaryFolder } from './temporary-folder.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const library = new URL('../dist/index.js', import.meta.url).href;

describe.each(['README.md', 'README.zh-CN.md'])('%s', (name) => {
  it('has a library example that runs', async () => {
    const text = await readFile(join(root, name), 'utf8');
    const example = /<!-- executed by a test -->\n```js\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'documents'));
    await writeFile(
      join(folder, 'documents/whale.md'),
      '# Whales\n\nThe blue whale weighs 150 tonnes.\n\n# 鲸\n\n蓝鲸重约一百五十吨。\n',
    );
    await writeFile(join(folder, 'example.mjs'), example.replace("from 'ragstone'", `from '${library}'`));
    const { stdout } = await promisify(execFile)(process.execPath, ['example.mjs'], {
      cwd: folder,
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    expect(stdout).toContain('whale.md');
    expect(stdout).toMatch(/150 tonnes|一百五十吨/);
  });

  it('names only commands and options that exist', async () => {
    const text = await readFile(join(root, name), 'utf8');
    const lines = [...text.matchAll(/^ragstone (\S+)(.*)$/gm)];
    expect(lines.length).toBeGreaterThan(3);
    for (const [, command = '', rest = ''] of lines) {
      const sub =
        command === 'documents' || command === 'kb' || command === 'evaluate' ? [rest.trim().split(' ')[0] ?? ''] : [];
      const { stdout, exitCode } = await runRagstone([command, ...sub, '--help']);
      expect([command, exitCode]).toEqual([command, 0]);
      for (const [option] of rest.matchAll(/(?<=\s)--?[a-z-]+/g)) expect(stdout).toContain(option);
    }
  });

  it('links to files that are there', async () => {
    const text = await readFile(join(root, name), 'utf8');
    for (const [, target = ''] of text.matchAll(/\]\(([^)#:]+)\)/g))
      await expect(
        readFile(join(root, target)).catch((error: NodeJS.ErrnoException) => error.code === 'EISDIR'),
      ).resolves.toBeTruthy();
  });
});

import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const environment = { ...process.env, NODE_OPTIONS: '' };
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const megabyte = 1024 * 1024;

async function megabytesBelow(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  }
  return bytes / megabyte;
}

/** The packages of a node_modules folder, scoped ones included, largest first. */
async function largest(modules: string): Promise<{ name: string; megabytes: number }[]> {
  const names = (await readdir(modules)).filter((name) => !name.startsWith('.'));
  const packages = (
    await Promise.all(
      names.map(async (name) =>
        name.startsWith('@') ? (await readdir(join(modules, name))).map((inner) => `${name}/${inner}`) : [name],
      ),
    )
  ).flat();
  const sizes = await Promise.all(
    packages.map(async (name) => ({ name, megabytes: await megabytesBelow(join(modules, name)) })),
  );
  return sizes.sort((a, b) => b.megabytes - a.megabytes);
}

function table(title: string, total: number, packages: readonly { name: string; megabytes: number }[]): string {
  return [
    `${title}: ${total.toFixed(0)} MB`,
    ...packages.slice(0, 10).map(({ name, megabytes }) => `  ${megabytes.toFixed(1).padStart(7)} MB  ${name}`),
  ].join('\n');
}

it('the production tree of the clone stays under 400 MB', async () => {
  const folder = await temporaryFolder();
  for (const file of ['package.json', 'package-lock.json'])
    await writeFile(join(folder, file), await readFile(join(root, file)));
  await run(npm, ['ci', '--omit=dev', '--no-audit', '--no-fund', '--prefer-offline'], {
    cwd: folder,
    env: environment,
  });
  const total = await megabytesBelow(join(folder, 'node_modules'));
  process.stdout.write(
    `${table('production tree of the clone', total, await largest(join(folder, 'node_modules')))}\n`,
  );
  expect(total).toBeLessThan(400);
}, 600_000);

it('the packed tarball is sound, installs into an empty folder, and does its job there', async () => {
  const folder = await temporaryFolder();
  const { stdout } = await run(npm, ['pack', '--json', '--pack-destination', folder], { cwd: root, env: environment });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  const tarball = join(folder, filename);
  const node = process.execPath;
  await run(node, [join(root, 'node_modules/publint/src/cli.js'), tarball], { cwd: root, env: environment });
  await run(node, [join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js'), tarball, '--profile', 'esm-only'], {
    cwd: root,
    env: environment,
  });

  const user = join(folder, 'user');
  await mkdir(user);
  await writeFile(join(user, 'package.json'), '{"private":true,"type":"module"}');
  await run(npm, ['install', tarball, '--no-audit', '--no-fund', '--prefer-offline'], { cwd: user, env: environment });
  const total = await megabytesBelow(join(user, 'node_modules'));
  process.stdout.write(`${table('install of the packed tarball', total, await largest(join(user, 'node_modules')))}\n`);

  const command = join(user, 'node_modules/ragstone/dist/cli/entrypoint.js');
  const version = await run(node, [command, '--version'], { env: environment });
  expect(version.stdout.trim()).toBe(
    (JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }).version,
  );
  await writeFile(join(user, 'whale.md'), '# Whales\n\nThe blue whale weighs 150 tonnes.\n');
  const home = join(user, 'home');
  await run(node, [command, 'ingest', 'whale.md', '--home', home], { cwd: user, env: environment });
  const asked = await run(node, [command, 'ask', 'How much does the blue whale weigh?', '--home', home, '--json'], {
    cwd: user,
    env: environment,
  });
  expect(JSON.parse(asked.stdout).answer).toContain('150 tonnes');
  await rm(home, { recursive: true });
  await writeFile(
    join(user, 'use.mjs'),
    `import { collectAnswer, openWorkspace } from 'ragstone';
     const workspace = await openWorkspace({ home: 'home' });
     await workspace.ingest({ knowledgeBase: 'notes', paths: ['whale.md'] });
     const answer = await collectAnswer(await workspace.ask({ knowledgeBase: 'notes', question: 'How much does the blue whale weigh?' }));
     console.log(answer.answer);
     await workspace.close();`,
  );
  expect((await run(node, ['use.mjs'], { cwd: user, env: environment, timeout: 60_000 })).stdout).toContain(
    '150 tonnes',
  );
}, 900_000);

it('--version answers in well under a second', () => {
  const started = performance.now();
  const { stdout } = spawnSync(process.execPath, [join(root, 'dist/cli/entrypoint.js'), '--version'], {
    encoding: 'utf8',
    env: environment,
  });
  expect(stdout.trim()).toMatch(/^\d+\.\d+\.\d+/);
  expect(performance.now() - started).toBeLessThan(1000);
  expect(existsSync(join(root, 'dist/web/index.html'))).toBe(true);
});

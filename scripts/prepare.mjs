// Makes `npm start` and `npm test` work on a fresh clone: installs and builds what is missing or stale.
// Only Node's built-ins may be imported here, since nothing else may be there yet.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { root, run } from './run.mjs';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `Ragstone needs Node.js 20.19 or newer; this is ${process.versions.node}. / Ragstone 需要 Node.js 20.19 或更新版本，当前为 ${process.versions.node}。\n`,
  );
  process.exit(1);
}

/** Newest change below a folder, in milliseconds. */
function newest(folder) {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }
  return latest;
}

const stamp = join(root, 'node_modules', '.ragstone-lock-hash');
const lockHash = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lockHash) {
  process.stdout.write('Installing dependencies … / 正在安装依赖 …\n');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(stamp, lockHash);
}

const built = join(root, 'dist', 'cli', 'entrypoint.js');
const sources = Math.max(
  newest(join(root, 'src')),
  ...['package.json', 'tsconfig.build.json'].map((file) => statSync(join(root, file)).mtimeMs),
);
if (!existsSync(built) || !existsSync(join(root, 'dist', 'web', 'index.html')) || statSync(built).mtimeMs < sources) {
  process.stdout.write('Building … / 正在构建 …\n');
  run(process.execPath, ['scripts/build.mjs']);
}

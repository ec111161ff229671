// Adds to package-lock.json the platform binaries that a registry did not show
// when the lock was written. Without them `npm ci` refuses the lock. Run after
// each `npm install`: `node scripts/complete-lock.mjs [FOLDER]`. Also takes
// out addresses of the registry it was written with, so that a mirror works.
// Changes nothing where nothing is wrong. Built-ins only.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(process.argv[2] ?? '.', 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const platform =
  /-(darwin|linux|win32|android|freebsd|openharmony)-(x64|arm64|ia32|arm|ppc64|riscv64|s390x)(?:-(gnu|musl|msvc))?$/;
const libcOf = { gnu: ['glibc'], musl: ['musl'] };

const added = [];
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const match = platform.exec(name);
    if (match === null || isLocked(path, name)) continue;
    const [, os, cpu, abi] = match;
    const libc = os === 'linux' ? libcOf[abi] : undefined;
    // No `resolved` and no `integrity`: npm asks the registry in use for them.
    lock.packages[`node_modules/${name}`] = {
      version,
      cpu: [cpu],
      ...(entry.license && { license: entry.license }),
      ...(libc && { libc }),
      optional: true,
      os: [os],
      ...(entry.engines && { engines: entry.engines }),
    };
    added.push(`${name}@${version}`);
  }
}
let addresses = 0;
for (const entry of Object.values(lock.packages)) {
  if (!/^https?:/.test(entry.resolved ?? '')) continue;
  delete entry.resolved;
  addresses += 1;
}
if (added.length + addresses > 0) {
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}
process.stdout.write(
  added.length === 0 ? 'The lock lists every platform.\n' : `Added to the lock:\n${added.join('\n')}\n`,
);

/** Looks where Node would: beside the package, then in each folder above. */
function isLocked(path, name) {
  for (let folder = path; ; ) {
    const candidate = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (lock.packages[candidate] !== undefined) return true;
    if (folder === '') return false;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')));
  }
}

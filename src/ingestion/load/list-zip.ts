import { fromBuffer, type ZipFile } from 'yauzl';

/** More entries than any document has; a listing stops here. */
const mostEntries = 20_000;

/**
 * Names of the entries of a ZIP file, or `null` where its directory cannot be
 * read. Nothing is unpacked. `encrypted` is true where any entry is.
 */
export async function listZip(
  bytes: Uint8Array,
): Promise<{ readonly names: readonly string[]; readonly encrypted: boolean } | null> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const zip = await new Promise<ZipFile | null>((resolve) => {
    fromBuffer(buffer, { lazyEntries: true, strictFileNames: false }, (error, opened) =>
      resolve(error ? null : opened),
    );
  });
  if (zip === null) return null;
  return new Promise((resolve) => {
    const names: string[] = [];
    let encrypted = false;
    zip.on('entry', (entry) => {
      names.push(entry.fileName);
      encrypted ||= (entry.generalPurposeBitFlag & 1) === 1;
      if (names.length < mostEntries) zip.readEntry();
      else resolve({ names, encrypted });
    });
    zip.on('end', () => resolve({ names, encrypted }));
    zip.on('error', () => resolve(names.length > 0 ? { names, encrypted } : null));
    zip.readEntry();
  });
}

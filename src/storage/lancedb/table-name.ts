import type { ChunkIndexName } from '../chunk-index.ts';

/**
 * The table's name on disk: lower-case letters, digits and hyphens stay, every
 * other byte becomes `_` and two hexadecimal digits, so that no two names meet
 * on file systems that take `A` for `a`.
 */
export function toTableName({ knowledgeBaseId, indexVersion }: ChunkIndexName): string {
  return `${encode(knowledgeBaseId)}.${encode(indexVersion)}`;
}

/** `null` for a table that is not ours. */
export function fromTableName(table: string): ChunkIndexName | null {
  const [knowledgeBaseId, indexVersion, ...rest] = table.split('.').map(decode);
  if (typeof knowledgeBaseId !== 'string' || typeof indexVersion !== 'string' || rest.length > 0) return null;
  return { knowledgeBaseId, indexVersion };
}

function encode(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[a-z0-9-]/.test(character) ? character : `_${byte.toString(16).padStart(2, '0')}`;
    })
    .join('');
}

function decode(text: string): string | null {
  if (!/^(?:[a-z0-9-]|_[0-9a-f]{2})+$/.test(text)) return null;
  const bytes = text.match(/_[0-9a-f]{2}|./g) ?? [];
  return Buffer.from(
    bytes.map((part) => (part.length === 1 ? part.charCodeAt(0) : Number.parseInt(part.slice(1), 16))),
  ).toString();
}

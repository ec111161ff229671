import { createHash } from 'node:crypto';
import type { Origin } from '../contracts/source-document.ts';

/** JSON with sorted keys and without `undefined`: the one form that identity hashes are made over. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** The first 32 hexadecimal digits of the SHA-256 of the canonical JSON: 128 bits. */
export function identityHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 32);
}

/** A document's id is made from its first place in a knowledge base, and kept when it moves. */
export function identifyDocument(knowledgeBaseId: string, origin: Origin): string {
  return identityHash({ knowledgeBaseId, kind: origin.kind, path: origin.path });
}

/** A document version is document + content + processing. */
export function identifyDocumentVersion(version: {
  readonly documentId: string;
  readonly contentSha256: string;
  readonly processingHash: string;
}): string {
  return identityHash({
    documentId: version.documentId,
    contentSha256: version.contentSha256,
    processingHash: version.processingHash,
  });
}

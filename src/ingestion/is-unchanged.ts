import type { SourceDocument } from '../contracts/source-document.ts';
import type { CatalogDocument } from '../storage/catalog.ts';
import { processingHash } from './process/processing-hash.ts';

/** True where the living version was made from the same bytes by the same processing, and no newer try has failed since. */
export function isUnchanged(document: CatalogDocument, source: SourceDocument): boolean {
  const { current, failedUpdate } = document;
  return (
    current.state === 'alive' &&
    failedUpdate === null &&
    current.contentSha256 === source.sha256 &&
    current.format !== null &&
    current.processingHash === processingHash(current.format)
  );
}

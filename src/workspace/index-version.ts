import { identityHash } from '../ingestion/identify.ts';
import { segmentationId } from '../language/segment-for-index.ts';

/** Segmentation and embedding model: what must not mix in one table. There is no embedding model yet. */
export const indexVersion = identityHash({ segmentation: segmentationId, embedding: null });

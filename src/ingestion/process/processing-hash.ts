import { defaultChunkSettings } from '../chunk/chunk-settings.ts';
import { cleaningRules } from '../clean/rules.ts';
import { identityHash } from '../identify.ts';
import { loaders } from '../load/loaders.ts';

/** Raise it when chunks of the same clean text would come out otherwise. */
const chunkerVersion = 2;

/**
 * The configuration that a document version was made with: versions of its
 * loader, of the rules and of the chunker. Documents of an older one stay
 * alive and are known to be of older processing.
 */
export function processingHash(format: string): string {
  return identityHash({
    format,
    loader: loaders.find((loader) => loader.format === format)?.version ?? null,
    rules: cleaningRules.map(({ name, version }) => ({ name, version })),
    chunker: { version: chunkerVersion, ...defaultChunkSettings },
  });
}

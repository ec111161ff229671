import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Public data beside the project; tests that need it skip where it is missing. */
export const sharedData = fileURLToPath(new URL('../../shared/data', import.meta.url));
export const hasSharedData = existsSync(sharedData);

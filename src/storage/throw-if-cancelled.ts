import { RagstoneError } from '../contracts/error.ts';

/** Every port call rejects with `cancelled` where its signal has fired. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted !== true) return;
  throw new RagstoneError('cancelled', {
    en: 'The work was cancelled before it ended. Start it again if that was not meant.',
    zh: '操作在完成前被取消。如非本意，请重新开始。',
    cause: signal.reason,
  });
}

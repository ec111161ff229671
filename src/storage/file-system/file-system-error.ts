import { RagstoneError } from '../../contracts/error.ts';

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

export function blobNotFound(sha256: string): RagstoneError {
  return new RagstoneError('not-found', {
    en: `The stored file ${sha256.slice(0, 12)}… is not there. It may have been deleted; add the document again.`,
    zh: `找不到已存文件 ${sha256.slice(0, 12)}…。它可能已被删除，请重新添加文档。`,
    details: { sha256 },
  });
}

export function blobTooLarge(maxBytes: number): RagstoneError {
  return new RagstoneError('too-large', {
    en: `The file is larger than the ${maxBytes} bytes allowed. Split it, or raise the limit in the settings.`,
    zh: `文件超过允许的 ${maxBytes} 字节。请拆分文件，或在设置中提高上限。`,
    details: { maxBytes },
  });
}

/** `subject` is internal and goes into the details only. */
export function blobStoreFailure(subject: string, cause: unknown): RagstoneError {
  const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  return new RagstoneError('storage-failed', {
    en: `The file store could not read or write (${reason}). Check free space and rights of the data folder, then try again.`,
    zh: `文件存储读写失败（${reason}）。请检查数据目录的剩余空间和权限后重试。`,
    details: { subject },
    cause,
  });
}

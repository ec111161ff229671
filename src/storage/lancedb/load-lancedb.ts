import { RagstoneError } from '../../contracts/error.ts';

export type LanceDb = typeof import('@lancedb/lancedb');

/** Loads the native library at its first use: it is large, and not made for every machine. */
export async function loadLanceDb(
  load: () => Promise<LanceDb> = () => import('@lancedb/lancedb'),
  machine = `${process.platform}-${process.arch}`,
): Promise<LanceDb> {
  try {
    return await load();
  } catch (error) {
    throw new RagstoneError('unsupported-platform', {
      en: `The search index (LanceDB) has no binary for ${machine}${machine === 'darwin-x64' ? ' (Macs with Intel processor)' : ''}. Use a Mac with Apple silicon, Linux or Windows; on such a machine run the install again, without --omit=optional.`,
      zh: `搜索索引（LanceDB）没有适用于 ${machine}${machine === 'darwin-x64' ? '（Intel 处理器的 Mac）' : ''} 的程序。请使用 Apple 芯片的 Mac、Linux 或 Windows；在这些机器上请重新安装，且不要加 --omit=optional。`,
      details: { machine },
      cause: error,
    });
  }
}

/** Runs a call of LanceDB; what it throws becomes `storage-failed`. */
export async function lanceCall<Result>(what: string, call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof RagstoneError) throw error;
    throw new RagstoneError('storage-failed', {
      en: 'The search index could not read or write. Check free space and rights of the data folder, then try again; `ragstone doctor` says what is damaged.',
      zh: '搜索索引读写失败。请检查数据目录的剩余空间和权限后重试；可用 `ragstone doctor` 查看损坏情况。',
      details: { what },
      cause: error,
    });
  }
}

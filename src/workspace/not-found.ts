import { RagstoneError } from '../contracts/error.ts';

export function knowledgeBaseNotFound(nameOrId: string): RagstoneError {
  return new RagstoneError('not-found', {
    en: `There is no knowledge base "${nameOrId}". List them with: ragstone kb list`,
    zh: `没有名为“${nameOrId}”的知识库。可用 ragstone kb list 查看全部`,
    details: { knowledgeBase: nameOrId },
  });
}

export function documentNotFound(id: string): RagstoneError {
  return new RagstoneError('not-found', {
    en: `There is no document ${id}; it may have been deleted. List what there is with: ragstone documents list`,
    zh: `没有 ID 为 ${id} 的文档，可能已被删除。可用 ragstone documents list 查看全部`,
    details: { document: id },
  });
}

export function versionNotFound(name: string): RagstoneError {
  return new RagstoneError('not-found', {
    en: `The source "${name}" has changed since; the version that was cited is no longer kept. Ask again to cite the new one.`,
    zh: `来源“${name}”之后已更改，被引用的版本不再保留。请重新提问以引用新版本。`,
    details: { name },
  });
}

export function jobNotFound(id: string): RagstoneError {
  return new RagstoneError('not-found', {
    en: `There is no job ${id}.`,
    zh: `没有 ID 为 ${id} 的任务。`,
    details: { job: id },
  });
}

export function pathNotFound(path: string, cause: unknown): RagstoneError {
  return new RagstoneError('not-found', {
    en: `There is no file or folder ${path}. Check the path; put it in quotes if it holds spaces.`,
    zh: `没有名为 ${path} 的文件或文件夹。请检查路径；如含空格请加引号。`,
    cause,
  });
}

import { useLanguage } from '../language.tsx';
import type { SourceTarget } from '../source/source-target.ts';
import { AddFiles } from './add-files.tsx';
import type { ChosenFile } from './collect-files.ts';
import { DocumentList } from './document-list.tsx';
import { FileProgressList } from './file-progress-list.tsx';
import { KnowledgeBaseList } from './knowledge-base-list.tsx';
import type { Ingestion } from './use-ingestion.ts';
import type { Library } from './use-library.ts';

/** The left side: what there is to ask. */
export function LibraryRail({
  library,
  ingestion,
  onFiles,
  onOpen,
}: {
  readonly library: Library;
  readonly ingestion: Ingestion;
  readonly onFiles: (files: readonly ChosenFile[]) => void;
  readonly onOpen: (target: SourceTarget) => void;
}) {
  const { text } = useLanguage();
  return (
    <nav className="rail" id="library" aria-label={text.openLibrary}>
      <KnowledgeBaseList
        knowledgeBases={library.knowledgeBases}
        chosen={library.chosen}
        onChoose={library.choose}
        onChanged={library.refresh}
      />
      <AddFiles formats={library.info?.formats ?? []} onFiles={onFiles} />
      <FileProgressList
        files={ingestion.files.filter((file) => file.knowledgeBase === library.chosen?.id)}
        maxUploadBytes={library.info?.maxUploadBytes ?? Number.MAX_SAFE_INTEGER}
        onClear={ingestion.clearFinished}
      />
      {library.chosen !== null && (
        <DocumentList
          key={library.chosen.id}
          documents={library.documents}
          onOpen={onOpen}
          onChanged={library.refresh}
        />
      )}
    </nav>
  );
}

import { useEffect, useState } from 'react';
import { apiClient } from '../api-client.ts';
import { ApiError } from '../api-error.ts';
import { useLanguage } from '../language.tsx';
import { type Ingestion, isFinished } from '../library/use-ingestion.ts';
import type { Library } from '../library/use-library.ts';
import type { SourceTarget } from '../source/source-target.ts';
import { AnswerView } from './answer-view.tsx';
import { FirstSteps } from './first-steps.tsx';
import { QuestionBox } from './question-box.tsx';
import type { Questions } from './use-questions.ts';

/** The middle: questions of this session and their answers. */
export function ConversationPane({
  library,
  ingestion,
  questions,
  opened,
  onOpen,
}: {
  readonly library: Library;
  readonly ingestion: Ingestion;
  readonly questions: Questions;
  readonly opened: SourceTarget | null;
  readonly onOpen: (target: SourceTarget) => void;
}) {
  const { text, language } = useLanguage();
  const [failure, setFailure] = useState<string | null>(null);
  const [making, setMaking] = useState(false);
  const { chosen, info, knowledgeBases } = library;
  const asked = questions.questions.filter((question) => question.knowledgeBase === chosen?.id);
  const filling = ingestion.files.some((file) => file.knowledgeBase === chosen?.id && !isFinished(file));
  const latest = asked.at(-1)?.id;

  useEffect(() => {
    if (latest === undefined) return;
    const article = document.getElementById(`question-${latest}`);
    article?.scrollIntoView({ block: 'start' });
    // An example is gone once it is asked; without this the keyboard would begin at the top of the page again.
    if (document.activeElement === document.body) article?.querySelector('h2')?.focus({ preventScroll: true });
  }, [latest]);

  const makeSample = async (): Promise<void> => {
    setMaking(true);
    setFailure(null);
    try {
      library.choose((await apiClient.createSample()).id);
      await library.refresh();
    } catch (error) {
      setFailure(error instanceof ApiError ? error.words(language) || text.serverLost : text.pageFault);
    } finally {
      setMaking(false);
    }
  };
  const ask = (question: string): void => {
    if (chosen !== null) questions.ask(chosen.id, question);
  };
  return (
    <main className="conversation">
      <div className="conversation-scroll">
        <div className="conversation-column">
          {knowledgeBases === null && !library.lost && <p className="working">{text.loading}</p>}
          {knowledgeBases !== null && asked.length === 0 && (
            <FirstSteps
              knowledgeBase={chosen}
              isSample={chosen?.name === info?.sampleKnowledgeBase}
              sampleOffered={!knowledgeBases.some(({ name }) => name === info?.sampleKnowledgeBase)}
              filling={filling}
              sampleWorking={making}
              failure={failure}
              onSample={makeSample}
              onAsk={ask}
            />
          )}
          {asked.length > 1 && (
            <nav className="past" aria-label={text.pastQuestions}>
              <h3>{text.pastQuestions}</h3>
              <ol>
                {asked.map(({ id, question }) => (
                  <li key={id}>
                    <a href={`#question-${id}`} title={question}>
                      {question}
                    </a>
                  </li>
                ))}
              </ol>
            </nav>
          )}
          {asked.map((question) => (
            <AnswerView
              key={question.id}
              asked={question}
              opened={opened}
              onOpen={onOpen}
              onAskAgain={() => ask(question.question)}
            />
          ))}
        </div>
      </div>
      <QuestionBox
        disabled={chosen === null}
        loading={knowledgeBases === null}
        busy={questions.busy}
        onAsk={ask}
        onStop={questions.stop}
      />
    </main>
  );
}

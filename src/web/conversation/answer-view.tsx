import { useLanguage } from '../language.tsx';
import type { SourceTarget } from '../source/source-target.ts';
import { AnswerText } from './answer-text.tsx';
import { citationTargets, numberSources } from './citation-targets.ts';
import { SourceList } from './source-list.tsx';
import type { AskedQuestion } from './use-questions.ts';

export function AnswerView({
  asked,
  opened,
  onOpen,
  onAskAgain,
}: {
  readonly asked: AskedQuestion;
  readonly opened: SourceTarget | null;
  readonly onOpen: (target: SourceTarget) => void;
  readonly onAskAgain: () => void;
}) {
  const { text, language } = useLanguage();
  const { answer, phase } = asked;
  const declined = answer.end?.status === 'declined';
  const working = phase === 'asking' || phase === 'resuming';
  const cited = citationTargets(
    answer.sentences.flatMap((sentence) => sentence.citations),
    numberSources(answer.sentences),
  );
  return (
    <article className="asked" id={`question-${asked.id}`} aria-busy={working}>
      <h2 className="question-title" tabIndex={-1}>
        {asked.question}
      </h2>
      <div aria-live="polite" aria-atomic="false">
        {phase === 'resuming' && <p className="notice">{text.resuming}</p>}
        {phase === 'asking' && answer.text === '' && <p className="working">{text.asking}</p>}
        {!declined && answer.kind !== null && answer.text !== '' && (
          <p className="kind">{answer.kind === 'extractive' ? text.extractive : text.generated}</p>
        )}
        {declined ? (
          <p className="declined">{text.declined}</p>
        ) : (
          answer.text !== '' && <AnswerText answer={answer} opened={opened} onOpen={onOpen} />
        )}
        {phase === 'stopped' && <p className="notice">{answer.text === '' ? text.stoppedEmpty : text.stopped}</p>}
        <AnswerFailure asked={asked} onAskAgain={onAskAgain} />
        {answer.warnings.map((warning) => (
          <p key={`${warning.code}-${warning.message}`} className="notice">
            <strong>{text.warning}</strong> {language === 'zh' ? warning.messageZh : warning.message}
          </p>
        ))}
      </div>
      {declined && <Nearest asked={asked} onOpen={onOpen} />}
      {!declined && cited.length > 0 && (
        <section className="cited" aria-label={text.sources}>
          <h3>{text.sources}</h3>
          <SourceList targets={cited} withText={false} onOpen={onOpen} />
        </section>
      )}
    </article>
  );
}

function AnswerFailure({
  asked: { answer, phase, failure },
  onAskAgain,
}: {
  readonly asked: AskedQuestion;
  readonly onAskAgain: () => void;
}) {
  const { text, language } = useLanguage();
  if (phase !== 'failed') return null;
  const unsaid = failure?.code === 'page' ? text.pageFault : text.answerLost;
  const words =
    (language === 'zh' ? answer.error?.messageZh : answer.error?.message) ?? (failure?.words(language) || unsaid);
  return (
    <p role="alert" className="failure">
      <strong>{text.answerFailed}</strong> {words}{' '}
      <button type="button" onClick={onAskAgain}>
        {text.askAgain}
      </button>
    </p>
  );
}

function Nearest({
  asked,
  onOpen,
}: {
  readonly asked: AskedQuestion;
  readonly onOpen: (target: SourceTarget) => void;
}) {
  const { text } = useLanguage();
  const nearest = asked.answer.end?.nearest ?? [];
  if (nearest.length === 0) return <p className="quiet">{text.declinedNothing}</p>;
  const targets = nearest.map(({ document, documentVersion, locators, text: quote }) => ({
    document,
    documentVersion,
    locators,
    quote,
    number: null,
  }));
  return (
    <section className="cited">
      <h3>{text.declinedNearest}</h3>
      <SourceList targets={targets} withText onOpen={onOpen} />
    </section>
  );
}

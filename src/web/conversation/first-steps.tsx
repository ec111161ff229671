import type { KnowledgeBaseSummary } from '../../contracts/http.ts';
import { useLanguage } from '../language.tsx';

const exampleQuestions = [
  'What is the ledger of a document?',
  '引用会通向哪里？',
  'Where is the data kept?',
  '怎样添加文档？',
];

/** What stands in the middle before the first question. */
export function FirstSteps({
  knowledgeBase,
  isSample,
  sampleOffered,
  filling,
  sampleWorking,
  failure,
  onSample,
  onAsk,
}: {
  readonly knowledgeBase: KnowledgeBaseSummary | null;
  readonly isSample: boolean;
  readonly sampleOffered: boolean;
  /** Files are on their way into it. */
  readonly filling: boolean;
  readonly sampleWorking: boolean;
  readonly failure: string | null;
  readonly onSample: () => void;
  readonly onAsk: (question: string) => void;
}) {
  const { text } = useLanguage();
  const empty = knowledgeBase !== null && knowledgeBase.documents === 0;
  return (
    <section className="first-steps">
      <h1>
        {knowledgeBase === null
          ? text.welcomeTitle
          : empty
            ? filling
              ? text.fillingTitle
              : text.emptyTitle
            : text.readyTitle(knowledgeBase.name)}
      </h1>
      <p className="lead">{empty ? (filling ? text.filling : text.empty) : text.welcome}</p>
      {failure !== null && (
        <p role="alert" className="failure">
          {failure}
        </p>
      )}
      {sampleOffered && (knowledgeBase === null || (empty && !filling)) && (
        <p className="offer">
          <button type="button" className="primary large" disabled={sampleWorking} onClick={onSample}>
            {sampleWorking ? text.sampleWorking : text.trySample}
          </button>
        </p>
      )}
      {isSample && !empty && (
        <div className="examples">
          <h2>{text.tryAsking}</h2>
          <ul>
            {exampleQuestions.map((question) => (
              <li key={question}>
                <button
                  type="button"
                  lang={/\p{Script=Han}/u.test(question) ? 'zh-CN' : 'en'}
                  onClick={() => onAsk(question)}
                >
                  {question}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

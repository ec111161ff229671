import type { ReactNode } from 'react';
import type { SourceTarget } from '../source/source-target.ts';
import type { AnswerState } from './answer-state.ts';
import { CitationButton } from './citation-button.tsx';
import { citationTargets, isSameTarget, numberSources } from './citation-targets.ts';
import { VerdictMark } from './verdict-mark.tsx';

/** The text as it streams; each sentence gets its marks once it is checked. */
export function AnswerText({
  answer,
  opened,
  onOpen,
}: {
  readonly answer: AnswerState;
  readonly opened: SourceTarget | null;
  readonly onOpen: (target: SourceTarget) => void;
}) {
  const pieces: ReactNode[] = [];
  const numbers = numberSources(answer.sentences);
  let position = 0;
  for (const sentence of [...answer.sentences].sort((a, b) => a.start - b.start)) {
    if (sentence.start > position) pieces.push(answer.text.slice(position, sentence.start));
    const targets = citationTargets(sentence.citations, numbers);
    pieces.push(
      <span key={sentence.start} className={`sentence ${sentence.verdict}`}>
        {answer.text.slice(Math.max(position, sentence.start), sentence.end)}
        <span className="marks">
          <VerdictMark verdict={sentence.verdict} />
          {targets.map((target) => (
            <CitationButton key={target.number} target={target} open={isSameTarget(opened, target)} onOpen={onOpen} />
          ))}
        </span>
      </span>,
    );
    position = Math.max(position, sentence.end);
  }
  pieces.push(
    <span key="rest" className="unchecked">
      {answer.text.slice(position)}
    </span>,
  );
  return <div className="answer-text">{pieces}</div>;
}

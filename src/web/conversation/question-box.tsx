import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useLanguage } from '../language.tsx';

/** The contract's `maxQuestionLength`; not imported, as that would bring the whole of zod into the page. */
const maxQuestionLength = 4000;

export function QuestionBox({
  disabled,
  loading,
  busy,
  onAsk,
  onStop,
}: {
  readonly disabled: boolean;
  /** It is not known yet what there is to ask. */
  readonly loading: boolean;
  readonly busy: boolean;
  readonly onAsk: (question: string) => void;
  readonly onStop: () => void;
}) {
  const { text } = useLanguage();
  const [question, setQuestion] = useState('');
  const area = useRef<HTMLTextAreaElement>(null);
  const tooLong = question.trim().length > maxQuestionLength;
  const canSend = !disabled && !busy && question.trim() !== '' && !tooLong;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useEffect(() => {
    const element = area.current;
    if (element === null) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight + 2, 220)}px`;
  }, [question]);

  const send = (): void => {
    if (!canSend) return;
    onAsk(question.trim());
    setQuestion('');
  };
  const stop = (): void => {
    onStop();
    // The button goes away under the finger.
    area.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // While an input method composes, Enter takes its candidate; Safari says so only by key code 229.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      className="question-box"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label htmlFor="question" className="visually-hidden">
        {text.question}
      </label>
      <textarea
        id="question"
        ref={area}
        rows={1}
        value={question}
        placeholder={loading ? text.loading : disabled ? text.chooseFirst : text.questionPlaceholder}
        aria-describedby="question-hint"
        onChange={(event) => setQuestion(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {busy ? (
        <button type="button" className="stop" onClick={stop}>
          <span aria-hidden="true">■</span> {text.stop}
        </button>
      ) : (
        <button type="submit" className="primary" disabled={!canSend}>
          {text.send}
        </button>
      )}
      <p id="question-hint" className={tooLong ? 'hint failure' : 'hint'}>
        {tooLong ? text.questionTooLong(question.trim().length, maxQuestionLength) : text.questionHint}
      </p>
    </form>
  );
}

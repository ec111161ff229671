import { useLanguage } from './language.tsx';

export function PageHeader({
  railOpen,
  onToggleRail,
}: {
  readonly railOpen: boolean;
  readonly onToggleRail: () => void;
}) {
  const { text, language, choose } = useLanguage();
  return (
    <header className="page-header">
      <button
        type="button"
        className="rail-toggle"
        aria-expanded={railOpen}
        aria-controls="library"
        onClick={onToggleRail}
      >
        {railOpen ? text.closeLibrary : text.openLibrary}
      </button>
      <div className="brand">
        <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
          <path className="stone" d="M3 18.5 8 10l9-2 9 4 3 8-6 7H9z" />
          <path className="stone-light" d="m8 10 9-2-2 9z" />
          <path className="stone-dark" d="m15 17 14 3-6 7H9z" />
        </svg>
        <span className="brand-name">Ragstone</span>
        <span className="tagline">{text.tagline}</span>
      </div>
      <button
        type="button"
        className="language"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        aria-label={text.switchLanguage}
        onClick={() => choose(language === 'zh' ? 'en' : 'zh')}
      >
        {text.otherLanguage}
      </button>
    </header>
  );
}

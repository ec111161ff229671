import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { type Language, type Messages, messages } from './messages.ts';

interface LanguageChoice {
  readonly language: Language;
  readonly text: Messages;
  readonly choose: (language: Language) => void;
}

const storageKey = 'ragstone.language';
const LanguageContext = createContext<LanguageChoice>({ language: 'en', text: messages.en, choose: () => {} });

export function useLanguage(): LanguageChoice {
  return useContext(LanguageContext);
}

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(initialLanguage);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  const choice = useMemo(
    () => ({
      language,
      text: messages[language],
      choose: (chosen: Language) => {
        localStorage.setItem(storageKey, chosen);
        setLanguage(chosen);
      },
    }),
    [language],
  );
  return <LanguageContext value={choice}>{children}</LanguageContext>;
}

function initialLanguage(): Language {
  const kept = localStorage.getItem(storageKey);
  if (kept === 'zh' || kept === 'en') return kept;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

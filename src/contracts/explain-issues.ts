import { z } from 'zod';

const inChinese = z.locales.zhCN().localeError;

/** What is wrong with an input that a schema refused, in both languages, each place with its path. */
export function explainIssues({ issues }: z.core.$ZodError): { readonly en: string; readonly zh: string } {
  const places = issues.map((issue) => ({ path: issue.path.map(String).join('.'), issue }));
  return {
    en: places.map(({ path, issue }) => `${path || 'input'}: ${issue.message}`).join('; '),
    zh: places.map(({ path, issue }) => `${path || '输入'}：${translate(issue)}`).join('；'),
  };
}

/** The refused value itself is not kept in an issue, so what was received cannot be said. */
function translate(issue: z.core.$ZodIssue): string {
  const translated = inChinese({ ...issue, input: undefined } as z.core.$ZodRawIssue);
  const text = typeof translated === 'string' ? translated : (translated?.message ?? issue.message);
  return text.replace(/，实际接收 .*$/, '');
}

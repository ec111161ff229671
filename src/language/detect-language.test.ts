import { describe, expect, it } from 'vitest';
import { detectLanguage } from './detect-language.ts';

describe('detectLanguage', () => {
  it.each([
    ['什么是迭代优化提示？', 'zh'],
    ['如何设置 temperature 参数？', 'zh'],
    ['K8s Ingress 配置 TLS', 'zh'],
    ['GPT-4o 的价格', 'zh'],
    ['How do I set temperature for a chatbot?', 'en'],
    ['What does 你好 mean in English, and how is it said?', 'en'],
    ['これは日本語の文章です', 'en'],
    ['', 'en'],
    ['123', 'en'],
  ])('%s is %s', (text, language) => {
    expect(detectLanguage(text)).toBe(language);
  });
});

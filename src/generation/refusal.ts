/** What an answer says that declines, in the language of the question. */
export function refusal(language: 'zh' | 'en', hasSources: boolean): string {
  if (language === 'zh') {
    return hasSources
      ? '知识库中的文档似乎没有回答这个问题。下面是最接近的段落。'
      : '知识库中没有找到与这个问题有关的内容。';
  }
  return hasSources
    ? 'The documents do not seem to answer this question. The nearest passages are shown instead.'
    : 'Nothing in the knowledge base matches this question.';
}

import { describe, expect, it } from 'vitest';
import { collectAnswer } from '../contracts/collect-answer.ts';
import { generate } from './generate.ts';
import { groundedPromptSpecimen, type SpecimenSource } from './grounded-prompt-specimen.conformance.ts';

async function answerTo(question: string, sources: readonly SpecimenSource[]) {
  const prompt = groundedPromptSpecimen(question, sources);
  return collectAnswer(generate(prompt, { answerId: 'answer', traceId: 'trace', now: () => 0 }));
}

const whale: readonly SpecimenSource[] = [{ text: 'The blue whale weighs 150 tonnes.' }];
const office: readonly SpecimenSource[] = [
  { text: 'Our office is open from nine to five on weekdays. Visitors must sign in at the reception desk.' },
  { text: 'The printer on the second floor is for colour documents. Paper is kept in the cabinet beside it.' },
  { text: 'Lunch is served at noon in the canteen. Vegetarian dishes are available every day.' },
];
const household: readonly SpecimenSource[] = [
  { heading: '绿茶', text: '绿茶是一种不发酵的茶。冲泡绿茶的水温以八十度为宜。' },
  { heading: '灶具', text: '燃气灶使用前要检查阀门。如果闻到煤气味，立即打开窗户并关闭总阀。' },
];

describe('a knowledge base of a few sentences', () => {
  it.each([
    [whale, 'How much does the blue whale weigh?', '150 tonnes'],
    [whale, 'How heavy is the blue whale?', '150 tonnes'],
    [whale, 'Which animal weighs 150 tonnes?', 'blue whale'],
    [office, 'When is lunch served?', 'at noon'],
    [office, 'Where is the paper kept?', 'cabinet'],
    [office, 'Where do visitors sign in?', 'reception desk'],
    [office, 'What is the printer on the second floor for?', 'colour documents'],
    [household, '什么是绿茶？', '不发酵的茶'],
    [household, '冲泡绿茶的水温是多少？', '八十度'],
    [household, '泡绿茶用多少度的水？', '八十度'],
    [household, '绿茶的冲泡水温是几度？', '八十度'],
    [household, '闻到煤气味怎么办？', '打开窗户'],
    [household, '使用燃气灶前要检查什么？', '阀门'],
  ])('of %# answers: %2$s', async (sources, question, phrase) => {
    const { status, answer } = await answerTo(question, sources);
    expect(status).toBe('answered');
    expect(answer).toContain(phrase);
  });

  it.each([
    [whale, 'What does the elephant eat?'],
    [whale, 'How much does the elephant weigh?'],
    [whale, 'What does the blue whale eat?'],
    [whale, 'How long does a blue whale live?'],
    [office, 'How much does lunch cost?'],
    [office, 'What is the wifi password?'],
    [office, 'When was the office built?'],
    [household, '火星上有几座火山？'],
    [household, '红茶产于哪里？'],
    [household, '燃气灶多少钱一台？'],
    [household, '绿茶的产地在哪里？'],
    [household, '煤气公司的电话是多少？'],
    [household, '谁发明了电话？'],
  ])('%# declines: %2$s', async (sources, question) => {
    expect((await answerTo(question, sources)).status).toBe('declined');
  });
});

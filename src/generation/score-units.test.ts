import { describe, expect, it } from 'vitest';
import { cutUnits } from './cut-units.ts';
import { groundedPromptSpecimen, type SpecimenSource } from './grounded-prompt-specimen.conformance.ts';
import { scoreUnits } from './score-units.ts';
import { weighQuestion } from './weigh-question.ts';

function best(question: string, sources: readonly SpecimenSource[]): string {
  const prompt = groundedPromptSpecimen(question, sources);
  const scored = scoreUnits(question, weighQuestion(question, prompt.terms), prompt.sources.flatMap(cutUnits));
  return [...scored].sort((one, other) => other.score - one.score)[0]!.unit.text;
}

describe('scoreUnits', () => {
  it('puts the sentence that holds all of what is asked before those that hold a part', () => {
    const text = 'A chatbot talks. The temperature of the room is low. Set the temperature of the chatbot to zero.';
    expect(best('How do I set temperature for a chatbot?', [{ text }])).toBe(
      'Set the temperature of the chatbot to zero.',
    );
    expect(
      best('聊天机器人的温度如何设置？', [{ text: '聊天机器人会说话。房间的温度很低。聊天机器人的温度设置为零。' }]),
    ).toBe('聊天机器人的温度设置为零。');
  });

  it('takes the name of the document as a heading', () => {
    const sources = [
      { name: 'Chatbot.md', text: 'It is polite and answers at once. The temperature stays at zero.' },
      { name: 'Weather.md', text: 'The temperature rises to thirty. It rains in the evening.' },
    ];
    expect(best('What is the temperature of the chatbot?', [...sources].reverse())).toBe(
      'The temperature stays at zero.',
    );
  });

  it('puts what defines before examples, asides, announcements and titles', () => {
    const zh =
      '1.1 迭代优化\n\n本节介绍迭代优化。比如在这个案例中，迭代优化了三次。迭代优化是反复改进提示的过程。在迭代优化中，我们还需要注意细节。';
    expect(best('什么是迭代优化？', [{ text: zh }])).toBe('迭代优化是反复改进提示的过程。');
    const en =
      'In this chapter we look at the pendulum. For example, a pendulum hangs here. A pendulum is a weight hung from a pivot. The pendulum also needs oil.';
    expect(best('What is a pendulum?', [{ text: en }])).toBe('A pendulum is a weight hung from a pivot.');
  });

  it('knows a definition that names its subject last', () => {
    const text = '模型有时会编造不存在的事实。这被称为“幻觉”。幻觉问题需要高度关注。';
    expect(best('什么是幻觉？', [{ text }])).toBe('这被称为“幻觉”。');
  });

  it('prefers a sentence with a figure where a figure is asked for', () => {
    const text = 'The tower clock is heavy. The tower clock weighs 320 kilograms. The tower clock is loud.';
    expect(best('How heavy is the tower clock?', [{ text }])).toContain('320');
    expect(best('塔钟有多重？', [{ text: '塔钟很重要。塔钟重三百二十公斤。塔钟很响。' }])).toContain('三百二十公斤');
  });

  it('puts no question first, nor what only repeats the question', () => {
    const text = '什么是绿茶？绿茶。绿茶由茶树的新叶制成，不经发酵。';
    expect(best('什么是绿茶？', [{ text }])).toContain('新叶');
  });
});

import { describe, expect, it } from 'vitest';
import { fitsKind, questionKind } from './question-kind.ts';

describe('questionKind', () => {
  it.each([
    ['什么是迭代优化提示？', 'definition'],
    ['绿茶是什么？', 'definition'],
    ['What is a pendulum?', 'definition'],
    ['谁发明了钟表？', 'person'],
    ['Who built the tower?', 'person'],
    ['这座桥哪一年建成？', 'time'],
    ['When was the bridge built?', 'time'],
    ['火星上有几座火山？', 'quantity'],
    ['这座山多高？', 'quantity'],
    ['How much does the blue whale weigh?', 'quantity'],
    ['How heavy is the bell?', 'quantity'],
    ['这条河位于什么地方？', 'place'],
    ['Where is the paper kept?', 'place'],
    ['为什么要给模型思考的时间？', 'reason'],
    ['Why does the clock stop?', 'reason'],
    ['如何设置温度？', 'manner'],
    ['How do I set the temperature?', 'manner'],
    ['它和别的有区别吗？', 'other'],
    ['Is there a gym?', 'other'],
  ])('%s asks for a %s', (question, kind) => {
    expect(questionKind(question)).toBe(kind);
  });
});

describe('fitsKind', () => {
  it('tells a sentence that can answer by its form', () => {
    expect(fitsKind('time', '大桥于1957年通车。')).toBe(1);
    expect(fitsKind('time', 'The bridge is long.')).toBe(0);
    expect(fitsKind('quantity', '加工分为四步，共三个人。')).toBe(1);
    expect(fitsKind('quantity', 'It is heavy.')).toBe(0);
    expect(fitsKind('reason', 'It stopped because the spring broke.')).toBe(1);
    expect(fitsKind('person', '该片由张三执导。')).toBe(1);
    expect(fitsKind('definition', 'A clock is a clock.')).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { announces, isAside, leansOnContext, pointsBack, unitForm } from './unit-form.ts';

describe('unitForm', () => {
  it.each([
    ['1.1 英文初始提示', 'title'],
    ['三、英文版', 'title'],
    ['第三章 迭代优化', 'title'],
    ['图 1.7 温度系数', 'title'],
    ['Chapter 4 Setting up', 'title'],
    ['7.3 朴素贝叶斯分类器 .', 'title'],
    ['[8] Wikipedia contributors. Matrix calculus, 2022.', 'title'],
    ['5.1 神经元模型 . . . . . 41', 'title'],
    ['import openai', 'code'],
    ['response = get_completion(prompt, temperature=0.7)', 'code'],
    ["{'role':'system', 'content':'你是个友好的聊天机器人。'},", 'code'],
    ['def get_completion(prompt):', 'code'],
    ['= · f′(βj − θj ) × (−1)', 'scrap'],
    ['干燥', 'scrap'],
    ['绿茶是一种不经发酵的茶。', 'prose'],
    ['强化学习由智能体和环境两部分组成', 'prose'],
    ['一、二楼的打印机只供彩色文件使用，请勿打印黑白文件，纸张放在旁边的柜子里。', 'prose'],
    ['3.5 million people live there.', 'prose'],
    ['The clock (built in 1774) weighs 320 kilograms.', 'prose'],
    ['Let x be the number of chairs.', 'prose'],
    ['宽度\t20.87英寸', 'prose'],
  ])('%s is %s', (text, form) => {
    expect(unitForm(text)).toBe(form);
  });
});

describe('how a sentence stands to its surroundings', () => {
  it('knows one that leans on the sentence before', () => {
    for (const text of ['比如在这个案例中，', '此外，还有', 'However, it stopped.', 'For example, a clock.'])
      expect(leansOnContext(text), text).toBe(true);
    for (const text of ['绿茶是茶。', 'Item one is here.', 'Sometimes it rains.'])
      expect(leansOnContext(text), text).toBe(false);
  });

  it('knows one that points back to something named', () => {
    for (const text of ['这被称为幻觉。', 'It weighs 320 kilograms.', '其特点是快。'])
      expect(pointsBack(text), text).toBe(true);
    for (const text of ['其中有三种。', '其他人不知道。', 'Items are listed.'])
      expect(pointsBack(text), text).toBe(false);
  });

  it('knows one that only announces, and one that only adds', () => {
    expect(announces('本节理解强化学习的定义即可。')).toBe(true);
    expect(announces('In this chapter we look at clocks.')).toBe(true);
    expect(announces('绿茶的水温以八十度为宜。')).toBe(false);
    expect(isAside('我们还需要注意细节。')).toBe(true);
    expect(isAside('There are also red clocks.')).toBe(true);
    expect(isAside('绿茶是一种茶。')).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { messages } from './messages.ts';

describe('messages', () => {
  it('says in Chinese what it says in English, in words of its own', () => {
    const same = Object.keys(messages.en).filter((key) => {
      const [en, zh] = [messages.en[key as keyof typeof messages.en], messages.zh[key as keyof typeof messages.en]];
      return typeof en === 'string' && en === zh;
    });
    expect(same).toEqual([]);
  });
});

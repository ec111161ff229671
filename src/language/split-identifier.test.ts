import { describe, expect, it } from 'vitest';
import { splitIdentifier } from './split-identifier.ts';

describe('splitIdentifier', () => {
  it.each([
    ['word', undefined, ['word']],
    ['NASA', undefined, ['NASA']],
    ['camelCase', 'camelCase', ['camel', 'Case']],
    ['HTMLParser', 'HTMLParser', ['HTML', 'Parser']],
    ['iPhone', undefined, ['iPhone']],
    ['PDFs', undefined, ['PDFs']],
    ['GPT-4o', 'GPT4o', ['GPT', '4o']],
    ['10km', '10km', ['10', 'km']],
    ['1st', undefined, ['1st']],
    ['well-known', 'wellknown', ['well', 'known']],
    ['1,234', undefined, ['1234']],
    ['v1.2.3', 'v1.2.3', ['1.2.3']],
    ['192.168.0.1', undefined, ['192.168.0.1']],
    ['2023-05-01', '2023-05-01', ['2023', '05', '01']],
    ['TCP/IP', 'TCP/IP', ['TCP', 'IP']],
    ['U.S', undefined, ['US']],
    ['Node.js', 'Node.js', ['Node', 'js']],
    ["don't", undefined, ['dont']],
    ['Smith’s', undefined, ['Smith']],
    ["l'avion", undefined, ['l', 'avion']],
    ['C++', 'C++', ['C']],
  ])('%s', (run, whole, parts) => {
    expect(splitIdentifier(run)).toEqual({ whole, parts });
  });
});

import { describe, expect, it } from 'vitest';
import { detectLatinLanguage } from './detect-latin-language.ts';

const detect = (text: string): string => detectLatinLanguage(text.toLowerCase().split(/[^\p{L}]+/u));

describe('detectLatinLanguage', () => {
  it.each([
    ['The quick brown fox jumps over the lazy dog and runs into the wood', 'en'],
    ['Der schnelle braune Fuchs springt über den faulen Hund und ist nicht müde', 'de'],
    ['Le renard brun saute par-dessus le chien paresseux et il est dans la forêt', 'fr'],
    ['El zorro marrón salta sobre el perro perezoso y no está en la casa', 'es'],
    ['La volpe marrone salta sopra il cane pigro e non è nella casa', 'it'],
    ['A raposa marrom não pula sobre o cão e está com você em casa', 'pt'],
    ['De snelle bruine vos springt over de luie hond en is niet in het bos', 'nl'],
    ['Den snabba bruna räven hoppar över den lata hunden och är inte i skogen', 'sv'],
    ['Kubernetes Ingress TLS', 'en'],
    ['maison', 'en'],
    ['', 'en'],
  ])('%s', (text, language) => {
    expect(detect(text)).toBe(language);
  });
});

declare module 'opencc-js/dict/TSCharacters' {
  /** `traditional simplified|…`; the first alternative of OpenCC's TSCharacters.txt. */
  const entries: string;
  export default entries;
}

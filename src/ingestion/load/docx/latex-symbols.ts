const table = `
α alpha β beta γ gamma δ delta ε varepsilon ϵ epsilon ζ zeta η eta θ theta ϑ vartheta ι iota κ kappa λ lambda μ mu ν nu
ξ xi π pi ϖ varpi ρ rho ϱ varrho σ sigma ς varsigma τ tau υ upsilon φ varphi ϕ phi χ chi ψ psi ω omega
Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma Υ Upsilon Φ Phi Ψ Psi Ω Omega
× times ÷ div · cdot ⋅ cdot ± pm ∓ mp ∗ ast ⋆ star ∘ circ ° circ ∙ bullet ⊕ oplus ⊗ otimes ⊙ odot
≤ leq ≥ geq ≠ neq ≈ approx ≡ equiv ∼ sim ≃ simeq ≅ cong ∝ propto ≪ ll ≫ gg ≺ prec ≻ succ
∈ in ∉ notin ∋ ni ⊂ subset ⊆ subseteq ⊃ supset ⊇ supseteq ∪ cup ∩ cap ∅ emptyset ∖ setminus
∀ forall ∃ exists ∄ nexists ¬ neg ∧ wedge ∨ vee ⇒ Rightarrow ⇐ Leftarrow ⇔ Leftrightarrow → to ← leftarrow
↔ leftrightarrow ↑ uparrow ↓ downarrow ↦ mapsto ⟶ longrightarrow ⟹ Longrightarrow ⟺ Longleftrightarrow
∞ infty ∂ partial ∇ nabla √ surd ∠ angle ⊥ perp ∥ parallel ∣ mid ∴ therefore ∵ because ⊢ vdash ⊨ models ⊤ top
∑ sum ∏ prod ∐ coprod ∫ int ∬ iint ∭ iiint ∮ oint ⋃ bigcup ⋂ bigcap ⋁ bigvee ⋀ bigwedge ⨁ bigoplus ⨂ bigotimes
… ldots ⋯ cdots ⋮ vdots ⋱ ddots ℏ hbar ℓ ell ℜ Re ℑ Im ℵ aleph ′ prime ″ prime\\prime
⟨ langle ⟩ rangle 〈 langle 〉 rangle ⌊ lfloor ⌋ rfloor ⌈ lceil ⌉ rceil ‖ Vert △ triangle □ square`;

const commands = new Map<string, string>();
const words = table.trim().split(/\s+/);
for (let index = 0; index + 1 < words.length; index += 2) commands.set(words[index] ?? '', `\\${words[index + 1]}`);

const escapes: Readonly<Record<string, string>> = {
  '#': '\\#',
  $: '\\$',
  '%': '\\%',
  '&': '\\&',
  _: '\\_',
  '{': '\\{',
  '}': '\\}',
  '\\': '\\backslash ',
  '~': '\\sim ',
  '−': '-',
  '\u00a0': '~',
};
/** Function application, invisible times and the like say nothing in LaTeX. */
const invisible = /[\u200b\u2061-\u2064]/;

const doubleStruck: Readonly<Record<string, string>> = { ℝ: 'R', ℕ: 'N', ℤ: 'Z', ℚ: 'Q', ℂ: 'C', ℙ: 'P', ℍ: 'H' };

/** Characters of a formula as LaTeX: Greek letters and operators as commands, styled letters as plain ones. */
export function latexSymbols(text: string): string {
  let latex = '';
  for (const original of text) {
    if (invisible.test(original)) continue;
    if (doubleStruck[original] !== undefined) {
      latex += `\\mathbb{${doubleStruck[original]}}`;
      continue;
    }
    // Mathematical alphanumerics (U+1D400 …) are styled forms of ordinary letters.
    const character = /[\u{1d400}-\u{1d7ff}]/u.test(original) ? original.normalize('NFKC') : original;
    const command = commands.get(character);
    if (command !== undefined) latex += `${command} `;
    else latex += escapes[character] ?? character;
  }
  return latex;
}

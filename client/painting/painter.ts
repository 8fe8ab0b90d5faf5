import type { Passage } from '#domain/anchoring/passage.ts'

/** Every look that a passage can have; the style sheet has a rule for each. Later ones are painted over earlier ones. */
export const LOOKS = [
  'heat-1',
  'heat-2',
  'heat-3',
  'layer-1',
  'layer-2',
  'layer-3',
  'layer-4',
  'own-1',
  'own-2',
  'own-3',
  'own-4',
  'pending',
  'active',
  'flash',
] as const
export type Look = (typeof LOOKS)[number]

/** What is to be seen on the article: the passages of each look. A look left out has none. */
export type Layers = Partial<Record<Look, readonly Passage[]>>

/** Paints passages on the article. Painting again changes only what differs from the last time. */
export type Painter = {
  paint(layers: Layers): void
  clear(): void
}

import { GUIDE_PAGES } from '#domain/guide-page.ts'

/** Addresses under a group or a guide that are not chapters. */
export const RESERVED_SLUGS: readonly string[] = [
  'brought-notes',
  'meetings',
  'members',
  'changes',
  'circles',
  'search',
  'inbox',
  'moderation',
  'questions',
  ...GUIDE_PAGES,
]

/** Addresses under /texts that are not imported guides. */
export const RESERVED_GUIDE_SLUGS: readonly string[] = ['import']

const LONGEST = 60

/** Letters that do not fall apart into a plain letter and a mark. Cyrillic as in British use, Greek as it is said. */
const LETTERS: Record<string, string> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i', ħ: 'h', ŋ: 'ng' },
  ...{ а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ж: 'zh', з: 'z', и: 'i', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p' },
  ...{ р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e' },
  ...{ ю: 'yu', я: 'ya', ђ: 'dj', ј: 'j', љ: 'lj', њ: 'nj', ћ: 'c', џ: 'dz', є: 'ye', і: 'i', ґ: 'g', ѓ: 'gj', ќ: 'kj', ѕ: 'dz' },
  ...{ α: 'a', β: 'v', γ: 'g', δ: 'd', ε: 'e', ζ: 'z', η: 'i', θ: 'th', ι: 'i', κ: 'k', λ: 'l', μ: 'm', ν: 'n', ξ: 'x', ο: 'o' },
  ...{ π: 'p', ρ: 'r', σ: 's', ς: 's', τ: 't', υ: 'y', φ: 'f', χ: 'ch', ψ: 'ps', ω: 'o' },
}

/**
 * An address part out of a title: "Fünf Jahre – später" is `funf-jahre-spater`.
 * @returns an empty string when no letter of the title has a counterpart in the alphabet of addresses
 */
export function slugOf(title: string): string {
  const plain = [...title.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')].map((letter) => LETTERS[letter] ?? letter).join('')
  const words = plain
    .replace(/['’`]/g, '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  let slug = ''
  for (const word of words) {
    const longer = slug === '' ? word.slice(0, LONGEST) : `${slug}-${word}`
    if (longer.length > LONGEST) break
    slug = longer
  }
  return slug
}

/** The slug, with a number behind it when it is taken. */
export function freeSlug(slug: string, isTaken: (slug: string) => boolean): string {
  if (!isTaken(slug)) return slug
  let number = 2
  while (isTaken(`${slug}-${number}`)) number++
  return `${slug}-${number}`
}

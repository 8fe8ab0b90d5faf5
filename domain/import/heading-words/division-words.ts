import { bareWord } from '#domain/import/heading-words/number-words.ts'

/** What a word says of a division: it is a chapter, or a part that may hold chapters. */
export type Rank = 'part' | 'chapter'
export type DivisionWord = { rank: Rank; languages: string[] }

/** Words of divisions by language, without accents. What holds others in most books is a part; whether it does here, the book says. */
const CHAPTERS: Record<string, string> = {
  en: 'chapter chap ch lecture letter lesson section essay canto scene stave sermon adventure night dialogue fable song',
  de: 'kapitel capitel kap cap brief szene scene auftritt vorlesung gesang abschnitt abenteuer',
  fr: 'chapitre chap lettre scene chant lecon section',
  it: 'capitolo cap canto scena lettera novella lezione',
  es: 'capitulo cap carta escena canto leccion seccion',
  pt: 'capitulo cap carta cena scena canto licao seccao secao',
  nl: 'hoofdstuk brief toneel tooneel',
  ru: 'глава гл письмо сцена явление песнь лекция розділ лист',
  pl: 'rozdział list scena piesn wykład',
  cs: 'kapitola scena list výstup',
  sv: 'kapitel kapitlet kapittel brev scen scene optrin sång sang afsnit',
  fi: 'luku kirje kohtaus runo laulu',
  hu: 'fejezet szakasz jelenet levél ének',
  el: 'κεφάλαιο κεφάλαιον ραψωδία σκηνή επιστολή',
  eo: 'ĉapitro letero sceno kanto leciono',
  la: 'caput capitulum epistula epistola scaena',
  ar: 'فصل الفصل باب الباب',
  he: 'פרק מכתב',
}
const PARTS: Record<string, string> = {
  en: 'part book volume vol act tome epoch',
  de: 'teil theil buch band akt aufzug abteilung abtheilung',
  fr: 'partie livre tome volume acte epoque',
  it: 'parte libro tomo volume atto epoca',
  es: 'parte libro tomo volumen acto auto jornada epoca',
  pt: 'parte livro tomo volume acto ato epoca',
  nl: 'deel boek bedrijf',
  ru: 'часть книга том действие акт частина дія',
  pl: 'część cz księga tom akt',
  cs: 'díl část kniha jednání dějství',
  sv: 'del delen bok bog akt handling bind afdeling',
  fi: 'osa kirja näytös',
  hu: 'rész könyv kötet felvonás',
  el: 'μέρος βιβλίο βιβλίον τόμος πράξη',
  eo: 'parto libro akto volumo',
  la: 'liber pars actus',
  ar: 'جزء الجزء القسم كتاب الكتاب',
  he: 'חלק ספר מערכה',
}

/** All languages with words of divisions. */
export const LANGUAGES = Object.keys(CHAPTERS)

const WORDS = new Map<string, DivisionWord>()
for (const [rank, languages] of [
  ['chapter', CHAPTERS],
  ['part', PARTS],
] as const) {
  for (const [language, words] of Object.entries(languages)) {
    for (const word of words.split(' ')) {
      const key = bareWord(word)
      const known = WORDS.get(key)
      if (known) known.languages.push(language)
      else WORDS.set(key, { rank, languages: [language] })
    }
  }
}

/** What a word says of a division; null when it is no such word. */
export function findDivisionWord(word: string): DivisionWord | null {
  return WORDS.get(bareWord(word).replace(/[.:,;]+$/u, '')) ?? null
}

/** The words of plays among them. */
const OF_PLAYS = new Set(
  [
    'act scene akt aufzug szene auftritt acte atto scena acto auto jornada escena ato cena bedrijf toneel tooneel',
    'akto sceno optrin handling действие акт сцена явление дія dejstvi jednani vystup scen naytos kohtaus felvonas jelenet πραξη σκηνη actus scaena מערכה',
  ].flatMap((words) => words.split(' ').map(bareWord)),
)

/** True for a word that counts the acts or scenes of a play: below it stand the place and those who are there, and no title. */
export function isOfPlay(word: string | null): boolean {
  return word !== null && OF_PLAYS.has(bareWord(word))
}

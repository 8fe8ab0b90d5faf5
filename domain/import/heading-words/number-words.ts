/*
 * Numbers in words, as headings write them, in the languages whose books are read most. A form is matched by its stem, since endings
 * follow gender and case; what is no number in one language may be one in another, so this is only asked beside a word such as "chapter".
 */

/** Stems of 1 to 20, for each language cardinals and ordinals, without accents; `|` parts forms of one number. */
const STEMS: Record<string, string> = {
  // English
  en: 'one|first two|second three|third four|fourth five|fifth six|sixth seven|seventh eight|eighth nine|ninth ten|tenth eleven|eleventh twelve|twelfth thirteen|thirteenth fourteen|fourteenth fifteen|fifteenth sixteen|sixteenth seventeen|seventeenth eighteen|eighteenth nineteen|nineteenth twenty|twentieth',
  // German
  de: 'eins|ein|erste zwei|zweite drei|dritte vier|vierte funf|funfte sechs|sechste sieben|siebente|siebte acht|achte neun|neunte zehn|zehnte elf|elfte|eilfte zwolf|zwolfte dreizehn|dreizehnte vierzehn|vierzehnte funfzehn|funfzehnte sechzehn|sechzehnte siebzehn|siebzehnte|siebenzehnte achtzehn|achtzehnte neunzehn|neunzehnte zwanzig|zwanzigste',
  // French
  fr: 'un|une|premier|premiere deux|deuxieme|second|seconde trois|troisieme quatre|quatrieme cinq|cinquieme six|sixieme sept|septieme huit|huitieme neuf|neuvieme dix|dixieme onze|onzieme douze|douzieme treize|treizieme quatorze|quatorzieme quinze|quinzieme seize|seizieme dix-sept|dix-septieme dix-huit|dix-huitieme dix-neuf|dix-neuvieme vingt|vingtieme',
  // Italian
  it: 'uno|prim due|second tre|terz quattro|quart cinque|quint sei|sest sette|settim otto|ottav nove|non dieci|decim undici|undicesim|decimoprim dodici|dodicesim|decimosecond tredici|tredicesim|decimoterz quattordici|quattordicesim|decimoquart quindici|quindicesim|decimoquint sedici|sedicesim|decimosest diciassette|diciassettesim|decimosettim diciotto|diciottesim|decimottav diciannove|diciannovesim|decimonon venti|ventesim',
  // Spanish
  es: 'uno|primer|primero|primera dos|segund tres|tercer|tercero|tercera cuatro|cuart cinco|quint seis|sext siete|septim|setim ocho|octav nueve|noven diez|decim once|undecim|decimoprimer doce|duodecim|decimosegund trece|decimotercer catorce|decimocuart quince|decimoquint dieciseis|decimosext diecisiete|decimoseptim dieciocho|decimoctav diecinueve|decimonoven veinte|vigesim',
  // Portuguese
  pt: 'um|uma|primeir dois|duas|segund tres|terceir quatro|quart cinco|quint seis|sext sete|setim oito|oitav nove|non dez|decim onze|undecim doze|duodecim treze catorze|quatorze quinze dezesseis|dezasseis dezessete|dezassete dezoito dezenove|dezanove vinte|vigesim',
  // Dutch
  nl: 'een|eerste twee|tweede drie|derde vier|vierde vijf|vijfde|vyf|vyfde zes|zesde zeven|zevende acht|achtste negen|negende tien|tiende elf|elfde twaalf|twaalfde dertien|dertiende veertien|veertiende vijftien|vijftiende|vyftien|vyftiende zestien|zestiende zeventien|zeventiende achttien|achttiende negentien|negentiende twintig|twintigste',
  // Russian and Ukrainian
  ru: 'один|перв|перш два|втор|друг три|трет четыре|четверт пять|пят шесть|шест семь|седьм|сьом восемь|восьм девять|девят десять|десят одиннадцать|одиннадцат|одинадцят двенадцать|двенадцат|дванадцят тринадцать|тринадцат|тринадцят четырнадцать|четырнадцат пятнадцать|пятнадцат шестнадцать|шестнадцат семнадцать|семнадцат восемнадцать|восемнадцат девятнадцать|девятнадцат двадцать|двадцат',
  // Polish
  pl: 'jeden|pierwsz dwa|drug trzy|trzec|trzecia|trzecie cztery|czwart piec|piat szesc|szost siedem|siodm osiem|osm dziewiec|dziewiat dziesiec|dziesiat jedenascie|jedenast dwanascie|dwunast trzynascie|trzynast czternascie|czternast pietnascie|pietnast szesnascie|szesnast siedemnascie|siedemnast osiemnascie|osiemnast dziewietnascie|dziewietnast dwadziescia|dwudziest',
  // Czech
  cs: 'jedna|prvni dve|druh tri|treti ctyri|ctvrt pet|pat sest sedm osm devet|devat deset|desat jedenact dvanact trinact ctrnact patnact sestnact sedmnact osmnact devatenact dvacet|dvacat',
  // Swedish, Danish, Norwegian
  sv: 'ett|en|forsta|forste tva|to|andra|andre|anden tre|tredje fyra|fire|fjarde|fjerde fem|femte sex|seks|sjatte|sjette sju|syv|sjunde|syvende atta|otte|atte|attonde|ottende nio|ni|nionde|niende tio|ti|tionde|tiende elva|elleve|elfte|ellevte tolv|tolfte|tolvte tretton|tretten|trettonde|trettende fjorton|fjorten|fjortonde|fjortende femton|femten|femtonde|femtende sexton|seksten|sextonde|sekstende sjutton|sytten|sjuttonde|syttende arton|atten|artonde|attende nitton|nitten|nittonde|nittende tjugo|tyve|tjugonde|tyvende',
  // Finnish
  fi: 'yksi|ensimmainen|yhdes kaksi|toinen|kahdes kolme|kolmas nelja|neljas viisi|viides kuusi|kuudes seitseman|seitsemas kahdeksan|kahdeksas yhdeksan|yhdeksas kymmenen|kymmenes yksitoista|yhdestoista kaksitoista|kahdestoista kolmetoista|kolmastoista',
  // Hungarian
  hu: 'egy|elso ketto|masodik harom|harmadik negy|negyedik ot|otodik hat|hatodik het|hetedik nyolc|nyolcadik kilenc|kilencedik tiz|tizedik tizenegyedik tizenkettedik',
  // Greek
  el: 'ενα|πρωτ δυο|δευτερ τρια|τριτ τεσσερα|τεταρτ πεντε|πεμπτ εξι|εκτ επτα|εβδομ οκτω|ογδο εννεα|ενατ δεκα|δεκατ ενδεκα|ενδεκατ δωδεκα|δωδεκατ δεκατοτριτ',
  // Esperanto
  eo: 'unu|unua du|dua tri|tria kvar|kvara kvin|kvina ses|sesa sep|sepa ok|oka nau|naua dek|deka dekunua dekdua dektria dekkvara dekkvina',
  // Latin
  la: 'primus|primum|prima secundus|secundum|secunda tertius|tertium|tertia quartus|quartum quintus|quintum sextus|sextum septimus|septimum octavus|octavum nonus|nonum decimus|decimum undecimus|undecimum duodecimus|duodecimum',
  // Arabic
  ar: 'الاول|الاولي الثاني|الثانيه الثالث|الثالثه الرابع|الرابعه الخامس|الخامسه السادس|السادسه السابع|السابعه الثامن|الثامنه التاسع|التاسعه العاشر|العاشره',
  // Hebrew
  he: 'ראשון|ראשונה שני|שניה|שנייה שלישי|שלישית רביעי|רביעית חמישי|חמישית שישי|ששי|שישית שביעי|שביעית שמיני|שמינית תשיעי|תשיעית עשירי|עשירית',
}

/** Stems of 20, 30 … 90. */
const TENS: Record<string, string> = {
  en: 'twenty|twentieth thirty|thirtieth forty|fortieth fifty|fiftieth sixty|sixtieth seventy|seventieth eighty|eightieth ninety|ninetieth',
  de: 'zwanzig|zwanzigste dreissig|dreissigste|dreizig vierzig|vierzigste funfzig|funfzigste sechzig|sechzigste siebzig|siebzigste achtzig|achtzigste neunzig|neunzigste',
  fr: 'vingt|vingtieme trente|trentieme quarante|quarantieme cinquante|cinquantieme soixante|soixantieme soixante-dix quatre-vingt|quatre-vingts quatre-vingt-dix',
  it: 'venti|vent|ventesim trenta|trent|trentesim quaranta|quarant|quarantesim cinquanta|cinquant|cinquantesim sessanta|sessant settanta|settant ottanta|ottant novanta|novant',
  es: 'veinte|veinti|vigesim treinta|trigesim cuarenta|cuadragesim cincuenta|quincuagesim sesenta|sexagesim setenta ochenta noventa',
  pt: 'vinte|vigesim trinta|trigesim quarenta|quadragesim cinquenta sessenta setenta oitenta noventa',
  nl: 'twintig|twintigste dertig|dertigste veertig|veertigste vijftig|vijftigste zestig zeventig tachtig negentig',
  ru: 'двадцать|двадцат тридцать|тридцат сорок|сороков пятьдесят|пятидесят шестьдесят|шестидесят семьдесят восемьдесят девяносто',
  pl: 'dwadziescia|dwudziest trzydziesci|trzydziest czterdziesci|czterdziest piecdziesiat|piecdziesiat szescdziesiat siedemdziesiat osiemdziesiat dziewiecdziesiat',
}

type Table = ReadonlyMap<string, number>
const UNITS = tablesOf(STEMS, (at) => at + 1)
const TEN = tablesOf(TENS, (at) => (at + 2) * 10)
const NONE: Table = new Map()

function tablesOf(languages: Record<string, string>, valueAt: (at: number) => number): Map<string, Table> {
  const tables = new Map<string, Table>()
  for (const [language, words] of Object.entries(languages)) {
    const table = new Map<string, number>()
    words.split(' ').forEach((forms, at) => {
      for (const form of forms.split('|')) if (!table.has(form)) table.set(form, valueAt(at))
    })
    tables.set(language, table)
  }
  return tables
}

/** Endings that follow gender, case and number. */
const ENDINGS = /^(?:[aeiouy]s?|e?[rnms]|[а-яі]{1,3}|y[mc]?h?|ej|ego|οσ|ον|ησ|η|ο)$/u

const ASCII = /^[\x20-\x7e]*$/

/** Words without accents, in small letters, as the tables have them. */
export function bareWord(word: string): string {
  // Nearly every word of a book passes here.
  if (ASCII.test(word)) return word.toLowerCase()
  return word
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'a')
    .replaceAll('ς', 'σ')
    .replace(/[أإآ]/g, 'ا')
    .replaceAll('ة', 'ه')
    .replaceAll('ى', 'ي')
}

/**
 * The value of a number in words of one language: "twenty-one", "einundzwanzigste", "двадцать первая"; null when it is none.
 * @param language one of those of the tables, as `en`
 */
export function findNumberWord(text: string, language: string): number | null {
  const [units, tens] = [UNITS.get(language) ?? NONE, TEN.get(language) ?? NONE]
  const words = bareWord(text)
    .replace(/^(?:the|der|die|das|den|le|la|el|il|lo|o|a|το)\s+/u, '')
    .replace(/\s+/gu, ' ')
    .trim()
  return valueIn(words, units) ?? valueIn(words, tens) ?? composed(words, units, tens) ?? (language === 'fi' ? finnish(words, units) : null)
}

function valueIn(word: string, table: Table): number | null {
  const whole = table.get(word)
  if (whole !== undefined) return whole
  for (let cut = 1; cut <= 3 && word.length - cut >= 3; cut += 1) {
    const value = ENDINGS.test(word.slice(-cut)) ? table.get(word.slice(0, -cut)) : undefined
    if (value !== undefined) return value
  }
  return null
}

/** A ten and a unit, in either order, with or without "and" between them. */
function composed(words: string, units: Table, tens: Table): number | null {
  const whole = words.replaceAll(' ', '')
  // "siebenundzwanzig" and "eenentwintig" have such letters in their unit as well.
  const turned = [...whole.matchAll(/und|en/g)].flatMap(({ 0: and, index }) => {
    const [unit, ten] = [whole.slice(0, index), whole.slice(index + and.length)]
    return valueIn(ten, tens) !== null && valueIn(unit, units) !== null ? [{ unit, ten }] : []
  })[0]
  const split = words.split(/(?:-et-|-| et | y | e | and |\s)+/u)
  const [ten, unit] = turned ? [turned.ten, turned.unit] : split.length === 2 ? split : joined(words, tens)
  if (ten === undefined || unit === undefined) return null
  const [high, low] = [valueIn(ten, tens) ?? (valueIn(ten, units) === 10 ? 10 : null), valueIn(unit, units)]
  const reach = /^(?:soixante|quatre)/.test(ten) ? 20 : 10
  return high !== null && low !== null && low < reach ? high + low : null
}

/** "neljästoista", "kahdeskymmenes", "kahdeskymmenesviides": the unit stands before its ten. */
function finnish(word: string, units: Table): number | null {
  const teen = /^(\p{L}+)toista$/u.exec(word)?.[1]
  if (teen !== undefined) return plus(10, units.get(teen))
  const [, tens = '', rest = ''] = /^(\p{L}+?)kymmen(?:es|ta)(\p{L}*)$/u.exec(word) ?? []
  const high = plus(0, units.get(tens))
  return high === null ? null : plus(high * 10, rest === '' ? 0 : units.get(rest))
}

const plus = (one: number, other: number | undefined) => (other === undefined ? null : one + other)

/** "ventuno", "ventesimoprimo": the longest ten with which the word begins, and the rest without the vowel between them. */
function joined(word: string, tens: Table): [string, string] | [] {
  for (let at = word.length - 2; at >= 4; at -= 1) {
    const ten = word.slice(0, at)
    if (tens.has(ten)) return [ten, ten.endsWith('esim') ? word.slice(at).replace(/^[oa](?!tt)/u, '') : word.slice(at)]
  }
  return []
}

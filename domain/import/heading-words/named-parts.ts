/** A part that stands before the chapters, after them, or as an unnumbered chapter among them. */
export type NamedPart = 'front' | 'back' | 'chapter'

const FRONT = new RegExp(
  `^(?:${[
    "(?:a |the )?(?:foreword|preface|abstract$|introduction|prologue|dedication|cover$|half[- ]?title|title ?page$|copyright(?: page| notice| information)?$|imprint$|contents(?: of .*)?$|table of contents|maps?$|epigraph$|publisher['’]s note|a note on|note on (?:the )?(?:text|translation)|translator['’]s (?:note|preface)|editor['’]s (?:note|introduction|preface)|author['’]s (?:note|preface)|abbreviations|list of (?:illustrations|abbreviations|figures|maps|tables)|introductory|about (?:this|the) (?:book|edition|guide|tutorial|manual))",
    'vorwort|vorrede|einleitung|einführung|prolog|widmung|zueignung|inhalt$|inhaltsverzeichnis',
    'avant-propos|préface|introduction|prologue|dédicace|avertissement|table des matières|au lecteur',
    'prefazione|introduzione|prologo|dedica$|al lettore|proemio|avvertenza|avvertimento|indice$',
    'prólogo|introducción|prefacio|dedicatoria|al lector|advertencia|índice$',
    'prefácio|introdução|dedicatória|ao leitor|advertência|sumário',
    'voorwoord|inleiding|voorrede|proloog|woord vooraf|inhoud$',
    'предисловие|введение|вступление|пролог|посвящение|от автора|от издателя|от редактора|содержание|оглавление|передмова|вступ$',
    'przedmowa|wstęp|wprowadzenie|prolog|dedykacja|od autora|spis treści',
    'předmluva|úvod|förord|inledning|forord|indledning|innledning|esipuhe|johdanto|előszó|bevezetés|előhang',
    'πρόλογος|εισαγωγή|προοίμιο|praefatio|prooemium|prologus',
    '序$|序[言文章幕说說]|前言|引言|引子|楔子|自序|はじめに|まえがき|前書き|序論|目录|目錄|目次|머리말|서문|차례',
    'مقدمة|تمهيد|المقدمة|הקדמה|מבוא|פתח דבר|תוכן',
  ].join('|')})(?!\\p{L})`,
  'iu',
)
const BACK = new RegExp(
  `^(?:${[
    "(?:a |the |some )?(?:short |brief )?(?:reading )?(?:guide to |suggest(?:ed|ions)(?: for)? |selected? |recommended )?(?:further reading|reading list|reading guide|bibliography|references$|works cited|sources$)|reading guide|guide to reading|(?:historical |explanatory |supplementary |additional |general |further )?notes?$|notes? (?:to|on) |end ?notes$|footnotes:?$|index(?:$| of)|glossary|vocabulary$|chronology$|timeline$|append(?:ix|ices)|afterword|acknowledge?ments|about the (?:author|authors|publisher)|also by|other (?:books|titles)|colophon|uncopyright|credits$|picture credits|permissions$|errata$|transcriber[’']s notes?|advertisements?$|by the same author",
    'literatur(?:verzeichnis)?$|anmerkungen|nachwort|bibliographie|anhang|register$|fußnoten|quellen$|glossar|danksagung|verlag von|(?:im (?:selben|gleichen)|in demselben) verlage?|(?:vom (?:selben|gleichen)|von demselben) verfasser',
    'postface|du même auteur|appendice|notes$|bibliographie|remerciements|annexes?(?:$| )|glossaire|table analytique',
    'appendice|note$|bibliografia|postfazione|ringraziamenti|indice (?:analitico|dei)|apéndice|notas$|bibliografía|glosario|vocabulario$|posfácio|apêndice|bibliografia|agradecimientos|agradecimentos|d(?:ello|el|o) (?:stesso autore|mismo autor|mesmo auc?tor)',
    'lista de erros|fe de erratas|errata[.:]?$|not[ae]s? (?:d[oei]l?|du|della?|al|del) tra?n?s[ck]ri\\p{L}*|noto de tekstpreparulo|afskriverens \\p{L}+|opmerkingen van de bewerker',
    'aante?e?keningen|nawoord|bijlagen?|verklarende woordenlijst|noten$',
    'приложени[ея]|примечани[ея]|послесловие|библиография|комментари[ий]|литература$|именной указатель|сноски|примітки|післямова',
    'przypisy|objaśnieni[ae]|omyłki$|posłowie|bibliografia|aneks|dodatek|doslov|poznámky|dodatek|efterord|efterskrift|noter$|etterord|jälkisanat|utószó|jegyzetek|függelék',
    'παράρτημα|σημειώσεις|επίμετρο|βιβλιογραφία|appendix|index',
    '附[录錄]|附[属屬][书書]|付録|[参參]考(?:文[献獻]|[资資]料|[书書]目)$|后记|後記|後书|跋$|注[释釋]|あとがき|後書き|解説|注釈|부록|후기|주석',
    '(?:ال)?ملحق|الملاحق|الهوامش|المراجع|الخاتمة والمراجع|נספח|הערות|ביבליוגרפיה|אחרית דבר',
  ].join('|')})(?!\\p{L})`,
  'iu',
)
const CHAPTER_LIKE = new RegExp(
  `^(?:${[
    'conclusions?|epilogue|postscript|interlude|in conclusion',
    "schluss|schluß|epilog|zwischenspiel|fazit|conclusion|épilogue|intermède|entr[’']acte",
    'conclusione|epilogo|intermezzo|conclusión|epílogo|conclusão|intermedio|slot$|besluit$|epiloog',
    'заключение|эпилог|вместо заключения|интермедия|висновки|епілог|zakończenie|epilog|závěr|epilog|avslutning|slutning|loppusanat|befejezés|utóhang|επίλογος',
    '尾[声聲]|结语|結語|结局|終章|エピローグ|幕間|終わりに|おわりに|에필로그|خاتمة|الخاتمة|אפילוג|סוף דבר',
  ].join('|')})(?!\\p{L})`,
  'iu',
)

/** True for what ends a story after its last chapter. */
export function isEpilogue(title: string): boolean {
  return /^(?:epilog|épilog|epílog|эпилог|епілог|επίλογος|エピローグ|에필로그|尾[声聲]|אפילוג|postscript)/iu.test(title)
}

const LAST_WORDS = /^[^\p{L}\p{N}]*(?:the end|finis|fin|ende|fine|конец|koniec|einde|終|完|fim|τέλος)[^\p{L}\p{N}]*$/iu

/** True for what some books say at their end, which is no title. */
export function isLastWords(text: string): boolean {
  return LAST_WORDS.test(text)
}

/** "*** END OF THE … EBOOK … ***": what stands below it was added to the text by those who keep it. */
export function isEndMark(text: string): boolean {
  return /^\*{3}\s*end of (?:the|this) .+\*{3}$/iu.test(text)
}

/** Whether a heading names what stands before or after the chapters; null when it may be any title. */
export function findNamedPart(printed: string): NamedPart | null {
  const title = printed.replace(/^\[([^[\]]+)\]$/u, '$1').replace(/(?<=\p{L})[.:]$/u, '')
  if (FRONT.test(title)) return 'front'
  if (CHAPTER_LIKE.test(title)) return 'chapter'
  return BACK.test(title) || isEndMark(title) ? 'back' : null
}

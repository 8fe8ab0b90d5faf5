import 'server-only'
import { createHash } from 'node:crypto'
import { type Chapter, ChapterFrontMatter, type ChapterItem, GUIDE_LISTS } from '#domain/guide.ts'
import { RESERVED_SLUGS } from '#domain/import/guide/slug.ts'
import { type NumberedBody, numberBody, parseBody, writeHtml } from '#server/content/body.ts'
import type { GuideLists } from '#server/content/guide-lists.ts'
import { entryId, type ListName } from '#server/content/links.ts'
import type { Report } from '#server/content/problem.ts'
import { markRecords, placeRecord } from '#server/content/records.ts'
import { checkSettings, parseSettings, type SettingsBlock, splitFile } from '#server/content/settings-block.ts'
import type { Typesetter } from '#server/content/typeset.ts'

const FILE_NAME = /^(\d{2,4})-([a-z0-9]+(?:-[a-z0-9]+)*)\.md$/

/** What a chapter's file name says, or null when it is not the name of a chapter. */
export function chapterFileName(name: string): { number: number; slug: string } | null {
  const match = FILE_NAME.exec(name)
  return match?.[1] && match[2] ? { number: Number(match[1]), slug: match[2] } : null
}

/**
 * What lists show of a chapter whose file was checked before, without reading its text.
 * @returns null when the file is none
 */
export function readChapterItem(name: string, source: string, typesetter: Typesetter, report: Report): Omit<ChapterItem, 'words'> | null {
  const file = chapterFileName(name)
  const parts = file && splitFile(source, report)
  const block = parts && parseSettings(parts.settings, 2, report)
  const settings = block && checkSettings(ChapterFrontMatter, block, report)
  if (!file || !settings) return null
  return { ...file, part: settings.part ?? null, ...namesOf(settings, typesetter) }
}

const namesOf = ({ division, title, summary = '' }: ChapterFrontMatter, { text }: Typesetter) => ({
  ...(division !== undefined && { division: text(division) }),
  title: text(title),
  summary: text(summary),
})

/**
 * Reads one chapter.
 * @param name of the file, which gives the chapter's address and number
 * @returns null when something is wrong; all of it was reported
 */
export function readChapter(
  guide: string,
  name: string,
  source: string,
  { lists, typesetter }: { lists: GuideLists; typesetter: Typesetter },
  told: Report,
): Chapter | null {
  let problems = 0
  const report: Report = (line, sentence) => {
    problems += 1
    told(line, sentence)
  }
  const file = chapterFileName(name)
  if (!file) throw new Error(`${name} is not the name of a chapter`)
  if (RESERVED_SLUGS.includes(file.slug)) report(1, `the address "${file.slug}" is taken by the program: give the file another name`)
  const parts = splitFile(source, report)
  if (!parts) return null
  const block = parseSettings(parts.settings, 2, report)
  const settings = block && checkSettings(ChapterFrontMatter, block, report)
  const body = numberBody(parseBody(parts.body, parts.bodyLine, typesetter, report), settings?.paragraphs)
  if (body.paragraphs.length === 0) report(parts.bodyLine, 'the chapter has no text: write it below the settings')
  if (!settings) return null
  checkLabels(settings, body, block, report)
  if ((settings.number === 0) !== (settings.part === 'front')) {
    report(block.lineOf(['number']), 'what stands before the chapters, and only that, has number 0 and "part: front"')
  }
  if (settings.number !== file.number) {
    report(block.lineOf(['number']), `"number" is ${settings.number}, but the file's name says ${file.number}: make them agree`)
  }
  checkQuestions(settings, body, block, report)
  checkPlans(settings, block, report)
  checkLists(settings, body, lists, block, report)
  const placed = settings.records.flatMap((record, index) => {
    const place = placeRecord(record, body, typesetter)
    if (typeof place !== 'string') return [place]
    report(block.lineOf(['records', index]), place)
    return []
  })
  placed.sort((one, other) => one.end - other.end)
  checkUnique('record', settings.records, 'records', block, report)
  if (problems > 0) return null

  markRecords(body.tree, placed)
  return {
    guide,
    ...file,
    part: settings.part ?? null,
    ...namesOf(settings, typesetter),
    plans: settings.plans,
    html: writeHtml(body.tree),
    text: body.text,
    revision: createHash('sha256').update(body.text).digest('hex').slice(0, 32),
    paragraphs: body.paragraphs,
    notes: body.notes,
    companion: null,
    words: body.text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0,
    questions: settings.questions.map(({ text, note, ...question }) => ({
      ...question,
      text: typesetter.text(text),
      ...(note && { note: typesetter.text(note) }),
    })),
    records: placed.map(({ record }) => ({ ...record, note: typesetter.text(record.note), sources: record.sources.map(typesetter.text) })),
    terms: pick(lists.terms, settings.terms),
    people: pick(lists.people, settings.people),
    places: pick(lists.places, settings.places),
    dates: pick(lists.dates, settings.dates).sort((one, other) => one.date.localeCompare(other.date)),
    sources: settings.sources.map(typesetter.text),
    mentions: body.mentions,
  }
}

function pick<Entry>(entries: Map<string, Entry>, ids: string[]): (Entry & { id: string })[] {
  return ids.flatMap((id) => {
    const entry = entries.get(id)
    return entry ? [{ ...entry, id }] : []
  })
}

function checkUnique(noun: string, entries: { id: string }[], field: string, block: SettingsBlock, report: Report): void {
  entries.forEach(({ id }, index) => {
    const first = entries.findIndex((entry) => entry.id === id)
    if (first < index)
      report(block.lineOf([field, index, 'id']), `the id "${id}" already belongs to ${noun} ${first + 1}: give this one its own`)
  })
}

function checkLabels({ paragraphs: labels }: ChapterFrontMatter, body: NumberedBody, block: SettingsBlock, report: Report): void {
  if (!labels) return
  const { length } = body.paragraphs
  if (labels.length !== length) {
    report(block.lineOf(['paragraphs']), `"paragraphs" names ${labels.length}, but the chapter has ${length}: name each of them, or none`)
  }
  const twice = labels.findIndex((label, index) => labels.indexOf(label) < index)
  if (twice >= 0) report(block.lineOf(['paragraphs', twice]), `two paragraphs are named "${labels[twice]}": give each its own name`)
}

function checkQuestions({ questions }: ChapterFrontMatter, { paragraphs }: NumberedBody, block: SettingsBlock, report: Report): void {
  checkUnique('question', questions, 'questions', block, report)
  questions.forEach((question, index) => {
    question.paragraphs.forEach((name, at) => {
      if (paragraphs.some(({ label }) => label === name)) return
      const line = block.lineOf(['questions', index, 'paragraphs', at])
      report(line, `question "${question.id}" names ¶ ${name}, which does not exist: the chapter has ${paragraphs.length} paragraphs`)
    })
  })
}

function checkPlans({ plans, questions }: ChapterFrontMatter, block: SettingsBlock, report: Report): void {
  for (const [length, steps] of Object.entries(plans)) {
    steps.forEach((step, index) => {
      const line = block.lineOf(['plans', length, index])
      if (!step.title === !step.question)
        report(line, `step ${index + 1} of the plan of ${length} minutes needs either a title or a question`)
      if (step.question && !questions.some(({ id }) => id === step.question)) {
        report(line, `step ${index + 1} of the plan of ${length} minutes names "${step.question}", which is no question of this chapter`)
      }
    })
    const sum = steps.reduce((minutes, step) => minutes + step.minutes, 0)
    if (sum !== Number(length)) report(block.lineOfKey(['plans'], length), `the steps of this plan add up to ${sum} minutes, not ${length}`)
  }
}

function checkLists(settings: ChapterFrontMatter, { linked }: NumberedBody, lists: GuideLists, block: SettingsBlock, report: Report): void {
  const names = Object.keys(GUIDE_LISTS) as ListName[]
  for (const list of names) {
    const { file } = GUIDE_LISTS[list]
    settings[list].forEach((id, index) => {
      const line = block.lineOf([list, index])
      if (!lists[list].has(id)) report(line, `"${id}" is listed under "${list}" but not defined in ${file}`)
      if (settings[list].indexOf(id) < index) report(line, `"${id}" is listed twice under "${list}"`)
    })
  }
  for (const { list, id, line } of linked) {
    const { file } = GUIDE_LISTS[list]
    if (!lists[list].has(id)) report(line, `the link ${entryId(list, id).replace('-', ':')} leads nowhere: ${file} does not define "${id}"`)
    else if (!settings[list].includes(id)) report(line, `the text links to "${id}": list it under "${list}" in the settings`)
  }
}

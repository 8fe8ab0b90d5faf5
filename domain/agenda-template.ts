import { type AgendaItem, type AgendaSlot, type AgendaStep, leastOf, slotOf } from '#domain/agenda-slots.ts'
import type { QuestionKind } from '#domain/guide.ts'

/** A step of a group's template: its own words, or what the program fills in there, with the minutes that it had in all. */
export type TemplateStep = { slot: AgendaSlot | null; title: string; minutes: number }
export type AgendaTemplate = readonly TemplateStep[]

/** Most steps that a template has. */
const MOST_STEPS = 20
/** At least so much of a meeting, in minutes, is left for what is filled in. */
const FOR_SLOTS = 8
/** Where what a template does not have goes: behind the first of these that it has. It had nothing of its kind when it was made. */
const BEHIND: Partial<Record<AgendaSlot, AgendaSlot[]>> = { UNCLEAR: ['READING'], ARGUED: ['UNCLEAR', 'READING'] }
/** The same, in front of the first of these that it has. */
const BEFORE: Partial<Record<AgendaSlot, AgendaSlot[]>> = {
  CARRIED: ['OPENERS', 'READING', 'UNCLEAR', 'ARGUED', 'QUESTIONS'],
  OPENERS: ['READING', 'QUESTIONS'],
  UNCLEAR: ['QUESTIONS'],
  ARGUED: ['QUESTIONS'],
}

type Stored = Pick<AgendaItem, 'title' | 'minutes'> & { slot?: AgendaSlot | undefined; kind: QuestionKind | null }

/** The template that a meeting's agenda makes: questions and whatever else comes anew each time become places for their like. */
export function templateOf(items: readonly Stored[]): TemplateStep[] {
  const steps: TemplateStep[] = []
  for (const { title, minutes, ...item } of items) {
    const slot = slotOf(item)
    const known = slot && steps.find((step) => step.slot === slot)
    if (known) known.minutes += minutes
    else steps.push({ slot, title: slot ? '' : title, minutes })
  }
  return steps.slice(0, MOST_STEPS)
}

/** The steps with words of their own, as a meeting of some minutes has them; null when it is too short for them. */
export function framesOf(template: AgendaTemplate, minutes: number): AgendaStep[] | null {
  const own = template.filter(({ slot }) => slot === null)
  const kept = own.map(({ title, minutes: least }) => ({ title, least, weight: 0 }))
  if (leastOf(kept) <= minutes * 0.6 && leastOf(kept) <= minutes - 2 * FOR_SLOTS) return kept
  const shortened = own.map(({ title, minutes: weight }) => ({ title, least: 2, weight }))
  return leastOf(shortened) <= minutes - 2 * FOR_SLOTS ? shortened : null
}

/** Whether a template has a place for steps. Reading aloud, and questions, are left out where it has none for them. */
export const hasPlace = (template: AgendaTemplate, step: AgendaStep): boolean => {
  const slot = slotOf(step)
  return slot === null || placesOf(template).includes(slot)
}

/** All steps in the order of a template, each slot with the share of the time that it had there. */
export function arrange(template: AgendaTemplate, frames: readonly AgendaStep[], filled: readonly AgendaStep[]): AgendaStep[] {
  const own = [...frames]
  return placesOf(template).flatMap((place) => {
    if (place === null) return own.splice(0, 1)
    const steps = filled.filter((step) => slotOf(step) === place)
    const had = template.find(({ slot }) => slot === place)?.minutes
    const total = steps.reduce((sum, { weight }) => sum + weight, 0)
    return steps.map((step) => ({ ...step, weight: had === undefined ? step.least : (had * step.weight) / total }))
  })
}

/** What stands where: the template's places, with those of what it had nothing of put in. */
function placesOf(template: AgendaTemplate): (AgendaSlot | null)[] {
  const places = template.map(({ slot }) => slot)
  for (const slot of ['OPENERS', 'CARRIED', 'UNCLEAR', 'ARGUED'] as const) {
    if (places.includes(slot)) continue
    const behind = BEHIND[slot]?.find((each) => places.includes(each))
    const before = BEFORE[slot]?.filter((each) => places.includes(each)).sort((a, b) => places.indexOf(a) - places.indexOf(b))[0]
    if (behind) places.splice(places.indexOf(behind) + 1, 0, slot)
    else if (before) places.splice(places.indexOf(before), 0, slot)
  }
  return places
}

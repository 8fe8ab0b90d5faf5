'use client'

import dynamic from 'next/dynamic'

/**
 * The planner, in the browser only: it begins with today and the zone of this device, which the server cannot know, and
 * brings the arithmetic of time zones with it, which no other page needs.
 */
export const Planner = dynamic(async () => (await import('#components/meetings/plan-form.tsx')).PlanForm, {
  ssr: false,
  loading: () => <p className="mt-6 text-muted">The planner is on its way…</p>,
})

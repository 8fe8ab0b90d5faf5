import type { Metadata } from 'next'
import { NothingHere } from '#components/site/nothing-here.tsx'

export const metadata: Metadata = { title: 'Nothing here' }

export default function NotFound() {
  return <NothingHere />
}

'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { useNext } from '#client/sign-in.ts'
import { withNext } from '#domain/next-path.ts'

/** From one page where people come in to another, which leads on to the same place. */
export function DoorLink({ to, next, children }: { to: '/sign-in' | '/sign-up' | '/recover'; next: string; children: string }) {
  return (
    <Link href={withNext(to, useNext(next)) as Route} className="link">
      {children}
    </Link>
  )
}

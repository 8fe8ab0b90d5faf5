import Link from 'next/link'
import type { ComponentProps, MouseEvent } from 'react'

type Look = {
  /** `primary` once a screen at most; `danger` for what cannot be taken back. */
  variant?: 'primary' | 'quiet' | 'plain' | 'danger'
  size?: 'normal' | 'small'
}

const BASE =
  'wrap-anywhere inline-flex max-w-full items-center justify-center gap-2 rounded-md font-sans font-medium no-underline transition-colors target ' +
  'aria-disabled:cursor-default aria-disabled:opacity-60 disabled:cursor-default disabled:opacity-60'
const VARIANT = {
  primary: 'border border-accent text-center bg-accent text-accent-ink hover:bg-ink hover:border-ink hover:text-paper',
  quiet: 'border border-muted text-center text-ink hover:bg-line',
  plain: 'text-start text-accent hover:bg-line',
  danger: 'border border-danger text-center text-danger hover:bg-danger hover:text-paper',
}
const SIZE = { normal: 'px-4 py-1.5 text-base', small: 'px-2.5 py-1 text-sm' }

function look({ variant = 'quiet', size = 'normal' }: Look, className = ''): string {
  return `${BASE} ${VARIANT[variant]} ${SIZE[size]} ${className}`
}

type ButtonProps = ComponentProps<'button'> & Look & { busy?: boolean }

/** A button; `type` is "button" unless told. While `busy` it keeps the focus and its words, but does nothing. */
export function Button({ variant, size, busy = false, className, onClick, ...rest }: ButtonProps) {
  const press = (event: MouseEvent<HTMLButtonElement>) => (busy ? event.preventDefault() : onClick?.(event))
  const state = busy ? { 'aria-disabled': true, 'aria-busy': true } : {}
  return (
    <button
      type="button"
      {...rest}
      {...state}
      {...(busy || onClick ? { onClick: press } : {})}
      className={look({ variant, size }, className)}
    />
  )
}

/** As `ButtonLink`, and loads the page as a whole: for where nothing may stay that the browser knew. */
export function PageLink({ variant, size, className, children, ...rest }: ComponentProps<'a'> & Look) {
  return (
    <a {...rest} className={look({ variant, size }, className)}>
      {children}
    </a>
  )
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function ButtonLink<Href extends string>({ variant, size, className, ...rest }: ComponentProps<typeof Link<Href>> & Look) {
  return <Link {...rest} className={look({ variant, size }, className)} />
}

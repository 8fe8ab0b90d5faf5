import 'server-only'
import { isIPv6 } from 'node:net'

/**
 * Whom an address belongs to: one IPv4 address is one customer, but of IPv6 each customer has 2⁶⁴ and more.
 * @returns the address itself; of IPv6 its first 64 bits, which are one line, and the first 48, which are the most that one customer gets
 */
export function networksOf(address: string): { narrow: string; wide: string | null } {
  const plain = address.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '')
  if (!isIPv6(plain)) return { narrow: plain, wide: null }
  const groups = groupsOf(plain)
  return { narrow: `${groups.slice(0, 4).join(':')}::/64`, wide: `${groups.slice(0, 3).join(':')}::/48` }
}

/** The eight groups of an IPv6 address, without leading zeros. */
function groupsOf(address: string): string[] {
  // URL writes every form of one address alike, in hexadecimal.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const [before, after] = [head, tail ?? ''].map((part) => (part ? part.split(':') : []))
  const zeros = Array.from({ length: 8 - (before?.length ?? 0) - (after?.length ?? 0) }, () => '0')
  return [...(before ?? []), ...zeros, ...(after ?? [])]
}

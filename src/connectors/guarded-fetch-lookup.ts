import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { SourceError } from './source-error.ts'

/** Finds all addresses of a name, as `dns.lookup` does. */
export type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/** Link-local addresses, and those at which clouds answer with the secrets of the machine; IPv4 also as part of IPv6. */
const BLOCKED = new BlockList()
BLOCKED.addSubnet('169.254.0.0', 16, 'ipv4')
BLOCKED.addAddress('100.100.100.200', 'ipv4')
BLOCKED.addSubnet('fe80::', 10, 'ipv6')
BLOCKED.addAddress('fd00:ec2::254', 'ipv6')
BLOCKED.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6')

/** Whether a host, as `URL.hostname` has it, is an address that Facet never calls; false for a name. */
export function isBlocked(hostname: string): boolean {
  const address = hostname.replace(/^\[|\]$/g, '')
  const version = isIP(address)
  return version !== 0 && BLOCKED.check(address, version === 6 ? 'ipv6' : 'ipv4')
}

/** Resolves a name, and refuses one that leads to a blocked address: checked where the connection is made, not before. */
export function guardedLookup(resolve: Resolve = lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0)
      if (addresses.some(({ address }) => isBlocked(address)))
        return callback(
          new SourceError(
            'not_allowed',
            `${hostname} leads to an address that Facet does not call.`,
          ),
          '',
          0,
        )
      const [first] = addresses
      if (options.all) return callback(null, addresses)
      callback(null, first?.address ?? '', first?.family ?? 0)
    })
  }
}

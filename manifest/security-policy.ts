import { skeletonHash } from './skeleton-styles.ts'

/**
 * What the app's page may do, as a Content-Security-Policy. The portal's address isn't known when the page is built, so addresses are
 * narrowed to https (http on this machine alone); src/portal/transport/frame.ts narrows them to the portal once it is known.
 *
 * Pictures and media stay open to any https address: cloud portals keep files on hosts of their storage.
 */
const RULES: readonly string[] = [
  "default-src 'none'",
  "script-src 'self'",
  // The page's own few lines, by their hash; skeleton-styles.ts.
  `style-src 'self' ${skeletonHash}`,
  // blob: images that the operator is about to send; only the page itself creates such addresses.
  "img-src 'self' blob: https: http://localhost:* http://127.0.0.1:*",
  'media-src https: http://localhost:* http://127.0.0.1:*',
  'connect-src https: http://localhost:* http://127.0.0.1:* wss: ws://localhost:* ws://127.0.0.1:*',
  "base-uri 'none'",
  // Not 'none': a portal opens the app by a form, and a page that reloads itself sends that form again.
  "form-action 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
]

/** The policy in the meta tag of the built index.html. */
export const pagePolicy: string = RULES.join('; ')

/**
 * Headers to send with the app where the hosting allows it. `ancestors` = who may frame it, as sources of `frame-ancestors`, which
 * a meta tag can't set.
 */
export function hostingHeaders(ancestors: string): Record<string, string> {
  return {
    'Content-Security-Policy': `${pagePolicy}; frame-ancestors ${ancestors}`,
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Permissions-Policy':
      'camera=(), microphone=(), geolocation=(), display-capture=(), payment=(), usb=(), serial=(), hid=(), midi=()',
  }
}

/** Who may frame the app during development: portals on this machine, and any portal through a tunnel. */
export const TRIAL_ANCESTORS = 'http://localhost:* http://127.0.0.1:* https:'

/**
 * Origin of the portal that the frame's name gives (DOMAIN and PROTOCOL, 1 = https); null when DOMAIN is no plain host and port, or
 * when the connection isn't encrypted: tokens and chats could be read on the way. Only this machine may do without.
 */
export const portalOrigin = (domain: string, protocol: string | undefined): string | null => {
  const address = `${protocol === '1' ? 'https' : 'http'}://${domain}`
  if (!/^[\p{L}\d._-]+(?::\d+)?$/u.test(domain) || !URL.canParse(address)) return null
  const { origin, hostname } = new URL(address)
  return protocol === '1' || hostname === 'localhost' || hostname === '127.0.0.1' ? origin : null
}

/**
 * Whether the parent page may be the portal at `origin`. That page wrote the frame's name; `framer` is the page's origin or address as
 * given by the browser: '' = not given, and then the handshake alone decides.
 */
export const isFramedBy = (framer: string, origin: string): boolean =>
  framer === '' || `${framer}/`.startsWith(`${origin}/`)

/** Restricts the page's connections to the portal and a push server. A page's policies can't be widened again. */
export const restrictConnections = (origin: string): void => {
  const policy = document.createElement('meta')
  policy.httpEquiv = 'Content-Security-Policy'
  policy.content = `connect-src ${origin} wss: ws:`
  document.head.append(policy)
}

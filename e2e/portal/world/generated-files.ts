// Small generated files: a plan, a photo, a PDF, a short tone.
import type { StoredFile } from './model.ts'

/** Content of a generated file. */
export function generateFile(file: StoredFile): { contentType: string; body: Uint8Array } {
  switch (file.art) {
    case 'floor-plan':
      return { contentType: 'image/svg+xml', body: Buffer.from(FLOOR_PLAN) }
    case 'photo':
      return { contentType: 'image/svg+xml', body: Buffer.from(photo(file)) }
    case 'pdf':
      return { contentType: 'application/pdf', body: pdf(file.name) }
    case 'voice':
      return { contentType: 'audio/wav', body: tone() }
    case 'video':
      return { contentType: 'video/mp4', body: new Uint8Array(0) }
    case 'text':
      return { contentType: 'text/plain; charset=utf-8', body: Buffer.from(`${file.name}\n`) }
  }
}

const FLOOR_PLAN = `<svg xmlns="http://www.w3.org/2000/svg" width="1152" height="600" viewBox="0 0 288 150"><rect width="288" height="150" fill="#f4efe6"/><path d="M0 30h288M0 60h288M0 90h288M0 120h288M48 0v150M96 0v150M144 0v150M192 0v150M240 0v150" fill="none" stroke="#b9a98c" stroke-opacity=".28"/><path d="M32 26h224v98H32z" fill="#fffdf8" stroke="#4d4639" stroke-width="4"/><path d="M110 26h68" stroke="#7fb8ee" stroke-width="5"/><g fill="#d8c39a"><rect x="46" y="36" width="42" height="20" rx="2"/><rect x="92" y="36" width="104" height="20" rx="2" fill="#e6d6b4"/><rect x="200" y="36" width="42" height="20" rx="2"/></g><circle cx="144" cy="46" r="6" fill="#fff" stroke="#9b8a67"/><rect x="92" y="80" width="104" height="24" rx="3" fill="#c9955c" stroke="#8d6233"/><path d="M46 136h196M46 132v8M242 132v8" stroke="#d92b26" stroke-width="1.5"/><rect x="120" y="128" width="48" height="16" rx="8" fill="#d92b26"/><text x="144" y="139.5" font-size="10" font-weight="700" text-anchor="middle" fill="#fff" font-family="sans-serif">2.84 m</text></svg>`

/** Hills under a sky whose colour follows the file id, in the file's own proportions. */
function photo(file: StoredFile): string {
  const width = file.width || 640
  const height = file.height || 480
  const hue = (file.id * 47) % 360
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 100 100" preserveAspectRatio="none"><rect width="100" height="100" fill="hsl(${hue} 45% 80%)"/><circle cx="72" cy="26" r="10" fill="hsl(${hue + 40} 80% 88%)"/><path d="M0 78 30 46l22 22 18-16 30 30v18H0z" fill="hsl(${hue} 30% 45%)"/><path d="M0 90 40 70l60 24v6H0z" fill="hsl(${hue} 30% 32%)"/></svg>`
}

/** One page with the file's name; the cross-reference table is counted, so readers open it without repair. */
function pdf(title: string): Uint8Array {
  const safe = title.replace(/[^\x20-\x7e]/g, '?').replace(/[\\()]/g, '\\$&')
  const stream = `BT /F1 18 Tf 40 240 Td (${safe}) Tj ET`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${stream.length}>>stream\n${stream}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((body, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj${body}endobj\n`
    return offset
  })
  const start = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  for (const offset of offsets) text += `${String(offset).padStart(10, '0')} 00000 n \n`
  text += `trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}

/** Half a second of 330 Hz, 8 kHz mono, in three swells. */
function tone(): Uint8Array {
  const rate = 8_000
  const count = rate / 2
  const wav = Buffer.alloc(44 + count)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + count, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(rate, 24)
  wav.writeUInt32LE(rate, 28)
  wav.writeUInt16LE(1, 32)
  wav.writeUInt16LE(8, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(count, 40)
  for (let index = 0; index < count; index += 1) {
    const loudness = 110 * Math.abs(Math.sin((3 * Math.PI * index) / count))
    wav[44 + index] = 128 + Math.round(loudness * Math.sin((2 * Math.PI * 330 * index) / rate))
  }
  return wav
}

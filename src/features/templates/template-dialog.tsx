import Pencil from 'lucide-react/icons/pencil'
import Plus from 'lucide-react/icons/plus'
import Trash2 from 'lucide-react/icons/trash'
import X from 'lucide-react/icons/x'
import { useId, useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react'
import type { Chat } from '@/domain/chat'
import { nextVersion, type Template, type TemplatePlace } from '@/domain/template'
import { TEMPLATES_MAX_BYTES } from '@/settings/template-codec'
import { useI18n } from '@/i18n/i18n'
import { templateErrorTexts } from '@/components/error-texts'
import { usePortal } from '@/queries/card-context'
import { useTemplates, type TemplatesApi } from '@/settings/templates'
import { Button, IconButton, Spinner } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { EmptyState } from '@/ui/empty-state'
import { matchingTemplates, orderedTemplates, type PlacedTemplate } from './template-search'
import { QuickAnswerImport } from './quick-answer-import'
import { TemplateEditor, type Edited } from './template-editor'

type View =
  | { readonly kind: 'list' }
  | { readonly kind: 'edit'; readonly of: PlacedTemplate | null; readonly text: string }
  | { readonly kind: 'import' }

const Tab = ({ on, onChoose, children }: { on: boolean; onChoose: () => void; children: ReactNode }) => (
  <button
    type="button"
    aria-pressed={on}
    onClick={onChoose}
    className={`min-h-8 rounded-[7px] px-3 text-sm pointer-coarse:min-h-10 ${on ? 'bg-surface font-medium text-fg shadow-bubble forced-colors:underline' : 'text-fg-2 hover:text-fg'}`}
  >
    {children}
  </button>
)

/** All templates: finding, writing, changing and deleting them, personal and shared ones. */
export const TemplateDialog = ({
  chat,
  uses,
  begin,
  onSaved,
  onClose,
}: {
  readonly chat: Chat | null
  readonly uses: (id: string) => number
  /** null = the list; a text = a new template with it. */
  readonly begin: string | null
  /** Called when a template that began with that text has been saved. */
  readonly onSaved?: (() => void) | undefined
  readonly onClose: () => void
}) => {
  const { t } = useI18n()
  const id = useId()
  const { isAdmin } = usePortal()
  const firstField = useRef<HTMLInputElement>(null)
  const templatesByPlace = { personal: useTemplates('personal'), shared: useTemplates('shared') }
  const [place, setPlace] = useState<TemplatePlace>('personal')
  const [view, setView] = useState<View>(begin === null ? { kind: 'list' } : { kind: 'edit', of: null, text: begin })
  const [deleted, setDeleted] = useState<PlacedTemplate | null>(null)
  const copyName = (name: string) => t('templates.copyName', { name })

  useLayoutEffect(() => {
    // On a phone the keyboard would cover the list.
    if (!matchMedia('(pointer: coarse)').matches) firstField.current?.focus()
  }, [])

  const save = ({ words, where }: Edited, of: PlacedTemplate | null) => {
    const next = nextVersion(words, of, crypto.randomUUID(), Date.now())
    if (of && of.place !== where) {
      // In its new place it is a new template; the old one is deleted only after that.
      templatesByPlace[where].put({ ...next, before: [] }, copyName)
      templatesByPlace[of.place].drop(of)
    } else templatesByPlace[where].put(next, copyName)
    if (!of) onSaved?.()
    setPlace(where)
    setView({ kind: 'list' })
  }
  const remove = (template: PlacedTemplate) => {
    templatesByPlace[template.place].drop(template)
    setDeleted(template)
  }
  const undo = ({ place: where, ...template }: PlacedTemplate) => {
    templatesByPlace[where].put(nextVersion(template, template, template.id, Date.now()), copyName)
    setDeleted(null)
  }
  const back = () => {
    if (view.kind === 'list' || begin !== null) onClose()
    else setView({ kind: 'list' })
  }

  return (
    <Dialog
      name={{ labelledBy: `${id}-title` }}
      className="@container/panel m-auto h-[min(40rem,calc(100dvh-1.5rem))] max-w-[min(36rem,calc(100vw-1.5rem))] overflow-hidden text-md"
      onClose={back}
      onBackdropClick={() => {
        // Not while a template is being edited: a slip must not lose it.
        if (view.kind === 'list') onClose()
      }}
    >
      <div className="flex h-full min-h-0 flex-col">
        <header className="flex flex-none items-center gap-2 border-b border-line py-2.5 ps-5 pe-3">
          <h2 id={`${id}-title`} className="min-w-0 flex-1 text-lg font-semibold wrap-anywhere">
            {view.kind === 'import'
              ? t('templates.import')
              : view.kind === 'list'
                ? t('templates.title')
                : view.of
                  ? t('templates.editNamed', { name: view.of.name })
                  : t('templates.new')}
          </h2>
          <IconButton label={t('common.close')} onClick={back}>
            <X />
          </IconButton>
        </header>
        {view.kind === 'edit' ? (
          <TemplateEditor
            firstField={firstField}
            of={view.of}
            text={view.text}
            place={view.of?.place ?? place}
            mayShare={isAdmin}
            others={orderedTemplates(templatesByPlace.personal.sheet, templatesByPlace.shared.sheet, uses)}
            free={{ personal: templatesByPlace.personal.free, shared: templatesByPlace.shared.free }}
            onSave={(edited) => save(edited, view.of)}
            onCancel={back}
          />
        ) : view.kind === 'import' ? (
          <QuickAnswerImport
            chat={chat}
            have={[...(templatesByPlace.personal.sheet?.templates.values() ?? [])]}
            free={templatesByPlace.personal.free}
            onImport={(templates) => {
              for (const template of templates) templatesByPlace.personal.put(template, copyName)
              setPlace('personal')
              setView({ kind: 'list' })
            }}
            onCancel={back}
          />
        ) : (
          <List
            searchField={firstField}
            place={place}
            api={templatesByPlace[place]}
            mayEdit={place === 'personal' || isAdmin}
            uses={uses}
            onPlace={setPlace}
            onEdit={(of) => setView({ kind: 'edit', of, text: of?.text ?? '' })}
            onImport={() => setView({ kind: 'import' })}
            onDelete={remove}
            deleted={deleted}
            onUndo={undo}
          />
        )}
      </div>
    </Dialog>
  )
}

const List = ({
  searchField,
  place,
  api,
  mayEdit,
  uses,
  onPlace,
  onEdit,
  onImport,
  onDelete,
  deleted,
  onUndo,
}: {
  readonly searchField: RefObject<HTMLInputElement | null>
  readonly place: TemplatePlace
  readonly api: TemplatesApi
  readonly mayEdit: boolean
  readonly uses: (id: string) => number
  readonly onPlace: (place: TemplatePlace) => void
  readonly onEdit: (template: PlacedTemplate | null) => void
  readonly onImport: () => void
  readonly onDelete: (template: PlacedTemplate) => void
  readonly deleted: PlacedTemplate | null
  readonly onUndo: (template: PlacedTemplate) => void
}) => {
  const { t, format } = useI18n()
  const [typed, setTyped] = useState('')
  const { sheet, saveError, free } = api
  const all = orderedTemplates(place === 'personal' ? sheet : null, place === 'shared' ? sheet : null, uses)
  const shown = matchingTemplates(all, typed.trim())
  const scarce = sheet !== null && free < TEMPLATES_MAX_BYTES[place] / 4
  return (
    <>
      <div className="flex flex-none flex-wrap items-center gap-2 px-5 pt-3 pb-2">
        <div
          role="group"
          aria-label={t('templates.scope')}
          className="inline-flex flex-none rounded-sm bg-neutral-bg p-0.5 forced-colors:border"
        >
          {(['personal', 'shared'] as const).map((one) => (
            <Tab key={one} on={place === one} onChoose={() => onPlace(one)}>
              {t(`templates.${one}`)}
            </Tab>
          ))}
        </div>
        <input
          ref={searchField}
          type="search"
          aria-label={t('templates.search')}
          placeholder={t('templates.search')}
          dir="auto"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          className="min-h-9 min-w-36 flex-1 rounded-sm border border-control bg-surface px-3 placeholder:text-fg-3"
        />
      </div>
      {saveError && sheet !== null && (
        <p role="status" className="mx-5 mb-2 rounded-md bg-warning-bg p-2.5 text-sm text-warning-fg wrap-anywhere">
          {t(templateErrorTexts[saveError.code.toUpperCase()] ?? 'templates.notKept', { code: saveError.code })}
        </p>
      )}
      {place === 'shared' && !mayEdit && <p className="px-5 pb-2 text-sm text-fg-2">{t('templates.adminsOnly')}</p>}
      <div className="min-h-0 flex-1 overflow-y-auto px-2.5 scrollbar-thin">
        {sheet === null ? (
          saveError ? (
            <EmptyState
              kind="failed"
              title={t('templates.failed')}
              text={saveError.code === 'OPTION_NEWER' ? t('templates.notKeptNewer') : undefined}
              code={saveError.code}
              actions={<Button onClick={api.readAgain}>{t('common.tryAgain')}</Button>}
            />
          ) : (
            <p role="status" className="flex items-center gap-2 px-2.5 py-3 text-sm text-fg-2">
              <Spinner /> {t('templates.loading')}
            </p>
          )
        ) : all.length === 0 ? (
          <EmptyState kind="empty" title={t('templates.none')} text={mayEdit ? t('templates.noneText') : undefined} />
        ) : shown.length === 0 ? (
          <p role="status" className="px-2.5 py-3 text-sm text-fg-2 wrap-anywhere">
            {t('templates.noMatch', { words: typed.trim() })}
          </p>
        ) : (
          <ul className="pb-2">
            {shown.map((template) => (
              <Row key={template.key} template={template} mayEdit={mayEdit} onEdit={onEdit} onDelete={onDelete} />
            ))}
          </ul>
        )}
      </div>
      {deleted && (
        <div
          role="status"
          className="mx-5 mb-2 flex items-center gap-2 rounded-md border border-line py-1 ps-3 pe-1 text-sm shadow-float"
        >
          <bdi className="min-w-0 flex-1 wrap-anywhere">{t('templates.deleted', { name: deleted.name })}</bdi>
          <Button variant="ghost" size="sm" onClick={() => onUndo(deleted)}>
            {t('templates.undo')}
          </Button>
        </div>
      )}
      {mayEdit && (
        <footer className="flex flex-none flex-wrap items-center gap-2 border-t border-line px-5 py-3">
          <Button variant="primary" onClick={() => onEdit(null)} disabled={sheet === null}>
            <Plus aria-hidden="true" />
            {t('templates.new')}
          </Button>
          {place === 'personal' && (
            <Button onClick={onImport} disabled={sheet === null}>
              {t('templates.import')}
            </Button>
          )}
          {scarce && <span className="text-sm text-fg-3">{t('templates.freeSpace', { free: format.size(free) })}</span>}
        </footer>
      )}
    </>
  )
}

const Row = ({
  template,
  mayEdit,
  onEdit,
  onDelete,
}: {
  readonly template: PlacedTemplate
  readonly mayEdit: boolean
  readonly onEdit: (template: PlacedTemplate) => void
  readonly onDelete: (template: PlacedTemplate) => void
}) => {
  const { t } = useI18n()
  const { name, command, text }: Template = template
  return (
    <li className="flex items-start gap-1 rounded-sm px-2.5 py-1.5 hover:bg-hover">
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2">
          <bdi className="min-w-0 truncate font-medium">{name}</bdi>
          {command !== '' && <bdi className="min-w-0 truncate font-mono text-xs text-link">/{command}</bdi>}
        </p>
        <p dir="auto" className="line-clamp-2 text-sm text-fg-2 wrap-anywhere">
          {text}
        </p>
      </div>
      {mayEdit && (
        <>
          <IconButton label={t('templates.editNamed', { name })} onClick={() => onEdit(template)}>
            <Pencil strokeWidth={1.5} />
          </IconButton>
          <IconButton label={t('templates.deleteNamed', { name })} onClick={() => onDelete(template)}>
            <Trash2 strokeWidth={1.5} />
          </IconButton>
        </>
      )}
    </li>
  )
}

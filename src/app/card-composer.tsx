import type { ComposerProps, FieldToolProps } from '@/features/composer/composer'
import { ComposerModes } from '@/features/composer/composer-modes'
import { FieldTemplates } from '@/features/templates/field-templates'
import { usePortal } from '@/queries/portal-context'
import { usesOf } from './template-uses'

const Templates = (props: FieldToolProps) => {
  const portal = usePortal()
  return <FieldTemplates {...props} uses={usesOf(portal.id, props.me.id)} />
}

/** The composer of a chat with its templates. */
export const CardComposer = (props: ComposerProps) => <ComposerModes {...props} Templates={Templates} />

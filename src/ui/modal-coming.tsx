import { useT } from '@/i18n/i18n'
import { Modal } from './modal'
import { Spinner } from './spinner'

/**
 * In the place of a dialog whose file is still loading: it has the focus at once. Without it, what somebody types for the dialog would
 * go into the field below, and his Enter would send it to a client.
 */
export const ModalComing = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT()
  return (
    <Modal name={{ label: t('common.loading') }} className="m-auto max-w-40" onClose={onClose}>
      <p role="status" className="flex items-center justify-center gap-2 p-5 text-fg-2">
        <Spinner /> {t('common.loading')}
      </p>
    </Modal>
  )
}

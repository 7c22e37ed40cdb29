/** The other pages of the app in this browser. `Message`: type of the sent messages. */
export interface TabChannel<Message> {
  /** Sends to all other pages; a page that opens later doesn't receive it. */
  readonly tell: (message: Message) => void
  readonly close: () => void
}

/**
 * Connects to the pages of this browser that use the same name (with `versionedName`, of the same storage version). Their messages are
 * unchecked. Where the browser denies the channel, there are no other pages.
 */
export const openTabChannel = <Message>(name: string, onMessage: (message: unknown) => void): TabChannel<Message> => {
  let channel: BroadcastChannel
  try {
    channel = new BroadcastChannel(name)
  } catch {
    return { tell: () => undefined, close: () => undefined }
  }
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => onMessage(data))
  return {
    tell: (message) => {
      try {
        // A BroadcastChannel reaches pages of our own origin only.
        // oxlint-disable-next-line unicorn/require-post-message-target-origin
        channel.postMessage(message)
      } catch {
        // Closed meanwhile: nothing to send to.
      }
    },
    close: () => channel.close(),
  }
}

/** The other pages of the app in this browser. */
export interface TabChannel<Message> {
  /** Sends to all other pages that are open now. */
  readonly tell: (message: Message) => void
  readonly close: () => void
}

/** Opens a channel to the pages of this browser with the same name. Where the browser denies it, there are no others. */
export const openTabChannel = <Message>(name: string, onMessage: (message: Message) => void): TabChannel<Message> => {
  let channel: BroadcastChannel
  try {
    channel = new BroadcastChannel(name)
  } catch {
    return { tell: () => undefined, close: () => undefined }
  }
  // Pages of another version of the app use another name, so the shape is known.
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => onMessage(data))
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

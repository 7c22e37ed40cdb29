/** The other pages of the app in this browser. */
export interface TabChannel<Message> {
  /** To all others; whoever comes later doesn't hear it. */
  readonly tell: (message: Message) => void
  readonly close: () => void
}

/** Talks to the pages of this browser that know the same name. Where the browser denies it, there are no others. */
export const openTabChannel = <Message>(name: string, onMessage: (message: Message) => void): TabChannel<Message> => {
  let channel: BroadcastChannel
  try {
    channel = new BroadcastChannel(name)
  } catch {
    return { tell: () => undefined, close: () => undefined }
  }
  // Only pages of the app know each other's shapes; one of another version is told apart by the name.
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => onMessage(data))
  return {
    tell: (message) => {
      try {
        // It reaches pages of our own origin only.
        // oxlint-disable-next-line unicorn/require-post-message-target-origin
        channel.postMessage(message)
      } catch {
        // Closed meanwhile: nobody is there to hear it.
      }
    },
    close: () => channel.close(),
  }
}

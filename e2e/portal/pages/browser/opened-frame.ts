/** Request of the host page for a frame of the app. */
export interface FrameRequest {
  readonly userId: number
  readonly lang: string
  /** `DEFAULT` = from the app's menu. */
  readonly placement: string
  readonly options: Readonly<Record<string, unknown>>
  /** `get`: how an uploaded static app is opened. */
  readonly by: 'post' | 'get'
}

/** Tokens of one frame; AUTH_EXPIRES in seconds from now. */
export interface Session {
  readonly AUTH_ID: string
  readonly REFRESH_ID: string
  readonly AUTH_EXPIRES: number
  readonly MEMBER_ID: string
}

/** Everything the host page needs to open and answer one frame. */
export interface OpenedFrame {
  /** APP_SID, new for every frame. */
  readonly sid: string
  /** Address of the app without the portal's query. */
  readonly handler: string
  readonly query: Readonly<Record<string, string>>
  readonly fields: Readonly<Record<string, string>>
  /** The answer to getInitData. */
  readonly init: Session &
    Readonly<Record<string, unknown>> & { readonly FIRST_RUN: boolean; readonly IS_ADMIN: boolean }
}

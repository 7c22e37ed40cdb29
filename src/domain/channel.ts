/** Where a chat comes from: code and title of the connector as the portal gives them; unknown codes are shown by title. */
export interface Channel {
  /** CONNECTOR_ID, lower case, for example `telegram`, `livechat`, `whatsappbytwilio`. */
  readonly connector: string
  readonly title: string
}

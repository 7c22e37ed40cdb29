import manifest from '../../manifest/app.json'

/** Name, version, scopes, tabs and languages of the app: manifest/app.json is their only place. */
export { manifest }

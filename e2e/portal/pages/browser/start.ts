import { letViewerChange } from './viewer.ts'

letViewerChange()

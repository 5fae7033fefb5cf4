import { describeStorages } from '../storage/testing/describe-storages.ts'
import { sessionLogSuite } from './testing/session-log-suite.ts'

describeStorages('the session log', sessionLogSuite)

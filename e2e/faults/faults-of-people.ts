import type { Fault } from './fault.ts'

/** What goes wrong between people and the server. */
export const faultsOfPeople: Fault[] = [
  {
    name: 'customers lose their network',
    begin: ({ conversations }) => conversations.forEach(({ customerLine }) => customerLine.cut()),
    end: ({ conversations }) => conversations.forEach(({ customerLine }) => customerLine.mend()),
  },
]

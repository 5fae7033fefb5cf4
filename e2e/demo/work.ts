import type { EndpointSetup } from '../../server/protocol/settings/endpoint.ts'

type Work = Pick<
  NonNullable<NonNullable<EndpointSetup['settings']>['copilot']>,
  'playbooks' | 'wrapUpCodes' | 'wrapUpFields'
>

const SLOTS = ['08:00–12:00', '13:00–17:00']

/** How Northline's agents work: what they do about a missed visit and a dead line, and how they file a chat. */
export const northlineWork: Work = {
  playbooks: [
    {
      id: 'missed-visit',
      title: 'A visit that did not happen',
      phrases: ['engineer never came', 'engineer did not come', 'nobody showed up', 'missed visit charge'],
      examples: [
        'Nobody came to my appointment',
        'The engineer was meant to come and did not show up',
        'I was home all morning and I am charged for a missed visit',
      ],
      wrapUpCode: 'visit-missed',
      steps: [
        {
          id: 'holder',
          title: 'Confirm the account holder',
          text: 'Ask for the full name and the address on the account.',
        },
        {
          id: 'record',
          title: 'Read the visit record',
          text: 'Open the visit and read the engineer’s note: where the van was, and what was written about the door.',
        },
        {
          id: 'charge',
          title: 'Take off the €45 charge where the customer was not at fault',
          lookUp: 'reason codes that take off the missed visit charge',
          form: [
            {
              id: 'reason-code',
              label: 'Reason code',
              kind: 'choice',
              choices: ['6 Did not travel', '7 Wrong address', '8 Unsafe conditions', '9 Parts or duct'],
              required: true,
            },
          ],
        },
        {
          id: 'rebook',
          title: 'Book a repeat visit',
          lookUp: 'how soon can a repeat visit be',
          form: [
            { id: 'visit-day', label: 'Day', kind: 'date', required: true },
            { id: 'visit-slot', label: 'Slot', kind: 'choice', choices: SLOTS, required: true },
          ],
        },
      ],
    },
    {
      id: 'dead-line',
      title: 'Broadband that is down',
      phrases: ['broadband is down', 'no broadband', 'internet not working', 'no internet'],
      examples: [
        'My broadband has been off since Tuesday',
        'The internet stopped working',
        'My line is dead',
      ],
      wrapUpCode: 'no-service',
      steps: [
        { id: 'outage', title: 'Look for an outage in the area', lookUp: 'outage map and planned work' },
        { id: 'lights', title: 'Ask for the lights on the fibre box', lookUp: 'fibre box lights' },
        { id: 'restart', title: 'Have the hub restarted', lookUp: 'restart or reset the hub' },
        {
          id: 'fault',
          title: 'Open a fault',
          form: [{ id: 'fault-number', label: 'Fault number', required: true }],
        },
      ],
    },
  ],
  wrapUpCodes: [
    { code: 'visit-missed', name: 'Faults > Visit missed by us' },
    { code: 'no-service', name: 'Faults > No service' },
    { code: 'slow', name: 'Faults > Slow or dropping broadband' },
    { code: 'charge', name: 'Billing > Charge disputed', phrases: ['charge off', 'charge back'] },
    {
      code: 'payment',
      name: 'Billing > Payment plan or late payment',
      phrases: ['pay later', 'payment plan'],
    },
    { code: 'move', name: 'Contract > Moving home' },
    { code: 'leave', name: 'Contract > Leaving us', phrases: ['cancel contract', 'cancel broadband'] },
    { code: 'lost-phone', name: 'Mobile > Lost or stolen phone' },
    { code: 'question', name: 'Other > General question' },
  ],
  wrapUpFields: [
    { id: 'visit-day', label: 'Visit booked for', kind: 'date' },
    { id: 'call-back', label: 'Call back needed', kind: 'yes-no' },
  ],
}

import { expect, test } from 'vitest'
import { formFieldSchema } from './assists.ts'
import { faultsOfForm } from './forms.ts'

const fields = [
  { id: 'name', label: 'Name', required: true },
  { id: 'amount', label: 'Amount', kind: 'number' },
  { id: 'day', label: 'Day', kind: 'date' },
  { id: 'slot', label: 'Slot', kind: 'choice', choices: ['morning', 'afternoon'] },
  { id: 'paid', label: 'Paid', kind: 'yes-no' },
].map(field => formFieldSchema.parse(field))

const faults = (values: Record<string, string>, complete = true) => faultsOfForm(fields, values, { complete })

test('a form that is filled in right has no faults', () => {
  const values = { name: 'Ann', amount: '-12,5', day: '2024-02-29', slot: 'morning', paid: 'no' }
  expect(faults(values)).toEqual([])
  expect(faults({ name: 'Ann', amount: ' ', day: '' })).toEqual([])
})

test.each([
  [{ name: ' ' }, 'Name: please fill this in'],
  [{ name: 'Ann', amount: 'twelve' }, 'Amount: please enter a number'],
  [{ name: 'Ann', day: '2026-02-30' }, 'Day: please enter a date as 2026-11-21'],
  [{ name: 'Ann', day: '21.11.2026' }, 'Day: please enter a date as 2026-11-21'],
  [{ name: 'Ann', slot: 'night' }, 'Slot: please choose from the list'],
  [{ name: 'Ann', paid: 'maybe' }, 'Paid: please answer yes or no'],
  [{ name: 'Ann', toString: 'x' }, 'toString: there is no such field'],
])('%j: %s', (values, fault) => {
  expect(faults(values)).toEqual([fault])
})

test('what is required may be missing until the form is complete', () => {
  expect(faults({}, false)).toEqual([])
})
